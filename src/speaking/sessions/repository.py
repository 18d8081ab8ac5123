"""Sessions: made, moved from state to state, listed, read and deleted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.clock import utc_in, utc_now
from speaking.db.models import (
    ExampleSession,
    Insight,
    InsightEvidence,
    ProcessingJob,
    SessionAnalysis,
    SpeakingSession,
    Transcript,
    TranscriptTiming,
)
from speaking.db.prepared import Transaction, fixed
from speaking.db.tables import by_column, table_of
from speaking.errors import InvalidState
from speaking.states import CLAIMABLE, KNOWN, TRANSITIONS, SessionStatus, StoredStatus, is_settled

STRONGEST_FIRST = (
    case({"high": 0, "medium": 1, "low": 2}, value=Insight.severity, else_=3),
    func.coalesce(Insight.frequency, 0).desc(),
    Insight.id,
)
"""Severity, then how often; among equals as they were analysed (`models.new_ids`)."""


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """All that is known of one session; `evidence` is by insight id, in the order of the transcript.

    `is_example` says that the recording is ours, not the learner's.
    """

    session: SpeakingSession
    job: ProcessingJob | None
    transcript: Transcript | None
    timing: TranscriptTiming | None
    analysis: SessionAnalysis | None
    is_example: bool
    insights: list[Insight]
    evidence: dict[str, list[InsightEvidence]]

    @property
    def can_go_on(self) -> bool:
        """Whether there is still something to work on: its transcript or its recording."""
        return self.transcript is not None or self.session.audio_key is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a page that waits needs to know."""

    status: StoredStatus
    error_message: str | None
    attempts: int
    next_attempt_at: datetime | None

    @property
    def is_settled(self) -> bool:
        return is_settled(self.status, next_attempt_at=self.next_attempt_at)


_SESSIONS = table_of(SpeakingSession)


LOCKED = select(_SESSIONS.c.id).where(_SESSIONS.c.id == bindparam("session_id")).with_for_update()
_LOCK = fixed(LOCKED)


async def lock(session: Transaction, session_id: str) -> None:
    """Lock a session's row until the transaction ends.

    Every transaction that writes takes the session first, then its job, then the profile, so that none
    waits in a circle; and what is read after the lock is what the last owner left (on PostgreSQL a single
    statement that locks and joins would read the other tables as they were before it waited).
    """
    await _LOCK.run(session, {"session_id": session_id})


def moving(to: SessionStatus) -> Update:
    """A change of a session's state that returns its row, where the table of transitions allows it."""
    origins = [_SESSIONS.c.status == state for state, targets in TRANSITIONS.items() if to in targets]
    moved = update(_SESSIONS).where(_SESSIONS.c.id == bindparam("session_id"), or_(*origins))
    return moved.values(status=to).returning(_SESSIONS.c.id)


_MOVES = {to: fixed(moving(to)) for to in frozenset().union(*TRANSITIONS.values())}


async def move(session: Transaction, session_id: str, to: SessionStatus, **values: Any) -> None:
    """Change a session's state, and what else changes with it, where the table of transitions allows it.

    Raises:
        InvalidState: The session is gone or in a state that `to` may not follow.
    """
    if not await _MOVES[to].run(session, {"session_id": session_id, **by_column(SpeakingSession, values)}):
        raise InvalidState


async def count_recent(session: AsyncSession, user_id: str, *, secs: float) -> int:
    """How many sessions the learner began in the last `secs` seconds."""
    count = await session.scalar(
        select(func.count())
        .select_from(SpeakingSession)
        .where(
            SpeakingSession.user_id == user_id,
            SpeakingSession.status.in_(KNOWN),
            SpeakingSession.created_at > utc_in(-secs),
        )
    )
    return count or 0


async def page(
    session: AsyncSession, user_id: str, *, offset: int, limit: int
) -> tuple[list[SpeakingSession], int]:
    """One page of a learner's sessions, newest first, and how many there are in all."""
    mine = SpeakingSession.user_id == user_id
    total = await session.scalar(select(func.count()).select_from(SpeakingSession).where(mine))
    newest = (SpeakingSession.created_at.desc(), SpeakingSession.id.desc())
    rows = await session.scalars(
        select(SpeakingSession).where(mine).order_by(*newest).offset(offset).limit(limit)
    )
    return list(rows), total or 0


async def find(session: AsyncSession, session_id: str, user_id: str) -> SpeakingSession | None:
    """A learner's own session, or None when it is not there or somebody else's."""
    row: SpeakingSession | None = await session.scalar(
        select(SpeakingSession).where(SpeakingSession.id == session_id, SpeakingSession.user_id == user_id)
    )
    return row


async def detail(session: AsyncSession, session_id: str, user_id: str) -> SessionDetail | None:
    """All of a learner's own session, insights from high to low, or None."""
    row = (
        await session.execute(
            select(
                SpeakingSession,
                ProcessingJob,
                Transcript,
                TranscriptTiming,
                SessionAnalysis,
                ExampleSession.session_id.is_not(None),
            )
            .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
            .outerjoin(Transcript, Transcript.session_id == SpeakingSession.id)
            .outerjoin(TranscriptTiming, TranscriptTiming.session_id == SpeakingSession.id)
            .outerjoin(SessionAnalysis, SessionAnalysis.session_id == SpeakingSession.id)
            .outerjoin(ExampleSession, ExampleSession.session_id == SpeakingSession.id)
            .where(SpeakingSession.id == session_id, SpeakingSession.user_id == user_id)
        )
    ).first()
    if row is None:
        return None
    insights = await insights_of(session, session_id)
    evidence: dict[str, list[InsightEvidence]] = {insight.id: [] for insight in insights}
    for quote in await session.scalars(
        select(InsightEvidence)
        .where(InsightEvidence.insight_id.in_(list(evidence)))
        .order_by(InsightEvidence.start)
    ):
        evidence[quote.insight_id].append(quote)
    return SessionDetail(*row, insights=insights, evidence=evidence)


async def insights_of(session: AsyncSession, session_id: str) -> list[Insight]:
    """A session's insights, the strongest first."""
    rows = await session.scalars(
        select(Insight).where(Insight.session_id == session_id).order_by(*STRONGEST_FIRST)
    )
    return list(rows)


async def progress(session: AsyncSession, session_id: str, user_id: str) -> Progress | None:
    """Where a learner's own session stands, or None."""
    row = (
        await session.execute(
            select(
                SpeakingSession.status,
                SpeakingSession.error_message,
                func.coalesce(ProcessingJob.attempts, 0),
                ProcessingJob.next_attempt_at,
            )
            .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
            .where(SpeakingSession.id == session_id, SpeakingSession.user_id == user_id)
        )
    ).first()
    return None if row is None else Progress(*row)


async def queued_secs(session: AsyncSession) -> int:
    """How many seconds of recordings, all learners' together, are being worked on or wait for it now."""
    secs = await session.scalar(
        select(func.coalesce(func.sum(SpeakingSession.duration_secs), 0))
        .join(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
        .where(
            SpeakingSession.status.in_(CLAIMABLE),
            SpeakingSession.duration_secs > 0,
            or_(ProcessingJob.next_attempt_at <= utc_now(), ProcessingJob.lease_expires_at.is_not(None)),
        )
    )
    return int(secs or 0)


async def remove(session: AsyncSession, session_id: str) -> None:
    """Delete a session and, with it, everything that hangs on it."""
    await session.execute(delete(SpeakingSession).where(SpeakingSession.id == session_id))
