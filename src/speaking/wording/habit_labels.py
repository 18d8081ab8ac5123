"""How habits, their direction and their figures read in a label or one line."""

from collections.abc import Sequence
from types import MappingProxyType

SEVERITIES = MappingProxyType({"high": "important", "medium": "worth a look", "low": "small"})

DIRECTIONS = MappingProxyType(
    {
        "growing": ("growing", "clearly more often in your recent sessions than before"),
        "holding": ("steady", "about as often as before"),
        "fading": ("fading", "clearly less often in your recent sessions than before"),
        "gone": ("gone", "came up regularly before, but not once in your recent sessions"),
        "new": ("new", "you have fewer than four sessions, so it is too early to say"),
    }
)
"""The label and the meaning of each `profile.trends.Direction`, by its value."""


def habit_name(pattern: str) -> str:
    """A habit's name; another version may have stored one without."""
    return pattern.strip() or "Unnamed habit"


def times(count: int) -> str:
    """A count as people say it."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def chart_sentence(rates: Sequence[float], span: str) -> str:
    """The rates of a chart, at least one, in words; each is that of a `span` such as "session" or "week"."""
    if len(rates) == 1:
        return f"{rates[0]:.1f} per 100 words in one {span}."
    first, last, highest = rates[0], rates[-1], max(rates)
    return f"{first:.1f} per 100 words in the first {span}, {last:.1f} in the last. Highest: {highest:.1f}."


def progress_sentence(name: str, before: float, now: float) -> str:
    """A habit's rates per 100 words in two sessions: "Sentences starting with 'so': 9 → 3 per 100 words"."""
    return f"{name}: {_figure(before)} → {_figure(now)} per 100 words"


def _figure(per_100_words: float) -> str:
    return f"{per_100_words:.1f}".removesuffix(".0")
