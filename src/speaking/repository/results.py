"""What the pipeline stores of a session: transcript, insights with their evidence, costs.

Rows come as mappings of attribute names to values; `speaking.records` makes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.models import Insight, InsightEvidence, ModelUse, SessionAnalysis, Transcript, TranscriptTiming

Row = Mapping[str, Any]


async def store_transcript(session: AsyncSession, transcript: Row, timing: Row, use: Row | None) -> None:
    """Keep a transcript, its word timings and what it cost."""
    await session.execute(insert(Transcript).values(transcript))
    await session.execute(insert(TranscriptTiming).values(timing))
    if use is not None:
        await session.execute(insert(ModelUse).values(use))


async def store_analysis(
    session: AsyncSession,
    analysis: Row,
    insights: Sequence[Row],
    evidence: Sequence[Row],
    use: Row | None,
) -> None:
    """Keep an analysis with its insights, where their quotes stand, and what it cost."""
    await session.execute(insert(SessionAnalysis).values(analysis))
    if insights:
        await session.execute(insert(Insight), list(insights))
    if evidence:
        await session.execute(insert(InsightEvidence), list(evidence))
    if use is not None:
        await session.execute(insert(ModelUse).values(use))
