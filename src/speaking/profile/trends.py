"""A learner's long-term profile: how often each habit came up, and its direction.

Pure functions over plain data. A habit's key is "category:pattern", as the profile stores it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import exp, lgamma, log
from typing import Any, Protocol

from speaking.analysis.naming import Identity, by_identity, identity, shown_name
from speaking.analysis.schema import profile_key
from speaking.db.other_versions import count_of, times_met

RECENT_FOR_FOCUS = 5
"""How many sessions decide what to work on."""

FEWEST_SESSIONS = 4
"""Two earlier and two recent ones, as a single session says more about its topic than about the learner."""

LONGEST_LOOK_BACK = 12
"""How many sessions a trend is based on; older ones say little about the present."""

SIGNIFICANCE = 0.05
SMALLEST_CHANGE = 1.5
GONE_EXPECTATION = 3.0


@dataclass(frozen=True, slots=True)
class SessionHabits:
    """One finished session as the profile sees it.

    `counts` are its insights' frequencies by "category:pattern". `rates` are the occurrences per 100 words of
    every habit that was measured, whether or not it became an insight, or None for a session that the
    TypeScript app analyzed.
    """

    session_id: str
    created_at: datetime
    word_count: int
    counts: Mapping[str, int]
    rates: Mapping[str, float] | None


class Direction(StrEnum):
    NEW = "new"  #: too few sessions to say
    GROWING = "growing"
    HOLDING = "holding"
    FADING = "fading"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a habit came up in one session, per 100 words."""

    session_id: str
    created_at: datetime
    per_100_words: float


@dataclass(frozen=True, slots=True)
class Trend:
    """A habit's rates in the sessions that measured it, oldest first, and their direction."""

    key: str
    direction: Direction
    rates: tuple[Rate, ...]


class Reported(Protocol):
    """An insight, from an analysis or as any version of the app stored it."""

    @property
    def category(self) -> str: ...
    @property
    def pattern(self) -> str: ...
    @property
    def frequency(self) -> int | None: ...


def merge(stored: Mapping[str, Any], insights: Iterable[Reported]) -> dict[str, Any]:
    """The counts with a session's insights added: each by its frequency, or by one if it has none.

    What another version stored in place of a count stays as it is.
    """
    return _recounted(stored, insights, sign=1)


def subtract(stored: Mapping[str, Any], insights: Iterable[Reported]) -> dict[str, Any]:
    """The counts without a deleted session's insights: never below zero; counts of zero are dropped.

    What another version stored in place of a count stays as it is.
    """
    left = _recounted(stored, insights, sign=-1)
    return {key: value for key, value in left.items() if count_of(value) != 0}


def _recounted(stored: Mapping[str, Any], insights: Iterable[Reported], *, sign: int) -> dict[str, Any]:
    counts = dict(stored)
    for insight in insights:
        key = profile_key(insight.category, insight.pattern)
        count = count_of(counts.get(key, 0))
        if count is not None:
            counts[key] = max(0, count + sign * times_met(insight.frequency))
    return counts


def focus_areas(history: Sequence[SessionHabits], *, limit: int = 3) -> list[str]:
    """Keys of the strongest recent habits: in most of the last five sessions, then most frequent.

    Args:
        history: Finished sessions, oldest first.
        limit: The largest number of keys.
    """
    recent = [session for session in history if session.word_count][-RECENT_FOR_FOCUS:]
    words = sum(session.word_count for session in recent)
    strength: dict[str, tuple[int, float]] = {}
    for session in recent:
        for key, count in session.counts.items():
            sessions, rate = strength.get(key, (0, 0.0))
            strength[key] = sessions + 1, rate + 100 * count / words
    return sorted(strength, key=lambda key: (*(-part for part in strength[key]), key))[:limit]


def trends(history: Sequence[SessionHabits]) -> list[Trend]:
    """Each habit that was ever reported, under the catalogue's name, the most frequent one first.

    `history` is finished sessions, oldest first; those without words are skipped. A session that we analyzed
    has no rate of a habit that we did not look for; in one of the TypeScript app, its rate is zero then.
    """
    spoken = [session for session in history if session.word_count]
    met = met_in_all(spoken)
    totals = by_identity(met)
    names: dict[Identity, str] = {}
    for name in met:
        names.setdefault(identity(name), shown_name(name))
    rates = [_rates(session) for session in spoken]
    found = []
    for habit in sorted(totals, key=lambda habit: (-totals[habit], names[habit])):
        dated = [
            (session, known.get(habit, 0.0))
            for session, known in zip(spoken, rates, strict=True)
            if habit in known or session.rates is None
        ]
        figures, words = [rate for _, rate in dated], [session.word_count for session, _ in dated]
        line = tuple(Rate(session.session_id, session.created_at, rate) for session, rate in dated)
        found.append(Trend(names[habit], direction(figures, words), line))
    return found


def _rates(session: SessionHabits) -> dict[Identity, float]:
    """What is known of each habit in a session: its measured rate, or else the one that was reported."""
    reported = {name: 100 * count / session.word_count for name, count in session.counts.items()}
    return by_identity(reported) | by_identity(session.rates or {})


def met_in_all(history: Iterable[SessionHabits]) -> dict[str, int]:
    """How often each habit came up in some sessions in total."""
    totals: Counter[str] = Counter()
    for session in history:
        totals.update(session.counts)
    return dict(totals)


def direction(rates: Sequence[float], words: Sequence[int]) -> Direction:
    """A habit's direction.

    This compares the last third of the sessions, at least two, with those before. The habit has changed if
    three things are true: every recent rate is on the same side of the earlier one; the change is at least
    half; and chance alone would cause it less than once in twenty times, by the exact test of two Poisson
    rates (Przyborowski and Wilenski 1940, Biometrika 31: given the total, the recent count is binomial with
    the share of recent words). A habit is gone if nothing is left where we would expect three occurrences
    ("rule of three", Hanley and Lippman-Hand 1983, JAMA 249: chance explains this less than once in twenty
    times).

    Args:
        rates: Occurrences per 100 words by session, oldest first.
        words: The number of words in the same sessions, none of them zero.
    """
    rates, words = rates[-LONGEST_LOOK_BACK:], words[-LONGEST_LOOK_BACK:]
    if len(rates) < FEWEST_SESSIONS:
        return Direction.NEW
    border = len(rates) - max(2, len(rates) // 3)
    earlier_words, recent_words = sum(words[:border]), sum(words[border:])
    counts = [round(rate * said / 100) for rate, said in zip(rates, words, strict=True)]
    earlier, recent = sum(counts[:border]), sum(counts[border:])
    before, now = earlier / earlier_words, recent / recent_words
    if not recent and before * recent_words >= GONE_EXPECTATION:
        return Direction.GONE
    by_chance = _binomial_tails(recent, earlier + recent, recent_words / (earlier_words + recent_words))
    sides = [rate / 100 - before for rate in rates[border:]]
    if by_chance < SIGNIFICANCE and max(sides) < 0 and now * SMALLEST_CHANGE <= before:
        return Direction.FADING
    if by_chance < SIGNIFICANCE and min(sides) > 0 and now >= before * SMALLEST_CHANGE:
        return Direction.GROWING
    return Direction.HOLDING


def _binomial_tails(successes: int, trials: int, share: float) -> float:
    """Twice the smaller tail: how likely chance is to produce so many or so few, at most 1."""
    upper = sum(_binomial(count, trials, share) for count in range(successes, trials + 1))
    lower = sum(_binomial(count, trials, share) for count in range(successes + 1))
    return min(1.0, 2 * min(upper, lower))


def _binomial(successes: int, trials: int, share: float) -> float:
    failures = trials - successes
    arrangements = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(failures + 1)
    return exp(arrangements + successes * log(share) + failures * log(1 - share))
