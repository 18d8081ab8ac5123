"""Keeping the learner's profile: a finished session goes in, a deleted one comes out again.

Both lock the profile first, so that two sessions of one learner at once lose no count. A learner who does
not want to be followed keeps the insights of each session and gets no profile.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.grounding import GroundedInsight
from speaking.analysis.naming import canonical
from speaking.analysis.schema import Category
from speaking.db.other_versions import is_texts, readable_counts
from speaking.profile import repository as profiles
from speaking.profile.repository import StoredProfile
from speaking.profile.trends import RECENT_FOR_FOCUS, Reported, focus_areas, habit_key, merge, subtract
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession


@dataclass(frozen=True, slots=True)
class Counted:
    """A session's insights under the names that the profile knows, and whether it counts them.

    `names` holds the profile's name of each habit that it knows by another wording, `profile` the profile
    with these insights in its counts; None where the learner does not want to be followed.
    """

    insights: Sequence[GroundedInsight]
    names: Mapping[str, str]
    profile: StoredProfile | None

    @property
    def in_profile(self) -> bool:
        return self.profile is not None


async def count_insights(
    connection: AsyncConnection, user_id: str, insights: Sequence[GroundedInsight]
) -> Counted:
    """A session's insights under the profile's names and counted, the profile locked but not saved yet."""
    profile = await profiles.lock_profile(connection, user_id)
    aliases = await profiles.aliases(connection, user_id)
    named, found = _named(insights, readable_counts(profile.patterns), aliases)
    await profiles.add_aliases(connection, user_id, found)
    counted = _recounted(profile, merge, [each.insight for each in named])
    return Counted(named, {**aliases, **found}, counted)


async def profile_without(connection: AsyncConnection, session: SpeakingSession) -> StoredProfile | None:
    """The profile without the counts of a finished session, locked but not saved yet.

    To be asked before the session's rows are deleted; None where the profile does not count it.
    """
    if not await profiles.is_in_profile(connection, session):
        return None
    insights = await sessions.insights_of(connection, session.id)
    profile = await profiles.lock_profile(connection, session.user_id)
    return _recounted(profile, subtract, insights)


async def save(connection: AsyncConnection, user_id: str, profile: StoredProfile) -> None:
    """Store the profile's new counts, and the focus areas of the sessions that are finished now.

    Focus areas that another version stored in a way of its own stay.
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
    """The profile with insights merged or subtracted; patterns that are no counts by habit stay."""
    patterns = {} if profile.patterns is None else profile.patterns
    return replace(profile, patterns=count(patterns, insights)) if isinstance(patterns, dict) else profile


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
