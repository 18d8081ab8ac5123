"""What a learner's summary adds to the profile: name, period and quotes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.schema import profile_key
from speaking.db.by_name import filled
from speaking.db.tables import (
    insight_evidence,
    insights,
    session_analyses,
    speaking_sessions,
    transcripts,
    users,
)
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


async def overview(connection: AsyncConnection, user_id: str) -> Overview:
    """How much a learner has said, and when."""
    name = await connection.scalar(select(users.c.display_name).where(users.c.id == user_id))
    row = (
        await connection.execute(
            select(
                func.count(speaking_sessions.c.id).label("sessions"),
                _sum_of(transcripts.c.word_count).label("words"),
                _sum_of(speaking_sessions.c.duration_secs).label("secs"),
                func.min(speaking_sessions.c.created_at).label("first"),
                func.max(speaking_sessions.c.created_at).label("last"),
            )
            .outerjoin(transcripts, transcripts.c.session_id == speaking_sessions.c.id)
            .outerjoin(session_analyses, session_analyses.c.session_id == speaking_sessions.c.id)
            .where(speaking_sessions.c.user_id == user_id, in_profile())
        )
    ).one()
    return filled(Overview, row, name=name)


def _sum_of(figures: ColumnElement[int]) -> ColumnElement[int]:
    """The sum of the known figures; another version may have stored a negative one for an unknown figure."""
    return func.coalesce(func.sum(figures).filter(figures > 0), 0)


async def examples(
    connection: AsyncConnection, session_ids: Collection[str]
) -> dict[tuple[str, str], Example]:
    """The first quote of each habit in some sessions, by session and "category:pattern"."""
    rows = await connection.execute(
        select(
            insights.c.session_id,
            insights.c.category,
            insights.c.pattern,
            insight_evidence.c.sentence,
            insight_evidence.c.quote,
        )
        .join(insight_evidence, insight_evidence.c.insight_id == insights.c.id)
        .where(insights.c.session_id.in_(session_ids))
        .order_by(insight_evidence.c.start)
    )
    found: dict[tuple[str, str], Example] = {}
    for row in rows:
        found.setdefault((row.session_id, profile_key(row.category, row.pattern)), filled(Example, row))
    return found
