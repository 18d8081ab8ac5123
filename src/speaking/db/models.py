"""The tables: the six of the TypeScript app to the letter, and our own beside them.

Attributes are snake_case, columns keep their camelCase names. Times are UTC, to the millisecond, stored
without a zone as Prisma does. What the seed has no column for goes into tables of our own, never into new
columns on the six.
"""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from speaking.audio.audio_keys import stored_key
from speaking.db.clock import UtcTimestamp, utc_now
from speaking.db.other_versions import OpenEnum
from speaking.states import ConsentFlag, SessionStatus, StoredStatus

Json = JSON().with_variant(JSONB(), "postgresql")
session_status = OpenEnum(SessionStatus, "SessionStatus")
consent_flag = OpenEnum(ConsentFlag, "ConsentFlag")


_ID_BYTES = 12


def new_id() -> str:
    """A fresh row id: 24 random characters after a "c", the shape of the ids Prisma makes."""
    [fresh] = new_ids(1)
    return fresh


def new_ids(count: int) -> list[str]:
    """Fresh row ids, each greater than the one before: rows that are ordered by id stay as they were made."""
    digits = secrets.token_hex(_ID_BYTES * count)
    size = 2 * _ID_BYTES
    return sorted("c" + digits[start : start + size] for start in range(0, len(digits), size))


class Base(DeclarativeBase):
    type_annotation_map = {str: Text(), datetime: UtcTimestamp(), int: Integer(), float: Float()}  # noqa: RUF012 - SQLAlchemy reads it from the class


def _id() -> Mapped[str]:
    return mapped_column("id", primary_key=True, default=new_id)


def _created() -> Mapped[datetime]:
    return mapped_column("createdAt", server_default=text("CURRENT_TIMESTAMP"), default=utc_now())


def _updated() -> Mapped[datetime]:
    return mapped_column("updatedAt", default=utc_now(), onupdate=utc_now())


def _parent(column: str, target: str, **options: Any) -> Mapped[str]:
    key = ForeignKey(target, ondelete="CASCADE", onupdate="CASCADE")
    return mapped_column(column, key, **options)


class User(Base):
    __tablename__ = "users"
    __table_args__ = (Index("users_externalId_key", "externalId", unique=True),)

    id: Mapped[str] = _id()
    external_id: Mapped[str] = mapped_column("externalId")
    email: Mapped[str | None]
    display_name: Mapped[str | None] = mapped_column("displayName")
    created_at: Mapped[datetime] = _created()
    updated_at: Mapped[datetime] = _updated()


class UserConsent(Base):
    __tablename__ = "user_consents"
    __table_args__ = (Index("user_consents_userId_flag_key", "userId", "flag", unique=True),)

    id: Mapped[str] = _id()
    user_id: Mapped[str] = _parent("userId", "users.id")
    flag: Mapped[ConsentFlag | str] = mapped_column(consent_flag)
    granted: Mapped[bool] = mapped_column(Boolean)
    granted_at: Mapped[datetime] = mapped_column(
        "grantedAt", server_default=text("CURRENT_TIMESTAMP"), default=utc_now()
    )
    revoked_at: Mapped[datetime | None] = mapped_column("revokedAt")


class SpeakingSession(Base):
    __tablename__ = "speaking_sessions"
    __table_args__ = (Index("speaking_sessions_userId_createdAt_idx", "userId", "createdAt"),)

    id: Mapped[str] = _id()
    user_id: Mapped[str] = _parent("userId", "users.id")
    status: Mapped[StoredStatus] = mapped_column(
        session_status, default=SessionStatus.CREATED, server_default=SessionStatus.CREATED
    )
    duration_secs: Mapped[int | None] = mapped_column("durationSecs")
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    topic: Mapped[str | None]
    prompt_used: Mapped[str | None] = mapped_column("promptUsed")
    audio_url: Mapped[str | None] = mapped_column("audioUrl")
    audio_deleted_at: Mapped[datetime | None] = mapped_column("audioDeletedAt")
    error_message: Mapped[str | None] = mapped_column("errorMessage")
    focus_next: Mapped[str | None] = mapped_column("focusNext")
    created_at: Mapped[datetime] = _created()
    updated_at: Mapped[datetime] = _updated()

    @property
    def audio_key(self) -> str | None:
        """The key of its recording in our storage, None where there is none any more."""
        return stored_key(self.audio_url, self.audio_deleted_at)


class Transcript(Base):
    __tablename__ = "transcripts"
    __table_args__ = (Index("transcripts_sessionId_key", "sessionId", unique=True),)

    id: Mapped[str] = _id()
    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id")
    text: Mapped[str]
    word_count: Mapped[int | None] = mapped_column("wordCount")


class Insight(Base):
    __tablename__ = "insights"
    __table_args__ = (Index("insights_sessionId_idx", "sessionId"),)

    id: Mapped[str] = _id()
    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id")
    category: Mapped[str]
    pattern: Mapped[str]
    detail: Mapped[str]
    frequency: Mapped[int | None]
    severity: Mapped[str | None]
    examples: Mapped[Any] = mapped_column(Json, nullable=True)
    suggestion: Mapped[str | None]


class PatternProfile(Base):
    __tablename__ = "pattern_profiles"
    __table_args__ = (Index("pattern_profiles_userId_key", "userId", unique=True),)

    id: Mapped[str] = _id()
    user_id: Mapped[str] = _parent("userId", "users.id")
    patterns: Mapped[Any] = mapped_column(Json)
    focus_areas: Mapped[Any] = mapped_column("focusAreas", Json, nullable=True)
    last_updated: Mapped[datetime] = mapped_column(
        "lastUpdated", server_default=text("CURRENT_TIMESTAMP"), default=utc_now(), onupdate=utc_now()
    )


class ExampleSession(Base):
    """A session whose recording is ours: a result to look at, and nothing that the learner said."""

    __tablename__ = "example_sessions"

    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id", primary_key=True)
    created_at: Mapped[datetime] = _created()


class ProcessingJob(Base):
    """Who works on a session until when, and when it is tried again."""

    __tablename__ = "processing_jobs"
    __table_args__ = (
        Index("processing_jobs_nextAttemptAt_idx", "nextAttemptAt"),
        Index("processing_jobs_leaseExpiresAt_idx", "leaseExpiresAt"),
    )

    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id", primary_key=True)
    owner: Mapped[str | None]
    lease_expires_at: Mapped[datetime | None] = mapped_column("leaseExpiresAt")
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    announcements: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    announced_at: Mapped[datetime | None] = mapped_column("announcedAt")
    next_attempt_at: Mapped[datetime | None] = mapped_column("nextAttemptAt")
    last_error_code: Mapped[str | None] = mapped_column("lastErrorCode")
    created_at: Mapped[datetime] = _created()
    updated_at: Mapped[datetime] = _updated()


class TranscriptTiming(Base):
    """When each word of a transcript was said: `words` holds [text, start, end, probability], in seconds."""

    __tablename__ = "transcript_timings"

    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id", primary_key=True)
    language: Mapped[str]
    duration: Mapped[float]
    words: Mapped[list[list[Any]]] = mapped_column(Json)


class SessionAnalysis(Base):
    """What an analysis says beside its insights: `habits` and `fluency` are the figures of this session."""

    __tablename__ = "session_analyses"

    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id", primary_key=True)
    analyzer: Mapped[str]
    summary: Mapped[str]
    focus_pattern: Mapped[str | None] = mapped_column("focusPattern")
    habits: Mapped[dict[str, float]] = mapped_column(Json)
    fluency: Mapped[dict[str, Any] | None] = mapped_column(Json)
    dropped_quotes: Mapped[int] = mapped_column("droppedQuotes", default=0)
    dropped_insights: Mapped[int] = mapped_column("droppedInsights", default=0)
    in_profile: Mapped[bool] = mapped_column("inProfile", Boolean, default=True)
    created_at: Mapped[datetime] = _created()


class InsightEvidence(Base):
    """Where one quote of an insight stands: characters of the transcript, seconds of the recording."""

    __tablename__ = "insight_evidence"
    __table_args__ = (Index("insight_evidence_insightId_idx", "insightId"),)

    id: Mapped[str] = _id()
    insight_id: Mapped[str] = _parent("insightId", "insights.id")
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    sentence: Mapped[str]
    start_secs: Mapped[float | None] = mapped_column("startSecs")
    end_secs: Mapped[float | None] = mapped_column("endSecs")


class ModelUse(Base):
    """What one call to a paid model used and cost."""

    __tablename__ = "model_uses"
    __table_args__ = (Index("model_uses_sessionId_idx", "sessionId"),)

    id: Mapped[str] = _id()
    session_id: Mapped[str] = _parent("sessionId", "speaking_sessions.id")
    stage: Mapped[str]
    provider: Mapped[str]
    model: Mapped[str]
    input_tokens: Mapped[int] = mapped_column("inputTokens")
    output_tokens: Mapped[int] = mapped_column("outputTokens")
    cache_read_tokens: Mapped[int] = mapped_column("cacheReadTokens")
    cache_write_tokens: Mapped[int] = mapped_column("cacheWriteTokens")
    audio_secs: Mapped[float] = mapped_column("audioSecs")
    cost_usd: Mapped[float | None] = mapped_column("costUsd")
    created_at: Mapped[datetime] = _created()


class PatternAlias(Base):
    """Another wording of a habit that the learner's profile knows by its canonical name."""

    __tablename__ = "pattern_aliases"
    __table_args__ = (UniqueConstraint("userId", "alias", name="pattern_aliases_userId_alias_key"),)

    id: Mapped[str] = _id()
    user_id: Mapped[str] = _parent("userId", "users.id")
    alias: Mapped[str]
    canonical: Mapped[str]
    created_at: Mapped[datetime] = _created()
