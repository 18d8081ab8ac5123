"""What the pipeline stores of a session: transcript, insights with their evidence, costs.

Rows come as mappings of attribute names to values; `speaking.processing.records` makes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, delete, select, update

from speaking.db.models import (
    Base,
    Insight,
    InsightEvidence,
    ModelUse,
    SessionAnalysis,
    Transcript,
    TranscriptTiming,
)
from speaking.db.prepared import Transaction, fixed
from speaking.db.rows import inserting_rows
from speaking.db.tables import table_of
from speaking.db.together import Step, Together, required
from speaking.errors import InvalidState
from speaking.processing.claims import KEEPING, Lease
from speaking.sessions.repository import moving
from speaking.states import SessionStatus

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TranscriptRows:
    """A transcript, its word timings and, where it was paid for, its cost."""

    transcript: Row
    timing: Row
    uses: Sequence[Row]


@dataclass(frozen=True, slots=True)
class AnalysisRows:
    """An analysis, its insights, where their quotes stand and, where it was paid for, its cost."""

    analysis: Row
    insights: Sequence[Row]
    evidence: Sequence[Row]
    uses: Sequence[Row]


async def store_transcript(session: Transaction, lease: Lease, rows: TranscriptRows) -> None:
    """Keep a transcript and renew the lease.

    Rows that are there already stay: the database may have gone away while it answered the same before.

    Raises:
        LeaseLost: The session is somebody else's by now, or gone.
    """
    parameters = {
        "transcripts": [rows.transcript],
        "timings": [rows.timing],
        "uses": rows.uses,
    }
    await _STORE_TRANSCRIPT.run(session, {**lease.parameters, **parameters})


def _new(model: type[Base], parameter: str) -> Step:
    """Rows that may be there already."""
    return Step(
        lambda dialect, held: inserting_rows(dialect, model, parameter, held).on_conflict_do_nothing()
    )


_STORE_TRANSCRIPT = Together(
    KEEPING, _new(Transcript, "transcripts"), _new(TranscriptTiming, "timings"), _new(ModelUse, "uses")
)


async def store_analysis(
    session: Transaction, session_id: str, rows: AnalysisRows, *, focus_next: str | None
) -> None:
    """Keep an analysis: the session is DONE.

    Raises:
        InvalidState: The session is gone or in a state that cannot be followed by this one.
    """
    parameters = {
        "analyses": [rows.analysis],
        "insights": rows.insights,
        "quotes": rows.evidence,
        "uses": rows.uses,
    }
    await _STORE_ANALYSIS.run(session, {"session_id": session_id, "focus_next": focus_next, **parameters})


def _all(model: type[Base], parameter: str) -> Step:
    return Step(lambda dialect, moved: inserting_rows(dialect, model, parameter, moved))


_STORE_ANALYSIS = Together(
    required(moving(SessionStatus.DONE).values(focusNext=bindparam("focus_next")), InvalidState),
    _all(SessionAnalysis, "analyses"),
    _all(Insight, "insights"),
    _all(InsightEvidence, "quotes"),
    _all(ModelUse, "uses"),
)


async def forget_words(session: Transaction, session_id: str) -> None:
    """Keep the insights and the number of words of a session, but not the words."""
    for forget in _FORGET_WORDS:
        await forget.run(session, {"session_id": session_id})


def _forgetting() -> Iterator[Executable]:
    transcripts, timings, evidence = map(table_of, (Transcript, TranscriptTiming, InsightEvidence))
    insights = table_of(Insight)
    of_session: BindParameter[str] = bindparam("session_id")
    yield update(transcripts).where(transcripts.c.sessionId == of_session).values(text="")
    yield delete(timings).where(timings.c.sessionId == of_session)
    found = select(insights.c.id).where(insights.c.sessionId == of_session)
    yield delete(evidence).where(evidence.c.insightId.in_(found))


_FORGET_WORDS = [fixed(statement) for statement in _forgetting()]
