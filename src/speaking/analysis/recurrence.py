"""When errors that rules found are a habit: more of them than native speech would show by chance."""

from math import exp

from speaking.analysis.learner import Learner
from speaking.analysis.lexical import Habit
from speaking.analysis.schema import Recurrence

BY_CHANCE = 0.0025
"""How likely so many flags of one habit may be in native speech. For all ten habits together that is 0.8 % in
a talk of 500 words; at most one native talk in a hundred may show any."""


def recurs(habit: Habit, words: int, learner: Learner) -> bool:
    """Whether a habit was met in this talk, and recurs in it or in it and the last talks together.

    Args:
        habit: A habit with its evidence in this talk, if it was met.
        words: The talk's words without filled pauses.
        learner: The earlier talks whose evidence still counts.
    """
    natives = habit.pattern.natives_per_1000
    if natives is None:
        return habit.recurs
    earlier = [talk.counts.get(habit.pattern.key, 0) for talk in learner.earlier]
    pooled = habit.count + sum(earlier), words + sum(talk.words for talk in learner.earlier)
    return habit.count > 0 and any(
        count >= habit.pattern.recurring_at and chance_of(count, natives * said / 1000) < BY_CHANCE
        for count, said in ((habit.count, words), pooled)
    )


def recurrence(habit: Habit, learner: Learner) -> Recurrence | None:
    """In how many of the last talks, this one included, the habit was met; None if this is the first talk."""
    if not learner.earlier or habit.pattern.natives_per_1000 is None:
        return None
    met = sum(talk.counts.get(habit.pattern.key, 0) > 0 for talk in learner.earlier)
    return Recurrence(met_in=1 + met, talks=1 + len(learner.earlier))


def chance_of(count: int, expected: float) -> float:
    """How likely `count` or more flags are where `expected` are usual (the upper tail of Poisson's law)."""
    term = exp(-expected)
    below = 0.0
    for number in range(count):
        below += term
        term *= expected / (number + 1)
    return max(0.0, 1.0 - below)
