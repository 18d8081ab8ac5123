"""What was left behind: sessions that nobody will come back to by themselves, and audio that must go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.clock import utc_in, utc_now
from speaking.db.tables import processing_jobs, speaking_sessions, transcripts
from speaking.processing import attempts
from speaking.processing.attempts import MAX_ATTEMPTS
from speaking.sessions.repository import lock
from speaking.states import WORKING, SessionStatus

_HAS_AUDIO = and_(
    speaking_sessions.c.audio_url != "",
    speaking_sessions.c.audio_url.not_like("%://%"),
    speaking_sessions.c.audio_deleted_at.is_(None),
)
"""As `SpeakingSession.audio_key` tells it."""
_HAS_TRANSCRIPT = exists().where(transcripts.c.session_id == speaking_sessions.c.id)


async def unannounced(connection: AsyncConnection, *, grace_secs: float, limit: int) -> list[str]:
    """Sessions that are waiting for a message which should have come `grace_secs` ago."""
    never = and_(
        processing_jobs.c.session_id.is_(None), speaking_sessions.c.updated_at <= utc_in(-grace_secs)
    )
    overdue = and_(
        processing_jobs.c.next_attempt_at <= utc_in(-grace_secs),
        func.coalesce(processing_jobs.c.announced_at, processing_jobs.c.created_at) <= utc_in(-grace_secs),
    )
    waiting = or_(
        and_(speaking_sessions.c.status == SessionStatus.UPLOADED, or_(never, overdue)),
        and_(speaking_sessions.c.status == SessionStatus.FAILED, overdue),
        and_(speaking_sessions.c.status.in_(WORKING), never),
    )
    return await _ids(connection, waiting, limit)


async def abandoned(connection: AsyncConnection, *, limit: int) -> list[str]:
    """Sessions whose worker died and that may be tried again."""
    return await _ids(
        connection, and_(attempts.abandoned(), processing_jobs.c.attempts < MAX_ATTEMPTS), limit
    )


async def exhausted(connection: AsyncConnection, *, limit: int) -> list[str]:
    """Sessions whose worker died in the last attempt they had."""
    return await _ids(
        connection, and_(attempts.abandoned(), processing_jobs.c.attempts >= MAX_ATTEMPTS), limit
    )


async def audio_transcribed(connection: AsyncConnection, *, limit: int) -> list[str]:
    """Sessions whose audio is still there although its transcript is stored and nobody works on them."""
    at_rest = speaking_sessions.c.status.in_([SessionStatus.DONE, SessionStatus.FAILED])
    return await _ids(connection, and_(_HAS_AUDIO, _HAS_TRANSCRIPT, at_rest), limit)


async def audio_expired(connection: AsyncConnection, *, ttl_secs: float, limit: int) -> list[str]:
    """Sessions that stay FAILED and whose audio waited `ttl_secs` for a person to try again."""
    return await _ids(connection, _audio_expired(ttl_secs), limit)


async def expire_audio(connection: AsyncConnection, session_id: str, *, ttl_secs: float) -> str | None:
    """Note that a session's audio goes, so that nobody tries again; its key, or None where somebody did."""
    await lock(connection, session_id)
    key: str | None = await connection.scalar(
        select(speaking_sessions.c.audio_url)
        .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
        .where(speaking_sessions.c.id == session_id, _audio_expired(ttl_secs))
    )
    if key is not None:
        await mark_audio_deleted(connection, session_id)
    return key


def _audio_expired(ttl_secs: float) -> ColumnElement[bool]:
    dead = and_(
        speaking_sessions.c.status == SessionStatus.FAILED,
        processing_jobs.c.next_attempt_at.is_(None),
        speaking_sessions.c.updated_at <= utc_in(-ttl_secs),
    )
    return and_(_HAS_AUDIO, ~_HAS_TRANSCRIPT, dead)


async def never_uploaded(connection: AsyncConnection, *, grace_secs: float, limit: int) -> list[str]:
    """Sessions that were begun `grace_secs` ago and never got their audio."""
    return await _ids(connection, _never_uploaded(grace_secs), limit)


async def forget_unless_uploaded(connection: AsyncConnection, session_id: str, *, grace_secs: float) -> bool:
    """Delete a session that never got its audio; False for one that got it at last, which stays."""
    forgotten = await connection.execute(
        delete(speaking_sessions)
        .where(speaking_sessions.c.id == session_id, _never_uploaded(grace_secs))
        .returning(speaking_sessions.c.id)
    )
    return forgotten.first() is not None


def _never_uploaded(grace_secs: float) -> ColumnElement[bool]:
    return and_(
        speaking_sessions.c.status == SessionStatus.CREATED,
        speaking_sessions.c.created_at <= utc_in(-grace_secs),
    )


async def audio_key_of(connection: AsyncConnection, session_id: str) -> str | None:
    """The storage key of a session's audio, or None once it is deleted."""
    key: str | None = await connection.scalar(
        select(speaking_sessions.c.audio_url).where(speaking_sessions.c.id == session_id, _HAS_AUDIO)
    )
    return key


async def mark_audio_deleted(connection: AsyncConnection, session_id: str) -> None:
    """Note that a session's audio is gone, keeping the moment where it was noted before."""
    await connection.execute(
        update(speaking_sessions)
        .where(speaking_sessions.c.id == session_id, speaking_sessions.c.audio_deleted_at.is_(None))
        .values(audio_deleted_at=utc_now())
    )


async def bury(connection: AsyncConnection, session_id: str, *, code: str, message: str) -> bool:
    """End a session whose last attempt died; False where somebody was quicker."""
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
    """The moment by the database's clock."""
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


async def _ids(connection: AsyncConnection, condition: ColumnElement[bool] | Any, limit: int) -> list[str]:  # noqa: ANN401 - an SQL condition
    rows = await connection.scalars(
        select(speaking_sessions.c.id)
        .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
        .where(condition)
        .order_by(speaking_sessions.c.created_at)
        .limit(limit)
    )
    return list(rows)
