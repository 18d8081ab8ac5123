"""Claims and leases: which worker has a session.

A lease belongs to one owner and has a new token for each claim. Every write of a worker first looks for the
job row with that token. If another worker has claimed the session or the session is gone, there is no such
row: `LeaseLost` is raised, and the worker writes nothing more (fencing).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Float, Update, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db import upsert
from speaking.db.by_name import filled
from speaking.db.clock import utc_in, utc_now
from speaking.db.tables import (
    example_sessions,
    pattern_profiles,
    processing_jobs,
    speaking_sessions,
    transcript_timings,
    transcripts,
)
from speaking.db.upsert import Insert
from speaking.errors import InvalidState, LeaseLost
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus, StoredStatus


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that a worker wants to claim, its row locked.

    `leased` says that another worker has claimed it. `text` and the three fields after it are the stored
    transcript's, None if there is none; the timings are also None if the TypeScript app stored it.
    `patterns` are the learner's counts as they are stored. `is_example` says that the recording is ours.
    """

    user_id: str
    status: StoredStatus
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
    patterns: Any
    is_example: bool


_CANDIDATE = (
    select(
        speaking_sessions.c.user_id,
        speaking_sessions.c.status,
        speaking_sessions.c.language,
        speaking_sessions.c.audio_url,
        speaking_sessions.c.audio_deleted_at,
        func.coalesce(processing_jobs.c.attempts, 0).label("attempts"),
        func.coalesce(processing_jobs.c.lease_expires_at > utc_now(), False).label("leased"),
        processing_jobs.c.next_attempt_at.is_not(None).label("may_be_tried_again"),
        transcripts.c.text,
        transcript_timings.c.language.label("text_language"),
        transcript_timings.c.duration.label("text_secs"),
        transcript_timings.c.words,
        pattern_profiles.c.patterns,
        example_sessions.c.session_id.is_not(None).label("is_example"),
    )
    .outerjoin(transcripts, transcripts.c.session_id == speaking_sessions.c.id)
    .outerjoin(transcript_timings, transcript_timings.c.session_id == speaking_sessions.c.id)
    .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
    .outerjoin(pattern_profiles, pattern_profiles.c.user_id == speaking_sessions.c.user_id)
    .outerjoin(example_sessions, example_sessions.c.session_id == speaking_sessions.c.id)
    .where(speaking_sessions.c.id == bindparam("of_session"))
)


async def candidate(connection: AsyncConnection, session_id: str) -> Candidate | None:
    """Read a session for a claim, with its row locked until the transaction ends."""
    await sessions.lock(connection, session_id)
    row = (await connection.execute(_CANDIDATE, {"of_session": session_id})).first()
    return filled(Candidate, row) if row else None


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim on a session; each of its writes renews it for this many seconds."""

    session_id: str
    owner: str
    secs: float


_LEASE_END = utc_in(bindparam("lease_secs", type_=Float()))


def _taking(job: Insert) -> Executable:
    job = job.values(
        session_id=bindparam("of_session"), owner=bindparam("holder"), lease_expires_at=_LEASE_END, attempts=1
    )
    return job.on_conflict_do_update(
        index_elements=[processing_jobs.c.session_id],
        set_={
            "owner": job.excluded.owner,
            "lease_expires_at": job.excluded.lease_expires_at,
            "next_attempt_at": None,
            "attempts": processing_jobs.c.attempts + 1,
            "updated_at": utc_now(),
        },
    )


_TAKE = upsert.prepared(processing_jobs, _taking)


async def take(connection: AsyncConnection, lease: Lease, to: SessionStatus) -> None:
    """Claim a session whose row is locked, move it to the state `to`, and count the attempt.

    Raises:
        InvalidState: The session is gone or in a state that `to` may not follow.
    """
    await sessions.move(connection, lease.session_id, to, error_message=None)
    values = {"of_session": lease.session_id, "holder": lease.owner, "lease_secs": lease.secs}
    await connection.execute(_TAKE(connection), values)


_AS_OWNER = update(processing_jobs).where(
    processing_jobs.c.session_id == sessions.LOCKED.scalar_subquery(),
    processing_jobs.c.owner == bindparam("holder"),
)
_END = _AS_OWNER.values(owner=None, lease_expires_at=None)
_KEEP = _AS_OWNER.values(lease_expires_at=_LEASE_END)
_FINISH = _END.values(last_error_code=None)
_GIVE_BACK = _END.values(attempts=processing_jobs.c.attempts - 1, next_attempt_at=utc_now())
_FAIL = _END.values(last_error_code=bindparam("code"), next_attempt_at=None)
_FAIL_FOR_NOW = _FAIL.values(next_attempt_at=utc_in(bindparam("wait_secs", type_=Float())))


async def keep(connection: AsyncConnection, lease: Lease) -> None:
    """Renew a lease, or raise LeaseLost."""
    await _as_owner(connection, _KEEP, lease, lease_secs=lease.secs)


async def finish(connection: AsyncConnection, lease: Lease) -> None:
    """End a lease whose work is done, or raise LeaseLost."""
    await _as_owner(connection, _FINISH, lease)


async def give_back(connection: AsyncConnection, lease: Lease) -> None:
    """End a lease whose work was interrupted on purpose, without counting the attempt, or raise LeaseLost."""
    await _as_owner(connection, _GIVE_BACK, lease)


async def fail(connection: AsyncConnection, lease: Lease, *, code: str, retry_in_secs: float | None) -> None:
    """End a lease whose work failed, or raise LeaseLost; without `retry_in_secs` it is not retried."""
    if retry_in_secs is None:
        await _as_owner(connection, _FAIL, lease, code=code)
    else:
        await _as_owner(connection, _FAIL_FOR_NOW, lease, code=code, wait_secs=retry_in_secs)


async def _as_owner(connection: AsyncConnection, change: Update, lease: Lease, **values: Any) -> None:
    """Update the job with the owner's token; as everywhere, the session's row is locked first."""
    changed = await connection.execute(
        change, {"of_session": lease.session_id, "holder": lease.owner, **values}
    )
    if changed.rowcount == 0:
        raise LeaseLost


_MOVE_ON = sessions.moving(SessionStatus.ANALYZING)
_MOVE_ON_WITHOUT_AUDIO = _MOVE_ON.values(audio_deleted_at=utc_now())


async def move_on(connection: AsyncConnection, lease: Lease, *, audio_is_gone: bool) -> None:
    """Start the analysis; if the recording is gone, note that it is deleted from now on.

    Raises:
        LeaseLost: The lease is lost.
        InvalidState: The session is in a state that the analysis may not follow.
    """
    await keep(connection, lease)
    change = _MOVE_ON_WITHOUT_AUDIO if audio_is_gone else _MOVE_ON
    moved = await connection.execute(change, {"of_session": lease.session_id})
    if moved.rowcount == 0:
        raise InvalidState
