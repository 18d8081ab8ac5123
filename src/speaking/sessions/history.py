"""A learner's finished and unfinished sessions for the history page, a page at a time.

Pages continue after the last row shown (keyset), so that the thousandth is as quick as the first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, null, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.models import (
    Insight,
    InsightEvidence,
    ProcessingJob,
    SessionAnalysis,
    SpeakingSession,
    Transcript,
)
from speaking.sessions.example_sessions import is_learners_own
from speaking.sessions.repository import STRONGEST_FIRST
from speaking.states import SessionStatus

_ESCAPED = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


@dataclass(frozen=True, slots=True)
class Place:
    """The last session of a page: where the next one continues."""

    created_at: datetime
    session_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history.

    `habits` are the names of its insights, the strongest first; `next_attempt_at` is set while
    one is to come. `text` is the transcript where its words were searched.
    """

    session: SpeakingSession
    word_count: int | None
    next_attempt_at: datetime | None
    text: str | None
    habits: Sequence[str]


async def entries(
    session: AsyncSession,
    user_id: str,
    *,
    limit: int,
    after: Place | None = None,
    statuses: Collection[SessionStatus] = (),
    said: str | None = None,
) -> list[Entry]:
    """The newest sessions after a place, if asked for in some states or with some words in the transcript."""
    newest_first = (SpeakingSession.created_at.desc(), SpeakingSession.id.desc())
    query = (
        select(SpeakingSession.id)
        .where(SpeakingSession.user_id == user_id)
        .order_by(*newest_first)
        .limit(limit)
    )
    if after is not None:
        same_moment = and_(
            SpeakingSession.created_at == after.created_at, SpeakingSession.id < after.session_id
        )
        query = query.where(or_(SpeakingSession.created_at < after.created_at, same_moment))
    if statuses:
        query = query.where(SpeakingSession.status.in_(statuses))
    if said:
        contains = Transcript.text.ilike(f"%{said.translate(_ESCAPED)}%", escape="\\")
        query = query.join(Transcript, Transcript.session_id == SpeakingSession.id).where(contains)
    rows = (
        await session.execute(
            select(
                SpeakingSession,
                Transcript.word_count,
                ProcessingJob.next_attempt_at,
                Transcript.text if said else null(),
            )
            .outerjoin(Transcript, Transcript.session_id == SpeakingSession.id)
            .outerjoin(ProcessingJob, ProcessingJob.session_id == SpeakingSession.id)
            .where(SpeakingSession.id.in_(query))
            .order_by(*newest_first)
        )
    ).all()
    habits = await _habits(session, [row[0].id for row in rows])
    return [Entry(*row, habits=habits.get(row[0].id, ())) for row in rows]


async def previous_analysis(session: AsyncSession, user_id: str, before: datetime) -> SessionAnalysis | None:
    """The analysis of the learner's last finished session before a moment, if any; the example is none."""
    found: SessionAnalysis | None = await session.scalar(
        select(SessionAnalysis)
        .join(SpeakingSession, SpeakingSession.id == SessionAnalysis.session_id)
        .where(
            SpeakingSession.user_id == user_id,
            SpeakingSession.status == SessionStatus.DONE,
            SpeakingSession.created_at < before,
            is_learners_own(),
        )
        .order_by(SpeakingSession.created_at.desc())
        .limit(1)
    )
    return found


async def quotes_of(session: AsyncSession, session_id: str, habit: str, *, limit: int) -> list[str]:
    """The sentences that show a habit ("category:pattern") in a session, in the order of the transcript."""
    category, _, pattern = habit.partition(":")
    rows = await session.scalars(
        select(InsightEvidence.sentence)
        .join(Insight, Insight.id == InsightEvidence.insight_id)
        .where(Insight.session_id == session_id, Insight.category == category, Insight.pattern == pattern)
        .order_by(InsightEvidence.start)
        .limit(limit)
    )
    return list(rows)


async def last_focus(session: AsyncSession, user_id: str) -> str | None:
    """What the learner is to work on: the focus of the last finished session that named one."""
    found: str | None = await session.scalar(
        select(SpeakingSession.focus_next)
        .where(
            SpeakingSession.user_id == user_id,
            SpeakingSession.status == SessionStatus.DONE,
            SpeakingSession.focus_next.is_not(None),
            is_learners_own(),
        )
        .order_by(SpeakingSession.created_at.desc())
        .limit(1)
    )
    return found


async def _habits(session: AsyncSession, session_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = await session.execute(
        select(Insight.session_id, Insight.pattern)
        .where(Insight.session_id.in_(session_ids))
        .order_by(*STRONGEST_FIRST)
    )
    for session_id, pattern in rows:
        found.setdefault(session_id, []).append(pattern)
    return found
