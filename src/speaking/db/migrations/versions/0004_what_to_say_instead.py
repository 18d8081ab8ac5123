"""What to say instead of a quote, errors that make no habit, and what an insight says of itself."""

import sqlalchemy as sa
from alembic import op

from speaking.db.migrations.columns import json, parent

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "evidence_corrections",
        parent("evidenceId", "insight_evidence", primary_key=True),
        sa.Column("sayInstead", json, nullable=False),
        sa.Column("correctedSentence", sa.Text()),
    )
    op.create_table(
        "insight_notes",
        parent("insightId", "insights", primary_key=True),
        sa.Column("title", sa.Text()),
        sa.Column("metIn", sa.Integer()),
        sa.Column("talks", sa.Integer()),
    )
    op.create_table(
        "noticed_errors",
        sa.Column("id", sa.Text(), primary_key=True),
        parent("sessionId", "speaking_sessions"),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("startSecs", sa.Float()),
        sa.Column("endSecs", sa.Float()),
        sa.Column("sayInstead", json, nullable=False),
        sa.Column("correctedSentence", sa.Text()),
    )
    op.create_index("noticed_errors_sessionId_idx", "noticed_errors", ["sessionId"])
