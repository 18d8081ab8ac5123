"""Which sessions wait for a worker: announcements, attempts and due times."""

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.clock import utc_now
from speaking.db.tables import processing_jobs, speaking_sessions
from speaking.db.upsert import insert
from speaking.sessions.repository import lock
from speaking.states import CLAIMABLE, WORKING, SessionStatus

MAX_ATTEMPTS = 4
"""The first attempt and three retries, as many as we ask of QStash."""


async def announce(connection: AsyncConnection, session_id: str) -> int | None:
    """Note that a session is about to be announced to the queue; returns how often it was announced before.

    Returns None if there is nothing to announce: the session is gone, finished, failed for good, or another
    version's. This happens if a sweep found it in an earlier state.
    """
    await lock(connection, session_id)
    row = (
        await connection.execute(
            select(speaking_sessions.c.status, processing_jobs.c.next_attempt_at)
            .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
            .where(speaking_sessions.c.id == session_id)
        )
    ).first()
    if row is None or row.status not in CLAIMABLE:
        return None
    if row.status is SessionStatus.FAILED and row.next_attempt_at is None:
        return None
    due = {"next_attempt_at": utc_now()} if row.status is SessionStatus.UPLOADED else {}
    first = insert(connection, processing_jobs).values(
        session_id=session_id, announcements=1, announced_at=utc_now(), **due
    )
    again = {
        "announcements": processing_jobs.c.announcements + 1,
        "announced_at": utc_now(),
        "updated_at": utc_now(),
    }
    if due:
        again["next_attempt_at"] = func.coalesce(processing_jobs.c.next_attempt_at, utc_now())
    announced = await connection.scalar(
        first.on_conflict_do_update(index_elements=[processing_jobs.c.session_id], set_=again).returning(
            processing_jobs.c.announcements
        )
    )
    return int(announced or 1) - 1


async def start_over(connection: AsyncConnection, session_id: str) -> None:
    """Give a session all its attempts again, because a person asked for another try."""
    await connection.execute(
        update(processing_jobs)
        .where(processing_jobs.c.session_id == session_id)
        .values(attempts=0, owner=None, lease_expires_at=None, next_attempt_at=utc_now())
    )


WORKER_GONE = and_(
    speaking_sessions.c.status.in_(WORKING),
    processing_jobs.c.session_id.is_not(None),
    or_(processing_jobs.c.lease_expires_at <= utc_now(), processing_jobs.c.lease_expires_at.is_(None)),
)
"""A worker had the session and is gone; if there was no lease, it was another app, before we took over."""

_WAITING = and_(
    speaking_sessions.c.status.in_([SessionStatus.UPLOADED, SessionStatus.FAILED]),
    processing_jobs.c.next_attempt_at <= utc_now(),
)


async def due(connection: AsyncConnection, *, limit: int, but: Sequence[str] = ()) -> list[str]:
    """Sessions to process now, the longest waiting first: uploaded, due for a retry, or abandoned."""
    rows = await connection.scalars(
        select(speaking_sessions.c.id)
        .join(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
        .where(
            or_(_WAITING, WORKER_GONE),
            processing_jobs.c.attempts < MAX_ATTEMPTS,
            speaking_sessions.c.id.not_in(but),
        )
        .order_by(func.coalesce(processing_jobs.c.next_attempt_at, processing_jobs.c.lease_expires_at))
        .limit(limit)
    )
    return list(rows)
