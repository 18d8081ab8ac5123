"""The habits that counting finds: each one's name, norm, explanation and tip."""

from speaking.analysis.counted_habits_and_limits.favourite_word_habits import (
    CONNECTORS,
    FAVOURITE_WORDS,
    FILLERS,
)
from speaking.analysis.counted_habits_and_limits.sentence_habits import SENTENCE_HABITS

COUNTED = (*FILLERS, *CONNECTORS, *FAVOURITE_WORDS, *SENTENCE_HABITS)
"""All of them, in the order in which they are offered."""

SAID_ONCE = (
    frozenset({"restarts", "self-repairs"}),
    frozenset({"so-openers", "overused-so", "limited-connectors"}),
    frozenset({"and-openers", "overused-and", "limited-connectors", "chained-clauses", "repeated-openers"}),
    frozenset({"but-openers", "overused-but", "limited-connectors"}),
    frozenset({"hedges", "overused-maybe"}),
    frozenset({"overused-there-is", "repeated-openers", "repeated-phrases"}),
)
"""Habits that are one complaint: only the strongest of each set is reported."""
