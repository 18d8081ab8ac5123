"""Our own tables: leases, word timings, analyses, evidence, model use and pattern aliases."""

import sqlalchemy as sa
from alembic import op

from speaking.db.migrations.columns import created, json, parent, timestamp

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_jobs()
    _create_analyses()
    _create_model_uses()
    _create_aliases()


def _create_jobs() -> None:
    op.create_table(
        "processing_jobs",
        parent("sessionId", "speaking_sessions", primary_key=True),
        sa.Column("owner", sa.Text()),
        sa.Column("leaseExpiresAt", timestamp),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("announcements", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("announcedAt", timestamp),
        sa.Column("nextAttemptAt", timestamp),
        sa.Column("lastErrorCode", sa.Text()),
        created(),
        sa.Column("updatedAt", timestamp, nullable=False),
    )
    op.create_index("processing_jobs_nextAttemptAt_idx", "processing_jobs", ["nextAttemptAt"])
    op.create_index("processing_jobs_leaseExpiresAt_idx", "processing_jobs", ["leaseExpiresAt"])


def _create_analyses() -> None:
    op.create_table(
        "transcript_timings",
        parent("sessionId", "speaking_sessions", primary_key=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("duration", sa.Float(), nullable=False),
        sa.Column("words", json, nullable=False),
    )
    op.create_table(
        "session_analyses",
        parent("sessionId", "speaking_sessions", primary_key=True),
        sa.Column("analyzer", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("focusPattern", sa.Text()),
        sa.Column("habits", json, nullable=False),
        sa.Column("fluency", json),
        sa.Column("droppedQuotes", sa.Integer(), nullable=False),
        sa.Column("droppedInsights", sa.Integer(), nullable=False),
        sa.Column("inProfile", sa.Boolean(), nullable=False),
        created(),
    )
    op.create_table(
        "insight_evidence",
        sa.Column("id", sa.Text(), primary_key=True),
        parent("insightId", "insights"),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("startSecs", sa.Float()),
        sa.Column("endSecs", sa.Float()),
    )
    op.create_index("insight_evidence_insightId_idx", "insight_evidence", ["insightId"])


def _create_model_uses() -> None:
    op.create_table(
        "model_uses",
        sa.Column("id", sa.Text(), primary_key=True),
        parent("sessionId", "speaking_sessions"),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("inputTokens", sa.Integer(), nullable=False),
        sa.Column("outputTokens", sa.Integer(), nullable=False),
        sa.Column("cacheReadTokens", sa.Integer(), nullable=False),
        sa.Column("cacheWriteTokens", sa.Integer(), nullable=False),
        sa.Column("audioSecs", sa.Float(), nullable=False),
        sa.Column("costUsd", sa.Float()),
        created(),
    )
    op.create_index("model_uses_sessionId_idx", "model_uses", ["sessionId"])


def _create_aliases() -> None:
    op.create_table(
        "pattern_aliases",
        sa.Column("id", sa.Text(), primary_key=True),
        parent("userId", "users"),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        created(),
        sa.UniqueConstraint("userId", "alias", name="pattern_aliases_userId_alias_key"),
    )
