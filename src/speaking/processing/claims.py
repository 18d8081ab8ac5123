"""Claims and leases: who works on a session.

A lease belongs to one owner, a token made anew for each claim. Every write of a worker first asks for the
job row under that token: when another worker has claimed the session since, or the session is gone, there
is no such row and the worker writes nothing more (fencing).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, Float, bindparam, func, select, update

from speaking.db.clock import utc_in, utc_now
from speaking.db.models import (
    ExampleSession,
    PatternProfile,
    ProcessingJob,
    SpeakingSession,
    Transcript,
    TranscriptTiming,
)
from speaking.db.prepared import Prepared, Transaction, fixed
from speaking.db.tables import table_of
from speaking.db.together import Step, Together, required
from speaking.db.upsert import insert_in
from speaking.errors import InvalidState, LeaseLost
from speaking.sessions.repository import LOCKED, lock, moving
from speaking.states import WORKING, SessionStatus, StoredStatus

_JOBS = table_of(ProcessingJob)
_LEASE_END = utc_in(bindparam("lease_secs", type_=Float()))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that somebody wants to work on, its row locked.

    `leased` says another one does already. `text` and what follows are of the stored transcript, None where
    there is none, its timings also where the TypeScript app stored it. `patterns` are the learner's counts
    as they are stored.
    `is_example` says that the recording is ours.
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


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on a session, and for how many seconds from each of its writes on."""

    session_id: str
    owner: str
    secs: float

    @property
    def parameters(self) -> dict[str, Any]:
        """What `KEEPING` and what stands beside it are run with."""
        return {"session_id": self.session_id, "holder": self.owner, "lease_secs": self.secs}


async def take(session: Transaction, lease: Lease, to: SessionStatus) -> None:
    """Make a session, whose row is locked, somebody's work in the state `to`, and count the attempt.

    Raises:
        InvalidState: The session is gone or in a state that `to` may not follow.
    """
    await _TAKES[to].run(session, lease.parameters)


def _taking(dialect: str, _found: object) -> Executable:
    row = insert_in(dialect, _JOBS).values(
        sessionId=bindparam("session_id"),
        owner=bindparam("holder"),
        attempts=1,
        announcements=0,
        leaseExpiresAt=_LEASE_END,
    )
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


_TAKES = {
    to: Together(required(moving(to).values(errorMessage=None), InvalidState), Step(_taking))
    for to in WORKING
}
_AS_OWNER = (
    update(_JOBS)
    .where(_JOBS.c.sessionId == LOCKED.scalar_subquery(), _JOBS.c.owner == bindparam("holder"))
    .returning(_JOBS.c.sessionId)
)
_NO_LEASE = {"owner": None, "leaseExpiresAt": None}
_KEEPING = _AS_OWNER.values(leaseExpiresAt=_LEASE_END)
KEEPING = required(_KEEPING, LeaseLost)
"""The first step of a worker's writes, run with `Lease.parameters`."""
_KEEP = fixed(_KEEPING)
_FINISH = fixed(_AS_OWNER.values(**_NO_LEASE, lastErrorCode=None))
_GIVE_BACK = fixed(_AS_OWNER.values(**_NO_LEASE, attempts=_JOBS.c.attempts - 1, nextAttemptAt=utc_now()))
_FAIL = _AS_OWNER.values(**_NO_LEASE, lastErrorCode=bindparam("code"))
_FAIL_FOR_NOW = fixed(_FAIL.values(nextAttemptAt=utc_in(bindparam("wait_secs", type_=Float()))))
_FAIL_FOR_GOOD = fixed(_FAIL.values(nextAttemptAt=None))


async def keep(session: Transaction, lease: Lease) -> None:
    """Renew a lease.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    await _as_owner(session, _KEEP, lease)


async def finish(session: Transaction, lease: Lease) -> None:
    """End a lease whose work is done.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    await _as_owner(session, _FINISH, lease)


async def give_back(session: Transaction, lease: Lease) -> None:
    """End a lease whose work was interrupted on purpose: the attempt does not count.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    await _as_owner(session, _GIVE_BACK, lease)


async def fail(session: Transaction, lease: Lease, *, code: str, retry_in_secs: float | None) -> None:
    """End a lease whose work failed; with `retry_in_secs` the session is tried again, without it is not.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    if retry_in_secs is None:
        await _as_owner(session, _FAIL_FOR_GOOD, lease, code=code)
    else:
        await _as_owner(session, _FAIL_FOR_NOW, lease, code=code, wait_secs=retry_in_secs)


async def _as_owner(session: Transaction, change: Prepared, lease: Lease, **parameters: Any) -> None:
    if not await change.run(session, {**lease.parameters, **parameters}):
        raise LeaseLost


def _moving_on(**values: Any) -> Together:
    return Together(KEEPING, required(moving(SessionStatus.ANALYZING).values(**values), InvalidState))


_MOVE_ON, _MOVE_ON_WITHOUT_AUDIO = _moving_on(), _moving_on(audioDeletedAt=utc_now())


async def move_on(session: Transaction, lease: Lease) -> None:
    """Let the analysis begin although the recording is still there.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
        InvalidState: It is in a state that the analysis may not follow.
    """
    await _MOVE_ON.run(session, lease.parameters)


async def move_on_without_audio(session: Transaction, lease: Lease) -> None:
    """Let the analysis begin, and note that the recording is deleted from this moment on.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
        InvalidState: It is in a state that the analysis may not follow.
    """
    await _MOVE_ON_WITHOUT_AUDIO.run(session, lease.parameters)
