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
from speaking.repository import profiles, results, sessions
from speaking.repository.prepared import Transaction


@dataclass(frozen=True, slots=True)
class Counted:
    """A session's insights under the names that the profile knows, and whether it counts them.

    `names` holds the profile's name of each habit that it knows by another wording, `counts` the profile's
    counts with these insights in them; None where the learner does not want to be followed.
    """

    insights: Sequence[GroundedInsight]
    names: Mapping[str, str]
    counts: Mapping[str, int] | None

    @property
    def in_profile(self) -> bool:
        return self.counts is not None


async def count_insights(
    transaction: Transaction, user_id: str, insights: Sequence[GroundedInsight]
) -> Counted:
    """A session's insights under the profile's names and counted, the profile locked but not saved yet."""
    counts = await profiles.lock_profile(transaction, user_id)
    aliases = await profiles.aliases(transaction, user_id)
    named, found = _named(insights, counts, aliases)
    await profiles.add_aliases(transaction, user_id, found)
    return Counted(named, {**aliases, **found}, merge(counts, [each.insight for each in named]))


async def counts_without(transaction: AsyncSession, session: SpeakingSession) -> Mapping[str, int] | None:
    """The profile's counts without those of a finished session, the profile locked but not saved yet.

    To be asked before the session's rows are deleted; None where the profile does not count it.
    """
    if not await results.is_in_profile(transaction, session.id):
        return None
    stored = await sessions.insights_of(transaction, session.id)
    counts = await profiles.lock_profile(transaction, session.user_id)
    insights = [
        Insight(category=Category(row.category), pattern=row.pattern, detail="", frequency=row.frequency)
        for row in stored
    ]
    return subtract(counts, insights)


async def save(transaction: Transaction, user_id: str, counts: Mapping[str, int]) -> None:
    """Store the profile's new counts, and the focus areas of the sessions that are finished now."""
    recent = await profiles.recent(transaction, user_id, limit=RECENT_FOR_FOCUS)
    await profiles.save_profile(transaction, user_id, patterns=counts, focus_areas=focus_areas(recent))


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
