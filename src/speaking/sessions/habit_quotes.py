"""Where sessions show a habit, under any of its names: quotes of its insight, or errors noticed beside it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import String, bindparam, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.naming import Identity, identity
from speaking.analysis.schema import profile_key
from speaking.db.tables import insight_evidence, insights, noticed_errors


@dataclass(frozen=True, slots=True)
class HabitQuote:
    """A quote of a habit in its sentence."""

    session_id: str
    habit: Identity
    sentence: str
    quote: str


SESSIONS = bindparam("sessions", type_=String(), expanding=True)
"""The ids that a statement on several sessions is given."""

_PLACES = union_all(
    select(
        insights.c.session_id,
        insights.c.category,
        insights.c.pattern,
        insight_evidence.c.start,
        insight_evidence.c.sentence,
        insight_evidence.c.quote,
    )
    .join(insight_evidence, insight_evidence.c.insight_id == insights.c.id)
    .where(insights.c.session_id.in_(SESSIONS)),
    select(
        noticed_errors.c.session_id,
        noticed_errors.c.category,
        noticed_errors.c.pattern,
        noticed_errors.c.start,
        noticed_errors.c.sentence,
        noticed_errors.c.quote,
    ).where(noticed_errors.c.session_id.in_(SESSIONS), noticed_errors.c.quote != ""),
).subquery()
_IN_ORDER = select(_PLACES).order_by(_PLACES.c.start)


async def habit_quotes(
    connection: AsyncConnection, session_ids: Collection[str], habits: Collection[Identity]
) -> list[HabitQuote]:
    """Every quote of some habits in some sessions, each session's in the order of its transcript."""
    rows = await connection.execute(_IN_ORDER, {"sessions": list(session_ids)})
    quotes = [
        HabitQuote(row.session_id, identity(profile_key(row.category, row.pattern)), row.sentence, row.quote)
        for row in rows
    ]
    return [quote for quote in quotes if quote.habit in habits]
