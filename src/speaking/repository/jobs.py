"""Claims, leases, attempts and announcements.

A lease belongs to one owner, a token made anew for each claim. Every write of a worker first asks for the
job row under that token: when another worker has claimed the session since, or the session is gone, there
is no such row and the worker writes nothing more (fencing).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Float, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.clock import utc_in, utc_now
from speaking.errors import LeaseLost
from speaking.models import (
    ExampleSession,
    PatternProfile,
    ProcessingJob,
    SpeakingSession,
    Transcript,
    TranscriptTiming,
)
from speaking.repository.prepared import Prepared, Transaction, fixed
from speaking.repository.tables import table_of
from speaking.repository.upsert import insert, insert_in
from speaking.states import WORKING, SessionStatus

MAX_ATTEMPTS = 4
"""The first attempt and three retries, as many as QStash is asked for."""


_SESSIONS, _JOBS = table_of(SpeakingSession), table_of(ProcessingJob)

_ROW = select(_SESSIONS.c.id).where(_SESSIONS.c.id == bindparam("session_id")).with_for_update()
_LOCK = fixed(_ROW)
_LEASE_END = utc_in(bindparam("lease_secs", type_=Float()))


async def lock(session: Transaction, session_id: str) -> None:
    """Lock a session's row until the transaction ends.

    Every transaction that writes takes the session first, then its job, then the profile, so that none
    waits in a circle; and what is read after the lock is what the last owner left (on PostgreSQL a single
    statement that locks and joins would read the other tables as they were before it waited).
    """
    await _LOCK.run(session, {"session_id": session_id})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that somebody wants to work on, its row locked.

    `leased` says another one does already. `text` and what follows are of the stored transcript, None where
    there is none, its timings also where the TypeScript app stored it. `patterns` are the learner's counts.
    `is_example` says that the recording is ours.
    """

    user_id: str
    status: SessionStatus
    language: str
    audio_url: str | None
    audio_deleted_at: datetime | None
    attempts: int
    leased: bool
    may_be_tried_again: bool
    text: str | None
    text_language: str | None
    text_secs: float | None
    words: Sequence[Sequence[Any]] | None
    patterns: Mapping[str, int] | None
    is_example: bool


_CANDIDATE = fixed(
    select(
        SpeakingSession.user_id,
        SpeakingSession.status,
        SpeakingSession.language,
        SpeakingSession.audio_url,
        SpeakingSession.audio_deleted_at,
        func.coalesce(ProcessingJob.attempts, 0),
        func.coalesce(ProcessingJob.lease_expires_at > utc_now(), False),
        ProcessingJob.next_attempt_at.is_not(None),
        Transcript.text,
        TranscriptTiming.language,
        TranscriptTiming.duration,
        TranscriptTiming.words,
        PatternProfile.patterns,
        ExampleSession.session_id.is_not(None),
    )
    .outerjoin(Transcript, Transcript.session_id == SpeakingSession.id)
    .outerjoin(TranscriptTiming, TranscriptTiming.session_id == SpeakingSession.id)
    .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
    .outerjoin(PatternProfile, PatternProfile.user_id == SpeakingSession.user_id)
    .outerjoin(ExampleSession, ExampleSession.session_id == SpeakingSession.id)
    .where(SpeakingSession.id == bindparam("session_id"))
)


async def candidate(session: Transaction, session_id: str) -> Candidate | None:
    """Read a session for a claim, its row locked until the transaction ends."""
    await lock(session, session_id)
    rows = await _CANDIDATE.run(session, {"session_id": session_id})
    return Candidate(*rows[0]) if rows else None


async def take(session: Transaction, session_id: str, owner: str, *, lease_secs: float) -> None:
    """Make `owner` the one who works on a session, and count the attempt."""
    claim = {"sessionId": session_id, "owner": owner, "attempts": 1, "announcements": 0}
    await _TAKE.run(session, {**claim, "lease_secs": lease_secs})


def _taking(dialect: str) -> Executable:
    row = insert_in(dialect, _JOBS).values(leaseExpiresAt=_LEASE_END)
    return row.on_conflict_do_update(
        index_elements=[_JOBS.c.sessionId],
        set_={
            "owner": row.excluded.owner,
            "leaseExpiresAt": row.excluded.leaseExpiresAt,
            "nextAttemptAt": None,
            "attempts": _JOBS.c.attempts + 1,
            "updatedAt": utc_now(),
        },
    )


_TAKE = Prepared(_taking)
_AS_OWNER = (
    update(_JOBS)
    .where(_JOBS.c.sessionId == _ROW.scalar_subquery(), _JOBS.c.owner == bindparam("holder"))
    .returning(_JOBS.c.sessionId)
)
_NO_LEASE = {"owner": None, "leaseExpiresAt": None}
_KEEP = fixed(_AS_OWNER.values(leaseExpiresAt=_LEASE_END))
_FINISH = fixed(_AS_OWNER.values(**_NO_LEASE, lastErrorCode=None))
_GIVE_BACK = fixed(_AS_OWNER.values(**_NO_LEASE, attempts=_JOBS.c.attempts - 1, nextAttemptAt=utc_now()))
_FAIL = _AS_OWNER.values(**_NO_LEASE, lastErrorCode=bindparam("code"))
_FAIL_FOR_NOW = fixed(_FAIL.values(nextAttemptAt=utc_in(bindparam("wait_secs", type_=Float()))))
_FAIL_FOR_GOOD = fixed(_FAIL.values(nextAttemptAt=None))


async def keep(session: Transaction, session_id: str, owner: str, *, lease_secs: float) -> None:
    """Renew a lease; the first statement of every write a worker makes.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    await _as_owner(session, _KEEP, session_id, owner, lease_secs=lease_secs)


async def finish(session: Transaction, session_id: str, owner: str) -> None:
    """End a lease whose work is done.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    await _as_owner(session, _FINISH, session_id, owner)


async def give_back(session: Transaction, session_id: str, owner: str) -> None:
    """End a lease whose work was interrupted on purpose: the attempt does not count.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    await _as_owner(session, _GIVE_BACK, session_id, owner)


async def fail(
    session: Transaction, session_id: str, owner: str, *, code: str, retry_in_secs: float | None
) -> None:
    """End a lease whose work failed; with `retry_in_secs` the session is tried again, without it is not.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    if retry_in_secs is None:
        await _as_owner(session, _FAIL_FOR_GOOD, session_id, owner, code=code)
    else:
        await _as_owner(session, _FAIL_FOR_NOW, session_id, owner, code=code, wait_secs=retry_in_secs)


async def _as_owner(
    session: Transaction, change: Prepared, session_id: str, holder: str, **parameters: Any
) -> None:
    if not await change.run(session, {"session_id": session_id, "holder": holder, **parameters}):
        raise LeaseLost


async def announce(session: AsyncSession, session_id: str) -> int | None:
    """Note that a session is about to be announced to the queue; returns how often it was before.

    None where there is nothing to announce: the session is gone, finished, or failed for good. A sweep may
    have found it in another state.
    """
    await lock(session, session_id)
    row = (
        await session.execute(
            select(SpeakingSession.status, ProcessingJob.next_attempt_at)
            .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
            .where(SpeakingSession.id == session_id)
        )
    ).first()
    if row is None or row.status in {SessionStatus.CREATED, SessionStatus.DONE}:
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
