"""An error is a habit if native speech would hardly ever show it so often."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.evidence import Evidence
from speaking.analysis.learner import NOBODY, EarlierTalk, Learner
from speaking.analysis.lexical import Habit
from speaking.analysis.recurrence import chance_of, recurrence, recurs
from speaking.analysis.schema import Recurrence

RARE = replace(CATALOGUE["articles"], natives_per_1000=0.05)
COMMON = replace(CATALOGUE["articles"], natives_per_1000=0.3)


def met(times: int, pattern: object = RARE) -> Habit:
    assert isinstance(pattern, type(RARE))
    return Habit(pattern, tuple(Evidence(at, at + 1, pattern) for at in range(times)), 1.0, 1.0)


def earlier(*counts: int, words: int = 400) -> Learner:
    return Learner(earlier=tuple(EarlierTalk(words, {"articles": count}) for count in counts))


def test_two_errors_that_natives_hardly_make_are_a_habit() -> None:
    """One is a slip."""
    assert recurs(met(2), 500, NOBODY)
    assert not recurs(met(1), 500, NOBODY)


def test_what_natives_do_as_well_must_come_up_more_often() -> None:
    """Where the rules raise false alarms, two hits mean nothing."""
    assert not recurs(met(2, COMMON), 500, NOBODY)
    assert recurs(met(4, COMMON), 500, NOBODY)


def test_a_longer_talk_needs_more() -> None:
    """The rate decides, not the count alone."""
    assert not recurs(met(2), 5000, NOBODY)


def test_the_last_talks_count_if_the_error_was_met_today() -> None:
    """One error a talk is no habit in any of them, and a habit in all of them."""
    learner = earlier(1, 1, 1, 0)
    assert recurs(met(1), 400, learner)
    assert not recurs(met(0), 400, learner)
    assert not recurs(met(1), 400, earlier(0, 0, 0, 0))


def test_many_clean_talks_do_not_hide_a_habit_of_today() -> None:
    """What is a habit in this talk alone stays one."""
    assert recurs(met(2), 500, earlier(0, 0, 0, 0, words=5000))


def test_it_says_in_how_many_talks() -> None:
    """This talk is one of them."""
    assert recurrence(met(1), earlier(2, 0, 1)) == Recurrence(met_in=3, talks=4)
    assert recurrence(met(1), NOBODY) is None
    assert recurrence(met(1, CATALOGUE["overused-so"]), earlier(2)) is None


@pytest.mark.parametrize(("count", "expected", "chance"), [(0, 1.0, 1.0), (1, 1.0, 0.632), (3, 0.5, 0.0144)])
def test_the_chance_is_that_of_poissons_law(count: int, expected: float, chance: float) -> None:
    """Figures from a table of the law."""
    assert chance_of(count, expected) == pytest.approx(chance, abs=0.0005)


@given(st.integers(0, 30), st.floats(0.0, 20.0))
def test_more_is_never_likelier(count: int, expected: float) -> None:
    """It is a probability, and it falls with the count."""
    assert 0.0 <= chance_of(count + 1, expected) <= chance_of(count, expected) <= 1.0
