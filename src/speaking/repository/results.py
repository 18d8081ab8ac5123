"""What the pipeline stores of a session: transcript, insights with their evidence, costs.

Rows come as mappings of attribute names to values; `speaking.records` makes them.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Executable, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.models import (
    Base,
    Insight,
    InsightEvidence,
    ModelUse,
    SessionAnalysis,
    Transcript,
    TranscriptTiming,
    new_id,
)
from speaking.repository.tables import by_column, table_of
from speaking.repository.upsert import dialect_of, insert_in

Row = Mapping[str, Any]


async def store_transcript(session: AsyncSession, transcript: Row, timing: Row, use: Row | None) -> None:
    """Keep a transcript, its word timings and what it cost, unless they are there already.

    They are where the database went away while it answered the same before.
    """
    stored = await session.execute(
        _transcribing(dialect_of(session)), by_column(Transcript, {"id": new_id(), **transcript})
    )
    if stored.first() is None:
        return
    await _add(session, TranscriptTiming, timing)
    if use is not None:
        await _add(session, ModelUse, use)


@cache
def _transcribing(dialect: str) -> Executable:
    table = table_of(Transcript)
    row = insert_in(dialect, table)
    return row.on_conflict_do_nothing(index_elements=[table.c.sessionId]).returning(table.c.id)


async def store_analysis(
    session: AsyncSession,
    analysis: Row,
    insights: Sequence[Row],
    evidence: Sequence[Row],
    use: Row | None,
) -> None:
    """Keep an analysis with its insights, where their quotes stand, and what it cost."""
    await _add(session, SessionAnalysis, analysis)
    await _add(session, Insight, *insights)
    await _add(session, InsightEvidence, *evidence)
    if use is not None:
        await _add(session, ModelUse, use)


@cache
def _adding(model: type[Base]) -> Executable:
    return insert(table_of(model))


async def _add(session: AsyncSession, model: type[Base], *rows: Row) -> None:
    if rows:
        await session.execute(_adding(model), [by_column(model, row) for row in rows])


async def is_in_profile(session: AsyncSession, session_id: str) -> bool:
    """Whether the profile counts a session's insights; it does those of the TypeScript app."""
    answer = await session.scalar(
        select(SessionAnalysis.in_profile).where(SessionAnalysis.session_id == session_id)
    )
    return answer is not False


async def forget_words(session: AsyncSession, session_id: str) -> None:
    """Keep the insights and the number of words of a session, but not the words."""
    await session.execute(update(Transcript).where(Transcript.session_id == session_id).values(text=""))
    await session.execute(delete(TranscriptTiming).where(TranscriptTiming.session_id == session_id))
    insights = select(Insight.id).where(Insight.session_id == session_id)
    await session.execute(delete(InsightEvidence).where(InsightEvidence.insight_id.in_(insights)))
