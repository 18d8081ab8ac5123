"""What a learner's summary adds to the profile: the name, the period, and quotes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from speaking.analysis.schema import profile_key
from speaking.db.models import Insight, InsightEvidence, SessionAnalysis, SpeakingSession, Transcript, User
from speaking.profile.repository import in_profile


@dataclass(frozen=True, slots=True)
class Overview:
    """Totals of the sessions that a learner's profile counts; `name` comes from sign-in."""

    name: str | None
    sessions: int
    words: int
    secs: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Example:
    """A quote in its sentence."""

    sentence: str
    quote: str


async def overview(session: AsyncSession, user_id: str) -> Overview:
    """How much a learner has said, and when."""
    name = await session.scalar(select(User.display_name).where(User.id == user_id))
    row = (
        await session.execute(
            select(
                func.count(SpeakingSession.id),
                _sum_of(Transcript.word_count),
                _sum_of(SpeakingSession.duration_secs),
                func.min(SpeakingSession.created_at),
                func.max(SpeakingSession.created_at),
            )
            .outerjoin(Transcript, Transcript.session_id == SpeakingSession.id)
            .outerjoin(SessionAnalysis, SessionAnalysis.session_id == SpeakingSession.id)
            .where(SpeakingSession.user_id == user_id, in_profile())
        )
    ).one()
    return Overview(name, *row)


def _sum_of(figures: InstrumentedAttribute[int | None]) -> ColumnElement[int]:
    """The sum of the known figures; another version may have stored a negative one for an unknown figure."""
    return func.coalesce(func.sum(figures).filter(figures > 0), 0)


async def examples(session: AsyncSession, session_ids: Collection[str]) -> dict[tuple[str, str], Example]:
    """The first quote of each habit in some sessions, by session and "category:pattern"."""
    rows = await session.execute(
        select(
            Insight.session_id,
            Insight.category,
            Insight.pattern,
            InsightEvidence.sentence,
            InsightEvidence.quote,
        )
        .join(InsightEvidence, InsightEvidence.insight_id == Insight.id)
        .where(Insight.session_id.in_(session_ids))
        .order_by(InsightEvidence.start)
    )
    found: dict[tuple[str, str], Example] = {}
    for session_id, category, pattern, sentence, quote in rows:
        found.setdefault((session_id, profile_key(category, pattern)), Example(sentence, quote))
    return found
