"""Keeping the learner's profile: a finished session goes in, a deleted one comes out again.

Both lock the profile first, so that two sessions of one learner at once lose no count. A learner who does
not want to be followed keeps the insights of each session and gets no profile.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from speaking.analysis.naming import canonical, profile_name
from speaking.analysis.schema import Category, Insight, profile_key
from speaking.db.models import SpeakingSession
from speaking.db.other_versions import is_texts, readable_counts
from speaking.db.prepared import Transaction
from speaking.profile import repository as profiles
from speaking.profile.repository import StoredProfile
from speaking.profile.trends import RECENT_FOR_FOCUS, Reported, focus_areas, merge, subtract
from speaking.sessions import repository as sessions


@dataclass(frozen=True, slots=True)
class Counted:
    """A session's insights under the names that the profile knows, and whether it counts them.

    `names` holds the profile's name of each habit that it knows by another wording, `profile` the profile
    with these insights in its counts; None where the learner does not want to be followed.
    """

    insights: Sequence[Insight]
    names: Mapping[str, str]
    profile: StoredProfile | None

    @property
    def in_profile(self) -> bool:
        return self.profile is not None

    def name_of(self, habit: str) -> str:
        """The profile's name ("category:pattern") of a habit, by its key or its name elsewhere."""
        name = profile_name(habit)
        return self.names.get(name, name)


async def count_insights(transaction: Transaction, user_id: str, insights: Sequence[Insight]) -> Counted:
    """A session's insights under the profile's names and counted, the profile locked but not saved yet."""
    profile = await profiles.lock_profile(transaction, user_id)
    aliases = await profiles.aliases(transaction, user_id)
    named, found = _named(insights, readable_counts(profile.patterns), aliases)
    await profiles.add_aliases(transaction, user_id, found)
    counted = _recounted(profile, merge, named)
    return Counted(named, {**aliases, **found}, counted)


async def profile_without(transaction: AsyncSession, session: SpeakingSession) -> StoredProfile | None:
    """The profile without the counts of a finished session, locked but not saved yet.

    To be asked before the session's rows are deleted; None where the profile does not count it.
    """
    if not await profiles.is_in_profile(transaction, session):
        return None
    insights = await sessions.insights_of(transaction, session.id)
    profile = await profiles.lock_profile(transaction, session.user_id)
    return _recounted(profile, subtract, insights)


async def save(transaction: Transaction, user_id: str, profile: StoredProfile) -> None:
    """Store the profile's new counts, and the focus areas of the sessions that are finished now.

    Focus areas that another version stored in a way of its own stay.
    """
    if profile.focus_areas is None or is_texts(profile.focus_areas):
        recent = await profiles.recent(transaction, user_id, limit=RECENT_FOR_FOCUS)
        profile = replace(profile, focus_areas=focus_areas(recent))
    await profiles.save_profile(transaction, user_id, profile)


def _recounted(
    profile: StoredProfile,
    count: Callable[[Mapping[str, Any], Iterable[Reported]], dict[str, Any]],
    insights: Iterable[Reported],
) -> StoredProfile:
    """The profile with insights merged or subtracted; patterns that are no counts by habit stay."""
    patterns = {} if profile.patterns is None else profile.patterns
    return replace(profile, patterns=count(patterns, insights)) if isinstance(patterns, dict) else profile


def _named(
    insights: Sequence[Insight], counts: Mapping[str, int], aliases: Mapping[str, str]
) -> tuple[list[Insight], dict[str, str]]:
    """The insights under their canonical names, and the wordings that were met for the first time."""
    known = sorted(counts)
    named: list[Insight] = []
    found: dict[str, str] = {}
    for insight in insights:
        key = profile_key(insight.category, insight.pattern)
        name = aliases.get(key) or canonical(key, known)
        if name != key and key not in aliases:
            found[key] = name
        category, _, pattern = name.partition(":")
        named.append(replace(insight, category=Category(category), pattern=pattern))
    return named, found
