"""What the pipeline stores of a session: transcript, insights with their evidence, costs.

Rows come as mappings of attribute names to values; `speaking.records` makes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.models import Insight, InsightEvidence, ModelUse, SessionAnalysis, Transcript, TranscriptTiming

Row = Mapping[str, Any]


async def has_transcript(session: AsyncSession, session_id: str) -> bool:
    """Whether a session's transcript is stored."""
    return await session.scalar(select(Transcript.id).where(Transcript.session_id == session_id)) is not None


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
