"""The SQL of the learner's long-term profile: counts, aliases and the history behind them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Integer, and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.schema import profile_key
from speaking.db import upsert
from speaking.db.by_name import AnyRow, filled
from speaking.db.other_versions import known, times_met
from speaking.db.tables import (
    insights,
    pattern_aliases,
    pattern_profiles,
    session_analyses,
    speaking_sessions,
    transcripts,
)
from speaking.db.upsert import Insert
from speaking.profile.trends import SessionHabits
from speaking.sessions.repository import NEWEST_FIRST
from speaking.sessions.stored import SpeakingSession
from speaking.states import SessionStatus


def in_profile() -> ColumnElement[bool]:
    """Whether the profile counts a session: it is finished, and no analysis of ours says otherwise.

    For queries that outer-join each session with its analysis.
    """
    counts = session_analyses.c.in_profile.is_not(False)
    return and_(speaking_sessions.c.status == SessionStatus.DONE, counts)


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A learner's profile as any version stored it.

    Attributes:
        patterns: JSON, usually counts by habit.
        focus_areas: JSON, usually a list of habits.
    """

    patterns: Any
    focus_areas: Any
    last_updated: datetime


async def read_profile(connection: AsyncConnection, user_id: str) -> StoredProfile | None:
    """A learner's profile, or None before the first finished session."""
    row = (
        await connection.execute(select(pattern_profiles).where(pattern_profiles.c.user_id == user_id))
    ).first()
    return filled(StoredProfile, row) if row else None


async def is_in_profile(connection: AsyncConnection, session: SpeakingSession) -> bool:
    """Whether the profile has counted a session's insights.

    Our analysis says so, whatever has happened to the session since. If the TypeScript app analyzed the
    session, it is counted once it is finished.
    """
    answer: bool | None = await connection.scalar(
        select(session_analyses.c.in_profile).where(session_analyses.c.session_id == session.id)
    )
    return session.status is SessionStatus.DONE if answer is None else answer


def _locking(profile: Insert) -> Executable:
    # An update that changes nothing locks the row, and returns what the last owner left.
    return profile.on_conflict_do_update(
        index_elements=[pattern_profiles.c.user_id], set_={"user_id": profile.excluded.user_id}
    ).returning(*pattern_profiles.c)


_LOCK = upsert.prepared(pattern_profiles, _locking)
_SAVE = update(pattern_profiles).where(pattern_profiles.c.user_id == bindparam("learner"))
_ALIASES = select(pattern_aliases.c.alias, pattern_aliases.c.canonical).where(
    pattern_aliases.c.user_id == bindparam("learner")
)


async def lock_profile(connection: AsyncConnection, user_id: str) -> StoredProfile:
    """A learner's profile, locked until the transaction ends; the row is created if it is missing."""
    locked = await connection.execute(_LOCK(connection), {"user_id": user_id, "patterns": {}})
    return filled(StoredProfile, locked.one())


async def save_profile(connection: AsyncConnection, user_id: str, new: StoredProfile) -> None:
    """Replace a learner's counts and focus areas; the row must be locked."""
    values = {"patterns": new.patterns, "focus_areas": new.focus_areas}
    await connection.execute(_SAVE, {"learner": user_id, **values})


async def aliases(connection: AsyncConnection, user_id: str) -> dict[str, str]:
    """Other wordings of a learner's habits, each with its canonical "category:pattern"."""
    rows = await connection.execute(_ALIASES, {"learner": user_id})
    return {row.alias: row.canonical for row in rows}


async def add_aliases(connection: AsyncConnection, user_id: str, found: Mapping[str, str]) -> None:
    rows = [{"user_id": user_id, "alias": alias, "canonical": name} for alias, name in found.items()]
    if rows:
        await connection.execute(upsert.insert(connection, pattern_aliases).on_conflict_do_nothing(), rows)


_LAST = (
    select(speaking_sessions.c.id, speaking_sessions.c.created_at)
    .outerjoin(session_analyses, session_analyses.c.session_id == speaking_sessions.c.id)
    .where(speaking_sessions.c.user_id == bindparam("learner"), in_profile())
    .order_by(*NEWEST_FIRST)
    .limit(bindparam("sessions", type_=Integer()))
    .subquery()
)
_RECENT = (
    select(
        _LAST.c.id,
        _LAST.c.created_at,
        transcripts.c.word_count,
        insights.c.category,
        insights.c.pattern,
        insights.c.frequency,
    )
    .outerjoin(transcripts, transcripts.c.session_id == _LAST.c.id)
    .outerjoin(insights, insights.c.session_id == _LAST.c.id)
    .order_by(_LAST.c.created_at, _LAST.c.id)
)


async def recent(connection: AsyncConnection, user_id: str, *, limit: int) -> list[SessionHabits]:
    """A learner's last `limit` sessions that the profile counts, oldest first, without their rates."""
    found: dict[str, SessionHabits] = {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in await connection.execute(_RECENT, {"learner": user_id, "sessions": limit}):
        if row.id not in found:
            found[row.id] = _habits_of(row, counts[row.id], rates=None)
        if row.category is not None:
            _count(counts[row.id], row)
    return list(found.values())


async def history(
    connection: AsyncConnection, user_id: str, *, limit: int | None = None
) -> list[SessionHabits]:
    """A learner's last `limit` sessions that the profile counts, or all of them, oldest first."""
    rows = (
        await connection.execute(
            select(
                speaking_sessions.c.id,
                speaking_sessions.c.created_at,
                transcripts.c.word_count,
                session_analyses.c.habits,
            )
            .outerjoin(transcripts, transcripts.c.session_id == speaking_sessions.c.id)
            .outerjoin(session_analyses, session_analyses.c.session_id == speaking_sessions.c.id)
            .where(speaking_sessions.c.user_id == user_id, in_profile())
            .order_by(*NEWEST_FIRST)
            .limit(limit)
        )
    ).all()
    counts = await _counts(connection, [row.id for row in rows])
    return [_habits_of(row, counts[row.id], rates=row.habits) for row in reversed(rows)]


async def _counts(connection: AsyncConnection, session_ids: Sequence[str]) -> dict[str, Counter[str]]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rows = await connection.execute(
        select(insights.c.session_id, insights.c.category, insights.c.pattern, insights.c.frequency).where(
            insights.c.session_id.in_(session_ids)
        )
    )
    for row in rows:
        _count(counts[row.session_id], row)
    return counts


def _habits_of(row: AnyRow, counts: Mapping[str, int], *, rates: Mapping[str, float] | None) -> SessionHabits:
    return SessionHabits(
        session_id=row.id,
        created_at=row.created_at,
        word_count=known(row.word_count) or 0,
        counts=counts,
        rates=rates,
    )


def _count(habits: Counter[str], row: AnyRow) -> None:
    habits[profile_key(row.category, row.pattern)] += times_met(row.frequency)
