"""The learner's long-term profile: counts, aliases and the history behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Executable, Integer, and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.analysis.schema import profile_key
from speaking.db.models import (
    Insight,
    PatternAlias,
    PatternProfile,
    SessionAnalysis,
    SpeakingSession,
    Transcript,
    new_id,
)
from speaking.db.other_versions import known, times_met
from speaking.db.prepared import Prepared, Transaction, fixed
from speaking.db.tables import table_of
from speaking.db.upsert import insert_in
from speaking.profile.trends import SessionHabits
from speaking.states import SessionStatus

_PROFILES, _WORDINGS = table_of(PatternProfile), table_of(PatternAlias)

_SAVE = fixed(update(_PROFILES).where(_PROFILES.c.userId == bindparam("user_id")))
_ALIASES = fixed(
    select(_WORDINGS.c.alias, _WORDINGS.c.canonical).where(_WORDINGS.c.userId == bindparam("user_id"))
)


def in_profile() -> ColumnElement[bool]:
    """Whether the profile counts a session: it is finished, and no analysis of ours says otherwise.

    For queries that outer-join each session with its analysis.
    """
    counts = SessionAnalysis.in_profile.is_not(False)
    return and_(SpeakingSession.status == SessionStatus.DONE, counts)


_LAST = (
    select(SpeakingSession.id, SpeakingSession.created_at)
    .outerjoin(SessionAnalysis, SessionAnalysis.session_id == SpeakingSession.id)
    .where(SpeakingSession.user_id == bindparam("user_id"), in_profile())
    .order_by(SpeakingSession.created_at.desc(), SpeakingSession.id.desc())
    .limit(bindparam("sessions", type_=Integer()))
    .subquery()
)
_RECENT = fixed(
    select(
        _LAST.c.id,
        _LAST.c.created_at,
        Transcript.word_count,
        Insight.category,
        Insight.pattern,
        Insight.frequency,
    )
    .outerjoin(Transcript, Transcript.session_id == _LAST.c.id)
    .outerjoin(Insight, Insight.session_id == _LAST.c.id)
    .order_by(_LAST.c.created_at, _LAST.c.id)
)


async def read_profile(session: AsyncSession, user_id: str) -> PatternProfile | None:
    """A learner's profile, or None before the first finished session."""
    row: PatternProfile | None = await session.scalar(
        select(PatternProfile).where(PatternProfile.user_id == user_id)
    )
    return row


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A learner's profile as any version stored it.

    Attributes:
        patterns: JSON, usually counts by habit.
        focus_areas: JSON, usually a list of habits.
    """

    patterns: Any
    focus_areas: Any


async def is_in_profile(transaction: AsyncSession, session: SpeakingSession) -> bool:
    """Whether the profile has counted a session's insights.

    Our analysis says so, whatever has happened to the session since. Of the sessions that the TypeScript app
    analyzed, the finished ones are counted.
    """
    answer: bool | None = await transaction.scalar(
        select(SessionAnalysis.in_profile).where(SessionAnalysis.session_id == session.id)
    )
    return session.status is SessionStatus.DONE if answer is None else answer


async def lock_profile(session: Transaction, user_id: str) -> StoredProfile:
    """A learner's profile, the row made where missing and locked until the transaction ends."""
    row = {"id": new_id(), "userId": user_id, "patterns": {}}
    [[patterns, focus_areas]] = await _LOCK.run(session, row)
    return StoredProfile(patterns, focus_areas)


def _locking(dialect: str) -> Executable:
    row = insert_in(dialect, _PROFILES)
    # An update that changes nothing locks the row, and what it returns is what the last owner left.
    return row.on_conflict_do_update(
        index_elements=[_PROFILES.c.userId], set_={"userId": row.excluded.userId}
    ).returning(_PROFILES.c.patterns, _PROFILES.c.focusAreas)


_LOCK = Prepared(_locking)


async def save_profile(session: Transaction, user_id: str, new: StoredProfile) -> None:
    """Replace a learner's counts and focus areas; the row must be locked."""
    values = {"user_id": user_id, "patterns": new.patterns, "focusAreas": new.focus_areas}
    await _SAVE.run(session, values)


async def aliases(session: Transaction, user_id: str) -> dict[str, str]:
    """Other wordings of a learner's habits, each with its canonical "category:pattern"."""
    return dict(await _ALIASES.run(session, {"user_id": user_id}))


async def add_aliases(session: Transaction, user_id: str, found: Mapping[str, str]) -> None:
    """Store new wordings."""
    for alias, name in found.items():
        row = {"id": new_id(), "userId": user_id, "alias": alias, "canonical": name}
        await _ADD_ALIAS.run(session, row)


def _adding_alias(dialect: str) -> Executable:
    row = insert_in(dialect, _WORDINGS)
    return row.on_conflict_do_nothing(index_elements=[_WORDINGS.c.userId, _WORDINGS.c.alias])


_ADD_ALIAS = Prepared(_adding_alias)


async def recent(session: Transaction, user_id: str, *, limit: int) -> list[SessionHabits]:
    """A learner's last `limit` sessions that the profile counts, oldest first, without their rates."""
    rows = await _RECENT.run(session, {"user_id": user_id, "sessions": limit})
    found: dict[str, SessionHabits] = {}
    counts: dict[str, dict[str, int]] = {}
    for session_id, created_at, word_count, category, pattern, frequency in rows:
        habits = counts.setdefault(session_id, {})
        found[session_id] = SessionHabits(session_id, created_at, known(word_count) or 0, habits, None)
        if category is not None:
            _count(habits, category, pattern, frequency)
    return list(found.values())


async def history(session: AsyncSession, user_id: str, *, limit: int | None = None) -> list[SessionHabits]:
    """A learner's last `limit` sessions that the profile counts, or all of them, oldest first."""
    rows = (
        await session.execute(
            select(
                SpeakingSession.id,
                SpeakingSession.created_at,
                Transcript.word_count,
                SessionAnalysis.habits,
            )
            .outerjoin(Transcript, Transcript.session_id == SpeakingSession.id)
            .outerjoin(SessionAnalysis, SessionAnalysis.session_id == SpeakingSession.id)
            .where(SpeakingSession.user_id == user_id, in_profile())
            .order_by(SpeakingSession.created_at.desc(), SpeakingSession.id.desc())
            .limit(limit)
        )
    ).all()
    counts = await _counts(session, [row.id for row in rows])
    return [
        SessionHabits(row.id, row.created_at, known(row.word_count) or 0, counts.get(row.id, {}), row.habits)
        for row in reversed(rows)
    ]


async def _counts(session: AsyncSession, session_ids: Sequence[str]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    rows = await session.execute(
        select(Insight.session_id, Insight.category, Insight.pattern, Insight.frequency).where(
            Insight.session_id.in_(session_ids)
        )
    )
    for session_id, category, pattern, frequency in rows:
        _count(counts.setdefault(session_id, {}), category, pattern, frequency)
    return counts


def _count(habits: dict[str, int], category: str, pattern: str, frequency: int | None) -> None:
    key = profile_key(category, pattern)
    habits[key] = habits.get(key, 0) + times_met(frequency)
