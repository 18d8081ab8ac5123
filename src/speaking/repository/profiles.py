"""The learner's long-term profile: counts, aliases and the history they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.models import (
    Insight,
    PatternAlias,
    PatternProfile,
    SessionAnalysis,
    SpeakingSession,
    Transcript,
    new_id,
)
from speaking.repository.upsert import insert
from speaking.states import SessionStatus


@dataclass(frozen=True, slots=True)
class SessionHabits:
    """One finished session as the profile sees it.

    `counts` are its insights' frequencies by "category:pattern"; `rates` occurrences per 100 words of every
    habit that was measured, None for a session that the TypeScript app analyzed.
    """

    session_id: str
    created_at: datetime
    word_count: int
    counts: Mapping[str, int]
    rates: Mapping[str, float] | None


async def read_profile(session: AsyncSession, user_id: str) -> PatternProfile | None:
    """A learner's profile, or None before the first finished session."""
    row: PatternProfile | None = await session.scalar(
        select(PatternProfile).where(PatternProfile.user_id == user_id)
    )
    return row


async def lock_profile(session: AsyncSession, user_id: str) -> dict[str, int]:
    """A learner's counts, the row made where missing and locked until the transaction ends."""
    row = insert(session, PatternProfile).values(id=new_id(), user_id=user_id, patterns={})
    await session.execute(row.on_conflict_do_nothing(index_elements=[PatternProfile.user_id]))
    patterns = await session.scalar(
        select(PatternProfile.patterns).where(PatternProfile.user_id == user_id).with_for_update()
    )
    return dict(patterns or {})


async def save_counts(session: AsyncSession, user_id: str, patterns: Mapping[str, int]) -> None:
    """Replace a learner's counts; the row must be locked."""
    await session.execute(
        update(PatternProfile).where(PatternProfile.user_id == user_id).values(patterns=dict(patterns))
    )


async def save_focus(session: AsyncSession, user_id: str, focus_areas: Sequence[str]) -> None:
    """Replace a learner's focus areas; the row must be locked."""
    await session.execute(
        update(PatternProfile).where(PatternProfile.user_id == user_id).values(focus_areas=list(focus_areas))
    )


async def aliases(session: AsyncSession, user_id: str) -> dict[str, str]:
    """Other wordings of a learner's habits, each with the canonical "category:pattern" it stands for."""
    rows = await session.execute(
        select(PatternAlias.alias, PatternAlias.canonical).where(PatternAlias.user_id == user_id)
    )
    return dict(rows.all())


async def add_aliases(session: AsyncSession, user_id: str, found: Mapping[str, str]) -> None:
    """Remember wordings that were met for the first time."""
    for alias, canonical in found.items():
        row = insert(session, PatternAlias).values(
            id=new_id(), user_id=user_id, alias=alias, canonical=canonical
        )
        await session.execute(
            row.on_conflict_do_nothing(index_elements=[PatternAlias.user_id, PatternAlias.alias])
        )


async def history(session: AsyncSession, user_id: str, *, limit: int) -> list[SessionHabits]:
    """A learner's last `limit` finished sessions, the oldest first."""
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
            .where(SpeakingSession.user_id == user_id, SpeakingSession.status == SessionStatus.DONE)
            .order_by(SpeakingSession.created_at.desc(), SpeakingSession.id.desc())
            .limit(limit)
        )
    ).all()
    counts = await _counts(session, [row.id for row in rows])
    return [
        SessionHabits(row.id, row.created_at, row.word_count or 0, counts.get(row.id, {}), row.habits)
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
        habits = counts.setdefault(session_id, {})
        key = f"{category}:{pattern}"
        habits[key] = habits.get(key, 0) + (1 if frequency is None else frequency)
    return counts
