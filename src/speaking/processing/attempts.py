"""Which sessions wait for a worker: announcements, attempts and what is due."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.clock import utc_now
from speaking.db.models import ProcessingJob, SpeakingSession
from speaking.db.upsert import insert
from speaking.sessions.repository import lock
from speaking.states import CLAIMABLE, WORKING, SessionStatus

MAX_ATTEMPTS = 4
"""The first attempt and three retries, as many as QStash is asked for."""


async def announce(session: AsyncSession, session_id: str) -> int | None:
    """Note that a session is about to be announced to the queue; returns how often it was before.

    None where there is nothing to announce: the session is gone, finished, failed for good, or another
    version's. A sweep may have found it in another state.
    """
    await lock(session, session_id)
    row = (
        await session.execute(
            select(SpeakingSession.status, ProcessingJob.next_attempt_at)
            .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
            .where(SpeakingSession.id == session_id)
        )
    ).first()
    if row is None or row.status not in CLAIMABLE:
        return None
    if row.status is SessionStatus.FAILED and row.next_attempt_at is None:
        return None
    due = {"next_attempt_at": utc_now()} if row.status is SessionStatus.UPLOADED else {}
    first = insert(session, ProcessingJob).values(
        session_id=session_id, announcements=1, announced_at=utc_now(), **due
    )
    again = {
        "announcements": ProcessingJob.announcements + 1,
        "announcedAt": utc_now(),
        "updatedAt": utc_now(),
    }
    if due:
        again["nextAttemptAt"] = func.coalesce(ProcessingJob.next_attempt_at, utc_now())
    announced = await session.scalar(
        first.on_conflict_do_update(index_elements=[ProcessingJob.session_id], set_=again).returning(
            ProcessingJob.announcements
        )
    )
    return int(announced or 1) - 1


async def start_over(session: AsyncSession, session_id: str) -> None:
    """Give a session its attempts back, because a person asked for another try."""
    await session.execute(
        update(ProcessingJob)
        .where(ProcessingJob.session_id == session_id)
        .values(attempts=0, owner=None, lease_expires_at=None, next_attempt_at=utc_now())
    )


def _due() -> Any:  # noqa: ANN401 - an SQL condition
    waiting = and_(
        SpeakingSession.status.in_([SessionStatus.UPLOADED, SessionStatus.FAILED]),
        ProcessingJob.next_attempt_at <= utc_now(),
    )
    return or_(waiting, abandoned())


def abandoned() -> ColumnElement[bool]:
    """Somebody was at work and is no more; without a lease it was another app, before we took over."""
    ended = or_(ProcessingJob.lease_expires_at <= utc_now(), ProcessingJob.lease_expires_at.is_(None))
    return and_(SpeakingSession.status.in_(WORKING), ProcessingJob.session_id.is_not(None), ended)


async def due(session: AsyncSession, *, limit: int, but: Sequence[str] = ()) -> list[str]:
    """Sessions to work on now, the longest waiting first: uploaded, due for a retry, or abandoned."""
    rows = await session.scalars(
        select(SpeakingSession.id)
        .join(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
        .where(_due(), ProcessingJob.attempts < MAX_ATTEMPTS, SpeakingSession.id.not_in(but))
        .order_by(func.coalesce(ProcessingJob.next_attempt_at, ProcessingJob.lease_expires_at))
        .limit(limit)
    )
    return list(rows)
