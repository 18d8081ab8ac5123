"""What was left behind: sessions that no worker will return to, and audio that must be deleted.

Each kind is a condition on sessions and their jobs.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.clock import utc_in, utc_now
from speaking.db.tables import processing_jobs, speaking_sessions, transcripts
from speaking.processing.attempts import MAX_ATTEMPTS, WORKER_GONE
from speaking.sessions.repository import lock
from speaking.states import WORKING, SessionStatus

_HAS_AUDIO = and_(
    speaking_sessions.c.audio_url != "",
    speaking_sessions.c.audio_url.not_like("%://%"),
    speaking_sessions.c.audio_deleted_at.is_(None),
)
"""`SpeakingSession.audio_key` in SQL."""
_HAS_TRANSCRIPT = exists().where(transcripts.c.session_id == speaking_sessions.c.id)


def unannounced(grace_secs: float) -> ColumnElement[bool]:
    """Its message should have arrived `grace_secs` ago."""
    never = and_(
        processing_jobs.c.session_id.is_(None), speaking_sessions.c.updated_at <= utc_in(-grace_secs)
    )
    overdue = and_(
        processing_jobs.c.next_attempt_at <= utc_in(-grace_secs),
        func.coalesce(processing_jobs.c.announced_at, processing_jobs.c.created_at) <= utc_in(-grace_secs),
    )
    return or_(
        and_(speaking_sessions.c.status == SessionStatus.UPLOADED, or_(never, overdue)),
        and_(speaking_sessions.c.status == SessionStatus.FAILED, overdue),
        and_(speaking_sessions.c.status.in_(WORKING), never),
    )


ABANDONED = and_(WORKER_GONE, processing_jobs.c.attempts < MAX_ATTEMPTS)
"""The worker died, and there is an attempt left."""

EXHAUSTED = and_(WORKER_GONE, processing_jobs.c.attempts >= MAX_ATTEMPTS)
"""The worker died in the last attempt."""

AUDIO_TRANSCRIBED = and_(
    _HAS_AUDIO,
    _HAS_TRANSCRIPT,
    speaking_sessions.c.status.in_([SessionStatus.DONE, SessionStatus.FAILED]),
)
"""The audio is still stored although its transcript is stored and no worker has the session."""


def audio_expired(ttl_secs: float) -> ColumnElement[bool]:
    """It is still FAILED, and its audio has waited `ttl_secs` for a person to ask for another try."""
    dead = and_(
        speaking_sessions.c.status == SessionStatus.FAILED,
        processing_jobs.c.next_attempt_at.is_(None),
        speaking_sessions.c.updated_at <= utc_in(-ttl_secs),
    )
    return and_(_HAS_AUDIO, ~_HAS_TRANSCRIPT, dead)


def never_uploaded(grace_secs: float) -> ColumnElement[bool]:
    """It was created `grace_secs` ago and never got its audio."""
    return and_(
        speaking_sessions.c.status == SessionStatus.CREATED,
        speaking_sessions.c.created_at <= utc_in(-grace_secs),
    )


async def sessions_where(
    connection: AsyncConnection, condition: ColumnElement[bool], *, limit: int
) -> list[str]:
    """The oldest sessions that meet a condition."""
    rows = await connection.scalars(
        select(speaking_sessions.c.id)
        .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
        .where(condition)
        .order_by(speaking_sessions.c.created_at)
        .limit(limit)
    )
    return list(rows)


async def expire_audio(connection: AsyncConnection, session_id: str, *, ttl_secs: float) -> str | None:
    """Note that a session's audio is deleted, so that it is not retried; its key, None if already noted."""
    await lock(connection, session_id)
    key: str | None = await connection.scalar(
        select(speaking_sessions.c.audio_url)
        .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
        .where(speaking_sessions.c.id == session_id, audio_expired(ttl_secs))
    )
    if key is not None:
        await mark_audio_deleted(connection, session_id)
    return key


async def forget_unless_uploaded(connection: AsyncConnection, session_id: str, *, grace_secs: float) -> bool:
    """Delete a session that never got its audio; False, and nothing is deleted, if the audio has arrived."""
    forgotten = await connection.execute(
        delete(speaking_sessions)
        .where(speaking_sessions.c.id == session_id, never_uploaded(grace_secs))
        .returning(speaking_sessions.c.id)
    )
    return forgotten.first() is not None


async def audio_key_of(connection: AsyncConnection, session_id: str) -> str | None:
    """The storage key of a session's audio, or None once it is deleted."""
    key: str | None = await connection.scalar(
        select(speaking_sessions.c.audio_url).where(speaking_sessions.c.id == session_id, _HAS_AUDIO)
    )
    return key


async def mark_audio_deleted(connection: AsyncConnection, session_id: str) -> None:
    """Note that a session's audio is deleted; an earlier time stays."""
    await connection.execute(
        update(speaking_sessions)
        .where(speaking_sessions.c.id == session_id, speaking_sessions.c.audio_deleted_at.is_(None))
        .values(audio_deleted_at=utc_now())
    )


async def bury(connection: AsyncConnection, session_id: str, *, code: str, message: str) -> bool:
    """Fail a session whose last attempt died; False if another process did so first."""
    await lock(connection, session_id)
    buried = await connection.execute(
        update(processing_jobs)
        .where(
            processing_jobs.c.session_id == session_id,
            processing_jobs.c.lease_expires_at <= utc_now(),
            processing_jobs.c.attempts >= MAX_ATTEMPTS,
            exists().where(speaking_sessions.c.id == session_id, speaking_sessions.c.status.in_(WORKING)),
        )
        .values(owner=None, lease_expires_at=None, next_attempt_at=None, last_error_code=code)
        .returning(processing_jobs.c.session_id)
    )
    if buried.first() is None:
        return False
    await connection.execute(
        update(speaking_sessions)
        .where(speaking_sessions.c.id == session_id)
        .values(status=SessionStatus.FAILED, error_message=message)
    )
    return True


async def now(connection: AsyncConnection) -> datetime:
    """The current time by the database's clock."""
    moment: datetime = await connection.scalar(select(utc_now()))
    return moment


async def sessions_with_audio(connection: AsyncConnection, session_ids: Sequence[str]) -> set[str]:
    """Those of `session_ids` that exist and whose audio has not been deleted."""
    rows = await connection.scalars(
        select(speaking_sessions.c.id).where(
            speaking_sessions.c.id.in_(session_ids), speaking_sessions.c.audio_deleted_at.is_(None)
        )
    )
    return set(rows)
