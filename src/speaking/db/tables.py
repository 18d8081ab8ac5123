"""The tables: the TypeScript app's six, exactly as it has them, and our own beside them.

Columns are snake_case here (`users.c.external_id`) and camelCase in the database. Times are UTC, to the
millisecond, stored without a zone as Prisma does. What the six have no column for is stored in tables of our
own, never in new columns.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from speaking.db.clock import UtcTimestamp, utc_now
from speaking.db.ids import new_id
from speaking.db.other_versions import OpenEnum
from speaking.states import ConsentFlag, SessionStatus

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

metadata = MetaData()


def _column(key: str, kind: Any, *rest: Any, nullable: bool = False, **options: Any) -> Column[Any]:  # noqa: ANN401 - SQLAlchemy's types
    first, *others = key.split("_")
    name = first + "".join(other.capitalize() for other in others)
    return Column(name, kind, *rest, key=key, nullable=nullable, **options)


def _id() -> Column[Any]:
    return _column("id", Text, primary_key=True, default=new_id)


def _moment(key: str, **options: Any) -> Column[Any]:
    return _column(key, UtcTimestamp, **options)


def _moment_of_insert(key: str, **options: Any) -> Column[Any]:
    return _moment(key, server_default=text("CURRENT_TIMESTAMP"), default=utc_now(), **options)


def _updated_at() -> Column[Any]:
    return _moment("updated_at", default=utc_now(), onupdate=utc_now())


def _parent(key: str, target: str, **options: Any) -> Column[Any]:
    return _column(key, Text, ForeignKey(target, ondelete="CASCADE", onupdate="CASCADE"), **options)


users = Table(
    "users",
    metadata,
    _id(),
    _column("external_id", Text),
    _column("email", Text, nullable=True),
    _column("display_name", Text, nullable=True),
    _moment_of_insert("created_at"),
    _updated_at(),
    Index("users_externalId_key", "external_id", unique=True),
)

user_consents = Table(
    "user_consents",
    metadata,
    _id(),
    _parent("user_id", "users.id"),
    _column("flag", OpenEnum(ConsentFlag, "ConsentFlag")),
    _column("granted", Boolean),
    _moment_of_insert("granted_at"),
    _moment("revoked_at", nullable=True),
    Index("user_consents_userId_flag_key", "user_id", "flag", unique=True),
)

speaking_sessions = Table(
    "speaking_sessions",
    metadata,
    _id(),
    _parent("user_id", "users.id"),
    _column(
        "status",
        OpenEnum(SessionStatus, "SessionStatus"),
        default=SessionStatus.CREATED,
        server_default=SessionStatus.CREATED,
    ),
    _column("duration_secs", Integer, nullable=True),
    _column("language", Text, default="en", server_default="en"),
    _column("topic", Text, nullable=True),
    _column("prompt_used", Text, nullable=True),
    _column("audio_url", Text, nullable=True),
    _moment("audio_deleted_at", nullable=True),
    _column("error_message", Text, nullable=True),
    _column("focus_next", Text, nullable=True),
    _moment_of_insert("created_at"),
    _updated_at(),
    Index("speaking_sessions_userId_createdAt_idx", "user_id", "created_at"),
)

transcripts = Table(
    "transcripts",
    metadata,
    _id(),
    _parent("session_id", "speaking_sessions.id"),
    _column("text", Text),
    _column("word_count", Integer, nullable=True),
    Index("transcripts_sessionId_key", "session_id", unique=True),
)

insights = Table(
    "insights",
    metadata,
    _id(),
    _parent("session_id", "speaking_sessions.id"),
    _column("category", Text),
    _column("pattern", Text),
    _column("detail", Text),
    _column("frequency", Integer, nullable=True),
    _column("severity", Text, nullable=True),
    _column("examples", Json, nullable=True),
    _column("suggestion", Text, nullable=True),
    Index("insights_sessionId_idx", "session_id"),
)

pattern_profiles = Table(
    "pattern_profiles",
    metadata,
    _id(),
    _parent("user_id", "users.id"),
    _column("patterns", Json),
    _column("focus_areas", Json, nullable=True),
    _moment_of_insert("last_updated", onupdate=utc_now()),
    Index("pattern_profiles_userId_key", "user_id", unique=True),
)

example_sessions = Table(
    "example_sessions",
    metadata,
    _parent("session_id", "speaking_sessions.id", primary_key=True),
    _moment_of_insert("created_at"),
)
"""Sessions whose recording is ours: results to look at, without anything that the learner said."""

processing_jobs = Table(
    "processing_jobs",
    metadata,
    _parent("session_id", "speaking_sessions.id", primary_key=True),
    _column("owner", Text, nullable=True),
    _moment("lease_expires_at", nullable=True),
    _column("attempts", Integer, default=0, server_default=text("0")),
    _column("announcements", Integer, default=0, server_default=text("0")),
    _moment("announced_at", nullable=True),
    _moment("next_attempt_at", nullable=True),
    _column("last_error_code", Text, nullable=True),
    _moment_of_insert("created_at"),
    _updated_at(),
    Index("processing_jobs_nextAttemptAt_idx", "next_attempt_at"),
    Index("processing_jobs_leaseExpiresAt_idx", "lease_expires_at"),
)
"""Which worker has a session, until when, and when it is retried."""

transcript_timings = Table(
    "transcript_timings",
    metadata,
    _parent("session_id", "speaking_sessions.id", primary_key=True),
    _column("language", Text),
    _column("duration", Float),
    _column("words", Json),
)
"""When each word of a transcript was said: `words` holds [text, start, end, probability], in seconds."""

session_analyses = Table(
    "session_analyses",
    metadata,
    _parent("session_id", "speaking_sessions.id", primary_key=True),
    _column("analyzer", Text),
    _column("summary", Text),
    _column("focus_pattern", Text, nullable=True),
    _column("habits", Json),
    _column("fluency", Json, nullable=True),
    _column("dropped_quotes", Integer, default=0),
    _column("dropped_insights", Integer, default=0),
    _column("in_profile", Boolean, default=True),
    _moment_of_insert("created_at"),
)
"""What an analysis holds besides its insights: `habits` and `fluency` are the figures of this session."""

insight_evidence = Table(
    "insight_evidence",
    metadata,
    _id(),
    _parent("insight_id", "insights.id"),
    _column("start", Integer),
    _column("end", Integer),
    _column("quote", Text),
    _column("sentence", Text),
    _column("start_secs", Float, nullable=True),
    _column("end_secs", Float, nullable=True),
    Index("insight_evidence_insightId_idx", "insight_id"),
)
"""The place of each quote of an insight: characters of the transcript, seconds of the recording."""

evidence_corrections = Table(
    "evidence_corrections",
    metadata,
    _parent("evidence_id", "insight_evidence.id", primary_key=True),
    _column("say_instead", Json),
    _column("corrected_sentence", Text, nullable=True),
)
"""What to say instead of a quote: one or two wordings, the better one first, and the sentence with it."""

insight_notes = Table(
    "insight_notes",
    metadata,
    _parent("insight_id", "insights.id", primary_key=True),
    _column("title", Text, nullable=True),
    _column("met_in", Integer, nullable=True),
    _column("talks", Integer, nullable=True),
)
"""What dominates in an insight, and in how many of the learner's last talks its habit was met."""

noticed_errors = Table(
    "noticed_errors",
    metadata,
    _id(),
    _parent("session_id", "speaking_sessions.id"),
    _column("category", Text),
    _column("pattern", Text),
    _column("family", Text),
    _column("start", Integer),
    _column("end", Integer),
    _column("quote", Text),
    _column("sentence", Text),
    _column("start_secs", Float, nullable=True),
    _column("end_secs", Float, nullable=True),
    _column("say_instead", Json),
    _column("corrected_sentence", Text, nullable=True),
    Index("noticed_errors_sessionId_idx", "session_id"),
)
"""Errors that belong to no insight: the habit's name, the family's key, the place, what to say instead."""

model_uses = Table(
    "model_uses",
    metadata,
    _id(),
    _parent("session_id", "speaking_sessions.id"),
    _column("stage", Text),
    _column("provider", Text),
    _column("model", Text),
    _column("input_tokens", Integer),
    _column("output_tokens", Integer),
    _column("cache_read_tokens", Integer),
    _column("cache_write_tokens", Integer),
    _column("audio_secs", Float),
    _column("cost_usd", Float, nullable=True),
    _moment_of_insert("created_at"),
    Index("model_uses_sessionId_idx", "session_id"),
)
"""What each call to a paid model used and cost."""

pattern_aliases = Table(
    "pattern_aliases",
    metadata,
    _id(),
    _parent("user_id", "users.id"),
    _column("alias", Text),
    _column("canonical", Text),
    _moment_of_insert("created_at"),
    UniqueConstraint("user_id", "alias", name="pattern_aliases_userId_alias_key"),
)
"""Other wordings of habits that the learner's profile has under their canonical names."""
