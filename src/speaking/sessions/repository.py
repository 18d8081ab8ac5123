"""Sessions: moved from state to state, listed, read and deleted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.schema import Severity
from speaking.db.by_name import filled
from speaking.db.clock import utc_in, utc_now
from speaking.db.tables import (
    evidence_corrections,
    example_sessions,
    insight_evidence,
    insight_notes,
    insights,
    noticed_errors,
    processing_jobs,
    session_analyses,
    speaking_sessions,
    transcripts,
)
from speaking.errors import InvalidState
from speaking.sessions.stored import (
    Progress,
    SessionDetail,
    SpeakingSession,
    StoredAnalysis,
    StoredEvidence,
    StoredInsight,
    StoredNoticed,
    StoredTranscript,
)
from speaking.states import CLAIMABLE, KNOWN, TRANSITIONS, SessionStatus

NEWEST_FIRST = (speaking_sessions.c.created_at.desc(), speaking_sessions.c.id.desc())
STRONGEST_FIRST = (
    case(
        {severity.value: at for at, severity in enumerate(Severity)},
        value=insights.c.severity,
        else_=len(Severity),
    ),
    func.coalesce(insights.c.frequency, 0).desc(),
    insights.c.id,
)
"""Severity, then frequency, then the order in which they were analyzed (`ids.new_ids`)."""


LOCKED = (
    select(speaking_sessions.c.id).where(speaking_sessions.c.id == bindparam("of_session")).with_for_update()
)


async def lock(connection: AsyncConnection, session_id: str) -> None:
    """Lock a session's row until the transaction ends.

    Every transaction that writes locks the session first, then its job, then the profile, so that no two
    wait for each other. What is read after the lock is what the last owner left (on PostgreSQL, a single
    statement that locks and joins would read the other tables as they were before it waited).
    """
    await connection.execute(LOCKED, {"of_session": session_id})


def moving(to: SessionStatus) -> Update:
    """The change of state of the session `of_session`, if `TRANSITIONS` allows it."""
    origins = [speaking_sessions.c.status == state for state, targets in TRANSITIONS.items() if to in targets]
    moved = update(speaking_sessions).where(speaking_sessions.c.id == bindparam("of_session"), or_(*origins))
    return moved.values(status=to)


_MOVES = {to: moving(to) for to in frozenset().union(*TRANSITIONS.values())}


async def move(connection: AsyncConnection, session_id: str, to: SessionStatus, **values: Any) -> None:
    """Change a session's state, and `values` with it; raises InvalidState if this is not possible."""
    moved = await connection.execute(_MOVES[to], {"of_session": session_id, **values})
    if moved.rowcount == 0:
        raise InvalidState


async def count_recent(connection: AsyncConnection, user_id: str, *, secs: float) -> int:
    """How many sessions the learner began in the last `secs` seconds."""
    count = await connection.scalar(
        select(func.count())
        .select_from(speaking_sessions)
        .where(
            speaking_sessions.c.user_id == user_id,
            speaking_sessions.c.status.in_(KNOWN),
            speaking_sessions.c.created_at > utc_in(-secs),
        )
    )
    return count or 0


async def page(
    connection: AsyncConnection, user_id: str, *, offset: int = 0, limit: int | None = None
) -> tuple[list[SpeakingSession], int]:
    """One page of a learner's sessions, or all of them, newest first, and their total number."""
    mine = speaking_sessions.c.user_id == user_id
    total = await connection.scalar(select(func.count()).select_from(speaking_sessions).where(mine))
    rows = await connection.execute(
        select(speaking_sessions).where(mine).order_by(*NEWEST_FIRST).offset(offset).limit(limit)
    )
    return [filled(SpeakingSession, row) for row in rows], total or 0


async def find(connection: AsyncConnection, session_id: str, user_id: str) -> SpeakingSession | None:
    """A learner's own session, or None if it does not exist or is another learner's."""
    row = (await connection.execute(select(speaking_sessions).where(*_own(session_id, user_id)))).first()
    return filled(SpeakingSession, row) if row else None


async def detail(connection: AsyncConnection, session_id: str, user_id: str) -> SessionDetail | None:
    """Everything about a learner's own session, insights from high to low, or None."""
    row = (await connection.execute(_DETAIL.where(*_own(session_id, user_id)))).first()
    if row is None:
        return None
    found = await insights_of(connection, session_id)
    return filled(
        SessionDetail,
        row,
        session=filled(SpeakingSession, row),
        transcript=filled(StoredTranscript, row) if row.has_transcript else None,
        analysis=filled(StoredAnalysis, row) if row.session_id else None,
        insights=found,
        evidence=await _evidence(connection, found),
        noticed=await _noticed(connection, session_id),
    )


_DETAIL = (
    select(
        speaking_sessions,
        func.coalesce(processing_jobs.c.attempts, 0).label("attempts"),
        processing_jobs.c.last_error_code,
        processing_jobs.c.next_attempt_at,
        transcripts.c.id.is_not(None).label("has_transcript"),
        transcripts.c.text,
        transcripts.c.word_count,
        session_analyses.c.session_id,
        session_analyses.c.summary,
        session_analyses.c.focus_pattern,
        session_analyses.c.habits,
        session_analyses.c.fluency,
        example_sessions.c.session_id.is_not(None).label("is_example"),
    )
    .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
    .outerjoin(transcripts, transcripts.c.session_id == speaking_sessions.c.id)
    .outerjoin(session_analyses, session_analyses.c.session_id == speaking_sessions.c.id)
    .outerjoin(example_sessions, example_sessions.c.session_id == speaking_sessions.c.id)
)


def _own(session_id: str, user_id: str) -> tuple[ColumnElement[bool], ...]:
    return speaking_sessions.c.id == session_id, speaking_sessions.c.user_id == user_id


async def insights_of(connection: AsyncConnection, session_id: str) -> list[StoredInsight]:
    """A session's insights, the strongest first."""
    rows = await connection.execute(
        select(insights, insight_notes.c.title, insight_notes.c.met_in, insight_notes.c.talks)
        .outerjoin(insight_notes, insight_notes.c.insight_id == insights.c.id)
        .where(insights.c.session_id == session_id)
        .order_by(*STRONGEST_FIRST)
    )
    return [filled(StoredInsight, row) for row in rows]


async def _evidence(
    connection: AsyncConnection, found: Sequence[StoredInsight]
) -> dict[str, list[StoredEvidence]]:
    evidence: dict[str, list[StoredEvidence]] = {insight.id: [] for insight in found}
    rows = await connection.execute(
        select(
            insight_evidence,
            evidence_corrections.c.say_instead,
            evidence_corrections.c.corrected_sentence,
        )
        .outerjoin(evidence_corrections, evidence_corrections.c.evidence_id == insight_evidence.c.id)
        .where(insight_evidence.c.insight_id.in_(list(evidence)))
        .order_by(insight_evidence.c.start)
    )
    for row in rows:
        evidence[row.insight_id].append(filled(StoredEvidence, row))
    return evidence


async def _noticed(connection: AsyncConnection, session_id: str) -> list[StoredNoticed]:
    rows = await connection.execute(
        select(noticed_errors)
        .where(noticed_errors.c.session_id == session_id, noticed_errors.c.quote != "")
        .order_by(noticed_errors.c.start)
    )
    return [filled(StoredNoticed, row) for row in rows]


async def progress(connection: AsyncConnection, session_id: str, user_id: str) -> Progress | None:
    """The progress of a learner's own session, or None."""
    row = (
        await connection.execute(
            select(
                speaking_sessions.c.status,
                speaking_sessions.c.error_message,
                func.coalesce(processing_jobs.c.attempts, 0).label("attempts"),
                processing_jobs.c.next_attempt_at,
            )
            .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
            .where(*_own(session_id, user_id))
        )
    ).first()
    return filled(Progress, row) if row else None


async def queued_secs(connection: AsyncConnection) -> int:
    """How many seconds of recordings, all learners' together, are being processed or waiting for it now."""
    secs = await connection.scalar(
        select(func.coalesce(func.sum(speaking_sessions.c.duration_secs), 0))
        .join(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
        .where(
            speaking_sessions.c.status.in_(CLAIMABLE),
            speaking_sessions.c.duration_secs > 0,
            or_(
                processing_jobs.c.next_attempt_at <= utc_now(),
                processing_jobs.c.lease_expires_at.is_not(None),
            ),
        )
    )
    return int(secs or 0)


async def remove(connection: AsyncConnection, session_id: str) -> None:
    """Delete a session and everything that belongs to it."""
    await connection.execute(delete(speaking_sessions).where(speaking_sessions.c.id == session_id))
