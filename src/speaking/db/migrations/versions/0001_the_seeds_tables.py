"""The six tables of the TypeScript app; if its own migrations have made them, they are adopted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from speaking.db.migrations.columns import created, json, parent, timestamp

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATUSES = ("CREATED", "UPLOADED", "TRANSCRIBING", "ANALYZING", "DONE", "FAILED")
FLAGS = ("AUDIO_STORAGE", "TRANSCRIPT_STORAGE", "PATTERN_TRACKING")
TABLES = ("users", "user_consents", "speaking_sessions", "transcripts", "insights", "pattern_profiles")


def upgrade() -> None:
    connection = op.get_bind()
    present = set(sa.inspect(connection).get_table_names()) & set(TABLES)
    if present == set(TABLES):
        return
    if present:
        missing = ", ".join(sorted(set(TABLES) - present))
        raise RuntimeError(f"the database holds some of the app's tables but lacks {missing}")
    _create_enum("SessionStatus", STATUSES)
    _create_enum("ConsentFlag", FLAGS)
    _create_people()
    _create_sessions()
    _create_results()


def _create_enum(name: str, values: tuple[str, ...]) -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        postgresql.ENUM(*values, name=name).create(connection, checkfirst=True)


def _enum(name: str, values: tuple[str, ...]) -> sa.types.TypeEngine[str]:
    native = postgresql.ENUM(*values, name=name, create_type=False)
    return sa.Enum(*values, name=name).with_variant(native, "postgresql")


def _create_people() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("externalId", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("displayName", sa.Text()),
        created(),
        sa.Column("updatedAt", timestamp, nullable=False),
        sa.PrimaryKeyConstraint("id", name="users_pkey"),
    )
    op.create_index("users_externalId_key", "users", ["externalId"], unique=True)
    op.create_table(
        "user_consents",
        sa.Column("id", sa.Text(), nullable=False),
        parent("userId", "users", constraint="user_consents_userId_fkey"),
        sa.Column("flag", _enum("ConsentFlag", FLAGS), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        created("grantedAt"),
        sa.Column("revokedAt", timestamp),
        sa.PrimaryKeyConstraint("id", name="user_consents_pkey"),
    )
    op.create_index("user_consents_userId_flag_key", "user_consents", ["userId", "flag"], unique=True)


def _create_sessions() -> None:
    op.create_table(
        "speaking_sessions",
        sa.Column("id", sa.Text(), nullable=False),
        parent("userId", "users", constraint="speaking_sessions_userId_fkey"),
        sa.Column("status", _enum("SessionStatus", STATUSES), nullable=False, server_default="CREATED"),
        sa.Column("durationSecs", sa.Integer()),
        sa.Column("language", sa.Text(), nullable=False, server_default="en"),
        sa.Column("topic", sa.Text()),
        sa.Column("promptUsed", sa.Text()),
        sa.Column("audioUrl", sa.Text()),
        sa.Column("audioDeletedAt", timestamp),
        sa.Column("errorMessage", sa.Text()),
        sa.Column("focusNext", sa.Text()),
        created(),
        sa.Column("updatedAt", timestamp, nullable=False),
        sa.PrimaryKeyConstraint("id", name="speaking_sessions_pkey"),
    )
    op.create_index("speaking_sessions_userId_createdAt_idx", "speaking_sessions", ["userId", "createdAt"])


def _create_results() -> None:
    op.create_table(
        "transcripts",
        sa.Column("id", sa.Text(), nullable=False),
        parent("sessionId", "speaking_sessions", constraint="transcripts_sessionId_fkey"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("wordCount", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="transcripts_pkey"),
    )
    op.create_index("transcripts_sessionId_key", "transcripts", ["sessionId"], unique=True)
    op.create_table(
        "insights",
        sa.Column("id", sa.Text(), nullable=False),
        parent("sessionId", "speaking_sessions", constraint="insights_sessionId_fkey"),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Integer()),
        sa.Column("severity", sa.Text()),
        sa.Column("examples", json),
        sa.Column("suggestion", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="insights_pkey"),
    )
    op.create_index("insights_sessionId_idx", "insights", ["sessionId"])
    op.create_table(
        "pattern_profiles",
        sa.Column("id", sa.Text(), nullable=False),
        parent("userId", "users", constraint="pattern_profiles_userId_fkey"),
        sa.Column("patterns", json, nullable=False),
        sa.Column("focusAreas", json),
        created("lastUpdated"),
        sa.PrimaryKeyConstraint("id", name="pattern_profiles_pkey"),
    )
    op.create_index("pattern_profiles_userId_key", "pattern_profiles", ["userId"], unique=True)
