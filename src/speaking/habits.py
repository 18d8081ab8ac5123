"""Keeping the learner's profile: a finished session goes in, a deleted one comes out again.

Both lock the profile first, so that two sessions of one learner at once lose no count. A learner who does
not want to be followed keeps the insights of each session and gets no profile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from speaking.analysis.grounding import GroundedInsight
from speaking.analysis.schema import Category, Insight
from speaking.canonical_names import canonical
from speaking.models import SpeakingSession
from speaking.pattern_profile import RECENT_FOR_FOCUS, focus_areas, habit_key, merge, subtract
from speaking.repository import people, profiles, results, sessions
from speaking.states import ConsentFlag


@dataclass(frozen=True, slots=True)
class Counted:
    """A session's insights under the names that the profile knows, and whether it counts them.

    `names` holds the profile's name of each habit that it knows by another wording.
    """

    insights: Sequence[GroundedInsight]
    names: Mapping[str, str]
    in_profile: bool


async def add_insights(
    transaction: AsyncSession, user_id: str, insights: Sequence[GroundedInsight]
) -> Counted:
    """Add a session's insights to the profile's counts."""
    if not await people.agrees(transaction, user_id, ConsentFlag.PATTERN_TRACKING):
        return Counted(insights, {}, in_profile=False)
    counts = await profiles.lock_profile(transaction, user_id)
    aliases = await profiles.aliases(transaction, user_id)
    named, found = _named(insights, counts, aliases)
    await profiles.add_aliases(transaction, user_id, found)
    await profiles.save_counts(transaction, user_id, merge(counts, [each.insight for each in named]))
    return Counted(named, {**aliases, **found}, in_profile=True)


async def remove_session(transaction: AsyncSession, session: SpeakingSession) -> None:
    """Take a finished session's insights out of the profile's counts, before its rows are deleted."""
    if not await results.is_in_profile(transaction, session.id):
        return
    stored = await sessions.insights_of(transaction, session.id)
    counts = await profiles.lock_profile(transaction, session.user_id)
    insights = [
        Insight(category=Category(row.category), pattern=row.pattern, detail="", frequency=row.frequency)
        for row in stored
    ]
    await profiles.save_counts(transaction, session.user_id, subtract(counts, insights))


async def refresh_focus(transaction: AsyncSession, user_id: str) -> None:
    """Set the profile's focus areas from the sessions that are finished now."""
    recent = await profiles.history(transaction, user_id, limit=RECENT_FOR_FOCUS)
    await profiles.save_focus(transaction, user_id, focus_areas(recent))


def _named(
    insights: Sequence[GroundedInsight], counts: Mapping[str, int], aliases: Mapping[str, str]
) -> tuple[list[GroundedInsight], dict[str, str]]:
    """The insights under their canonical names, and the wordings that were met for the first time."""
    known = sorted(counts)
    named: list[GroundedInsight] = []
    found: dict[str, str] = {}
    for grounded in insights:
        key = habit_key(grounded.insight)
        name = aliases.get(key) or canonical(key, known)
        if name != key and key not in aliases:
            found[key] = name
        category, _, pattern = name.partition(":")
        renamed = grounded.insight.model_copy(update={"category": Category(category), "pattern": pattern})
        named.append(replace(grounded, insight=renamed))
    return named, found
