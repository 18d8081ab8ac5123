"""The talks before a session that still count: what an analyzer is told of them, and quotes from them.

Only sessions that the profile counts are looked at, so neither the example nor a session of somebody who does
not want to be followed is among them, and a deleted session is gone from here at once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.grammar_habits import GRAMMAR
from speaking.analysis.learner import EarlierTalk
from speaking.analysis.naming import by_identity, identity, key_of
from speaking.analysis.schema import profile_key
from speaking.db.by_name import filled
from speaking.db.other_versions import known, times_met
from speaking.db.tables import (
    insights,
    noticed_errors,
    session_analyses,
    speaking_sessions,
    transcripts,
)
from speaking.profile.repository import in_profile
from speaking.sessions.habit_quotes import SESSIONS, HabitQuote, habit_quotes
from speaking.sessions.repository import NEWEST_FIRST
from speaking.sessions.stored import SessionDetail

MOST_TALKS = 5
"""A habit is looked for in so many of a learner's last talks, the one that is analyzed included."""

MOST_WORDS = 2000
"""And in so many words: the more is counted, the more often even native speech shows a slip."""

QUOTES_PER_TALK = 3

_GRAMMAR = frozenset(pattern.key for pattern in GRAMMAR)


@dataclass(frozen=True, slots=True)
class Talk:
    """An earlier session; `habits` are the rates per 100 words of all that was measured in it."""

    id: str
    created_at: datetime
    words: int
    focus_next: str | None
    habits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Before:
    """What an analyzer may know of the talks before a session."""

    talks: tuple[EarlierTalk, ...]
    last_focus: str | None


@dataclass(frozen=True, slots=True)
class EarlierQuotes:
    """Quotes of a habit from one earlier session."""

    session_id: str
    created_at: datetime
    quotes: Sequence[HabitQuote]


_THIS = speaking_sessions.alias()
_MOMENT = select(_THIS.c.created_at).where(_THIS.c.id == bindparam("of_session")).scalar_subquery()
_TALKS = (
    select(
        speaking_sessions.c.id,
        speaking_sessions.c.created_at,
        speaking_sessions.c.focus_next,
        transcripts.c.word_count,
        session_analyses.c.habits,
    )
    .join(session_analyses, session_analyses.c.session_id == speaking_sessions.c.id)
    .outerjoin(transcripts, transcripts.c.session_id == speaking_sessions.c.id)
    .where(
        speaking_sessions.c.user_id == bindparam("learner"),
        speaking_sessions.c.id != bindparam("of_session"),
        speaking_sessions.c.created_at <= _MOMENT,
        in_profile(),
    )
    .order_by(*NEWEST_FIRST)
    .limit(bindparam("most", type_=Integer()))
)


async def before(connection: AsyncConnection, session_id: str, user_id: str, *, words: int) -> Before:
    """What is known of the talks before a session of `words` words."""
    talks = await _talks(connection, session_id, user_id)
    counting = list(_counting(talks, words))
    met = await _met(connection, counting)
    return Before(
        talks=tuple(EarlierTalk(talk.words, met[talk.id]) for talk in counting),
        last_focus=talks[0].focus_next if talks else None,
    )


async def earlier_quotes(
    connection: AsyncConnection, detail: SessionDetail
) -> dict[str, list[EarlierQuotes]]:
    """Quotes of each insight's habit from the talks before, by the insight's id, the newest talk first."""
    again = {each.id: each for each in detail.insights if each.met_in is not None and each.met_in > 1}
    if not again:
        return {}
    session = detail.session
    words = known(detail.transcript.word_count) if detail.transcript else None
    talks = list(_counting(await _talks(connection, session.id, session.user_id), words or 0))
    habits = {
        insight_id: identity(profile_key(insight.category, insight.pattern))
        for insight_id, insight in again.items()
    }
    found = await habit_quotes(connection, [talk.id for talk in talks], set(habits.values()))
    return {
        insight_id: list(_by_talk(talks, [quote for quote in found if quote.habit == habit]))
        for insight_id, habit in habits.items()
    }


def _by_talk(talks: Iterable[Talk], quotes: Sequence[HabitQuote]) -> Iterator[EarlierQuotes]:
    for talk in talks:
        if of_talk := [quote for quote in quotes if quote.session_id == talk.id]:
            yield EarlierQuotes(talk.id, talk.created_at, of_talk[:QUOTES_PER_TALK])


async def _talks(connection: AsyncConnection, session_id: str, user_id: str) -> list[Talk]:
    parameters = {"of_session": session_id, "learner": user_id, "most": MOST_TALKS - 1}
    rows = await connection.execute(_TALKS, parameters)
    return [filled(Talk, row, words=known(row.word_count) or 0) for row in rows]


def _counting(talks: Iterable[Talk], words: int) -> Iterator[Talk]:
    """The talks that still count, as far as all words together are few enough."""
    for talk in talks:
        words += talk.words
        if words > MOST_WORDS:
            return
        yield talk


_MET = union_all(
    select(
        insights.c.session_id,
        insights.c.category,
        insights.c.pattern,
        insights.c.frequency,
        literal(value=False).label("is_noticed"),
    ).where(insights.c.session_id.in_(SESSIONS)),
    select(
        noticed_errors.c.session_id,
        noticed_errors.c.category,
        noticed_errors.c.pattern,
        func.count().label("frequency"),
        literal(value=True).label("is_noticed"),
    )
    .where(noticed_errors.c.session_id.in_(SESSIONS))
    .group_by(noticed_errors.c.session_id, noticed_errors.c.category, noticed_errors.c.pattern),
)


async def _met(connection: AsyncConnection, talks: Sequence[Talk]) -> dict[str, Mapping[str, int]]:
    """How often each grammar habit was met in each talk, by key, whether or not it became an insight."""
    counts: dict[str, Counter[str]] = {talk.id: Counter() for talk in talks}
    exact = set()
    for row in await connection.execute(_MET, {"sessions": list(counts)}):
        key = key_of(profile_key(row.category, row.pattern))
        if key in _GRAMMAR:
            counts[row.session_id][key] += times_met(row.frequency)
        if row.is_noticed:
            exact.add(row.session_id)
    return {
        talk.id: counts[talk.id] if talk.id in exact else _measured(talk) | counts[talk.id] for talk in talks
    }


def _measured(talk: Talk) -> dict[str, int]:
    """Counts from the rates: all that an older version stored of errors that made no insight."""
    rates = by_identity(talk.habits)
    return {key: round(rates[key] * talk.words / 100) for key in _GRAMMAR if key in rates}
