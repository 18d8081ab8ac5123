"""What the pipeline stores of a session: transcript, insights with their evidence, other errors, costs.

Rows are mappings of columns to values; `speaking.processing.records` makes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.json_rows import insert_rows
from speaking.db.tables import (
    evidence_corrections,
    insight_evidence,
    insight_notes,
    insights,
    model_uses,
    noticed_errors,
    session_analyses,
    transcript_timings,
    transcripts,
)
from speaking.processing import claims
from speaking.processing.claims import Lease
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TranscriptRows:
    """A transcript, its word timings and, if it was paid for, its cost."""

    transcript: Row
    timing: Row
    uses: Sequence[Row]


@dataclass(frozen=True, slots=True)
class AnalysisRows:
    """An analysis, its insights with notes, quotes and corrections, other errors and, if any, its cost."""

    analysis: Row
    insights: Sequence[Row]
    notes: Sequence[Row]
    evidence: Sequence[Row]
    corrections: Sequence[Row]
    noticed: Sequence[Row]
    uses: Sequence[Row]


async def store_transcript(connection: AsyncConnection, lease: Lease, rows: TranscriptRows) -> None:
    """Store a transcript and renew the lease, or raise LeaseLost.

    Rows that exist already stay, as the same write may have been committed before its connection was lost.
    """
    await claims.keep(connection, lease)
    given = {transcripts: [rows.transcript], transcript_timings: [rows.timing], model_uses: rows.uses}
    await insert_rows(connection, given, unless_there=True)


async def store_analysis(
    connection: AsyncConnection, session_id: str, rows: AnalysisRows, *, focus_next: str | None
) -> None:
    """Store an analysis: the session is DONE; raises InvalidState if it is gone or cannot become DONE."""
    await sessions.move(connection, session_id, SessionStatus.DONE, focus_next=focus_next)
    given = {
        session_analyses: [rows.analysis],
        insights: rows.insights,
        insight_notes: rows.notes,
        insight_evidence: rows.evidence,
        evidence_corrections: rows.corrections,
        noticed_errors: rows.noticed,
        model_uses: rows.uses,
    }
    await insert_rows(connection, given)


async def forget_words(connection: AsyncConnection, session_id: str) -> None:
    """Keep a session's insights, number of words and which errors it held, but delete its words.

    A correction is deleted with its quote.
    """
    found = select(insights.c.id).where(insights.c.session_id == session_id)
    await connection.execute(
        update(transcripts).where(transcripts.c.session_id == session_id).values(text="")
    )
    await connection.execute(delete(transcript_timings).where(transcript_timings.c.session_id == session_id))
    await connection.execute(delete(insight_evidence).where(insight_evidence.c.insight_id.in_(found)))
    await connection.execute(
        update(insight_notes).where(insight_notes.c.insight_id.in_(found)).values(title=None)
    )
    await connection.execute(
        update(noticed_errors)
        .where(noticed_errors.c.session_id == session_id)
        .values(quote="", sentence="", say_instead=[], corrected_sentence=None)
    )
