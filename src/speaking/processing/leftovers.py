"""What was left behind: sessions that nobody will come back to by themselves, and audio that must go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.clock import utc_in, utc_now
from speaking.db.models import ProcessingJob, SpeakingSession, Transcript
from speaking.processing import attempts
from speaking.processing.attempts import MAX_ATTEMPTS
from speaking.sessions.repository import lock
from speaking.states import WORKING, SessionStatus

_HAS_AUDIO = and_(
    SpeakingSession.audio_url != "",
    SpeakingSession.audio_url.not_like("%://%"),
    SpeakingSession.audio_deleted_at.is_(None),
)
"""As `SpeakingSession.audio_key` tells it."""
_HAS_TRANSCRIPT = exists().where(Transcript.session_id == SpeakingSession.id)


async def unannounced(session: AsyncSession, *, grace_secs: float, limit: int) -> list[str]:
    """Sessions that are waiting for a message which should have come `grace_secs` ago."""
    never = and_(ProcessingJob.session_id.is_(None), SpeakingSession.updated_at <= utc_in(-grace_secs))
    overdue = and_(
        ProcessingJob.next_attempt_at <= utc_in(-grace_secs),
        func.coalesce(ProcessingJob.announced_at, ProcessingJob.created_at) <= utc_in(-grace_secs),
    )
    waiting = or_(
        and_(SpeakingSession.status == SessionStatus.UPLOADED, or_(never, overdue)),
        and_(SpeakingSession.status == SessionStatus.FAILED, overdue),
        and_(SpeakingSession.status.in_(WORKING), never),
    )
    return await _ids(session, waiting, limit)


async def abandoned(session: AsyncSession, *, limit: int) -> list[str]:
    """Sessions whose worker died and that may be tried again."""
    return await _ids(session, and_(attempts.abandoned(), ProcessingJob.attempts < MAX_ATTEMPTS), limit)


async def exhausted(session: AsyncSession, *, limit: int) -> list[str]:
    """Sessions whose worker died in the last attempt they had."""
    return await _ids(session, and_(attempts.abandoned(), ProcessingJob.attempts >= MAX_ATTEMPTS), limit)


async def audio_transcribed(session: AsyncSession, *, limit: int) -> list[str]:
    """Sessions whose audio is still there although its transcript is stored and nobody works on them."""
    at_rest = SpeakingSession.status.in_([SessionStatus.DONE, SessionStatus.FAILED])
    return await _ids(session, and_(_HAS_AUDIO, _HAS_TRANSCRIPT, at_rest), limit)


async def audio_expired(session: AsyncSession, *, ttl_secs: float, limit: int) -> list[str]:
    """Sessions that stay FAILED and whose audio waited `ttl_secs` for a person to try again."""
    return await _ids(session, _audio_expired(ttl_secs), limit)


async def expire_audio(session: AsyncSession, session_id: str, *, ttl_secs: float) -> str | None:
    """Note that a session's audio goes, so that nobody tries again; its key, or None where somebody did."""
    await lock(session, session_id)
    key: str | None = await session.scalar(
        select(SpeakingSession.audio_url)
        .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
        .where(SpeakingSession.id == session_id, _audio_expired(ttl_secs))
    )
    if key is not None:
        await mark_audio_deleted(session, session_id)
    return key


def _audio_expired(ttl_secs: float) -> ColumnElement[bool]:
    dead = and_(
        SpeakingSession.status == SessionStatus.FAILED,
        ProcessingJob.next_attempt_at.is_(None),
        SpeakingSession.updated_at <= utc_in(-ttl_secs),
    )
    return and_(_HAS_AUDIO, ~_HAS_TRANSCRIPT, dead)


async def never_uploaded(session: AsyncSession, *, grace_secs: float, limit: int) -> list[str]:
    """Sessions that were begun `grace_secs` ago and never got their audio."""
    return await _ids(session, _never_uploaded(grace_secs), limit)


async def forget_unless_uploaded(session: AsyncSession, session_id: str, *, grace_secs: float) -> bool:
    """Delete a session that never got its audio; False for one that got it at last, which stays."""
    forgotten = await session.execute(
        delete(SpeakingSession)
        .where(SpeakingSession.id == session_id, _never_uploaded(grace_secs))
        .returning(SpeakingSession.id)
    )
    return forgotten.first() is not None


def _never_uploaded(grace_secs: float) -> ColumnElement[bool]:
    return and_(
        SpeakingSession.status == SessionStatus.CREATED, SpeakingSession.created_at <= utc_in(-grace_secs)
    )


async def audio_key_of(session: AsyncSession, session_id: str) -> str | None:
    """The storage key of a session's audio, or None once it is deleted."""
    key: str | None = await session.scalar(
        select(SpeakingSession.audio_url).where(SpeakingSession.id == session_id, _HAS_AUDIO)
    )
    return key


async def mark_audio_deleted(session: AsyncSession, session_id: str) -> None:
    """Note that a session's audio is gone, keeping the moment where it was noted before."""
    await session.execute(
        update(SpeakingSession)
        .where(SpeakingSession.id == session_id, SpeakingSession.audio_deleted_at.is_(None))
        .values(audio_deleted_at=utc_now())
    )


async def bury(session: AsyncSession, session_id: str, *, code: str, message: str) -> bool:
    """End a session whose last attempt died; False where somebody was quicker."""
    await lock(session, session_id)
    buried = await session.execute(
        update(ProcessingJob)
        .where(
            ProcessingJob.session_id == session_id,
            ProcessingJob.lease_expires_at <= utc_now(),
            ProcessingJob.attempts >= MAX_ATTEMPTS,
            exists().where(SpeakingSession.id == session_id, SpeakingSession.status.in_(WORKING)),
        )
        .values(owner=None, lease_expires_at=None, next_attempt_at=None, last_error_code=code)
        .returning(ProcessingJob.session_id)
    )
    if buried.first() is None:
        return False
    await session.execute(
        update(SpeakingSession)
        .where(SpeakingSession.id == session_id)
        .values(status=SessionStatus.FAILED, error_message=message)
    )
    return True


async def now(session: AsyncSession) -> datetime:
    """The moment by the database's clock."""
    moment: datetime = await session.scalar(select(utc_now()))
    return moment


async def sessions_with_audio(session: AsyncSession, session_ids: Sequence[str]) -> set[str]:
    """Those of `session_ids` that exist and whose audio has not been deleted."""
    rows = await session.scalars(
        select(SpeakingSession.id).where(
            SpeakingSession.id.in_(session_ids), SpeakingSession.audio_deleted_at.is_(None)
        )
    )
    return set(rows)


async def _ids(session: AsyncSession, condition: ColumnElement[bool] | Any, limit: int) -> list[str]:  # noqa: ANN401 - an SQL condition
    rows = await session.scalars(
        select(SpeakingSession.id)
        .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
        .where(condition)
        .order_by(SpeakingSession.created_at)
        .limit(limit)
    )
    return list(rows)
