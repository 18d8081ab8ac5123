"""Updates the learner's profile: finished sessions are added, deleted ones are subtracted.

Both lock the profile first, so that no counts are lost if two of a learner's sessions finish together. A
learner who does not want to be followed gets insights for each session, but no profile.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.naming import canonical, profile_name
from speaking.analysis.schema import Category, Insight, profile_key
from speaking.db.other_versions import is_texts, readable_counts
from speaking.profile import repository as profiles
from speaking.profile.repository import StoredProfile
from speaking.profile.trends import RECENT_FOR_FOCUS, Reported, focus_areas, merge, subtract
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession


@dataclass(frozen=True, slots=True)
class Counted:
    """A session's insights under the names that the profile uses, and whether it counts them.

    `names` holds the profile's name for each habit that it knows by another wording. `profile` is the profile
    with these insights counted, or None if the learner does not want to be followed.
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


async def count_insights(connection: AsyncConnection, user_id: str, insights: Sequence[Insight]) -> Counted:
    """Give insights the profile's names and count them; locks the profile, but does not save it."""
    profile = await profiles.lock_profile(connection, user_id)
    aliases = await profiles.aliases(connection, user_id)
    named, found = _named(insights, readable_counts(profile.patterns), aliases)
    await profiles.add_aliases(connection, user_id, found)
    counted = _recounted(profile, merge, named)
    return Counted(named, {**aliases, **found}, counted)


async def profile_without(connection: AsyncConnection, session: SpeakingSession) -> StoredProfile | None:
    """The profile without the counts of a finished session, locked but not saved yet.

    Call this before the session's rows are deleted. None if the profile does not count it.
    """
    if not await profiles.is_in_profile(connection, session):
        return None
    insights = await sessions.insights_of(connection, session.id)
    profile = await profiles.lock_profile(connection, session.user_id)
    return _recounted(profile, subtract, insights)


async def save(connection: AsyncConnection, user_id: str, profile: StoredProfile) -> None:
    """Store the profile's new counts, and the focus areas of the sessions that are finished now.

    Focus areas that another version stored in its own way stay as they are.
    """
    if profile.focus_areas is None or is_texts(profile.focus_areas):
        recent = await profiles.recent(connection, user_id, limit=RECENT_FOR_FOCUS)
        profile = replace(profile, focus_areas=focus_areas(recent))
    await profiles.save_profile(connection, user_id, profile)


def _recounted(
    profile: StoredProfile,
    count: Callable[[Mapping[str, Any], Iterable[Reported]], dict[str, Any]],
    insights: Iterable[Reported],
) -> StoredProfile:
    """The profile with insights merged or subtracted; patterns that are not counts stay as they are."""
    patterns = {} if profile.patterns is None else profile.patterns
    return replace(profile, patterns=count(patterns, insights)) if isinstance(patterns, dict) else profile


def _named(
    insights: Sequence[Insight], counts: Mapping[str, int], aliases: Mapping[str, str]
) -> tuple[list[Insight], dict[str, str]]:
    """The insights under their canonical names, and the new wordings."""
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
