"""Marks sessions of the example recording, which is not the learner's speech."""

from alembic import op

from speaking.db.migrations.columns import created, parent

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("example_sessions", parent("sessionId", "speaking_sessions", primary_key=True), created())
