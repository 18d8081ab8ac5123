"""What to say instead, as people read it."""

import pytest

from speaking.wording.say_instead import SayView, not_but, recurrence_sentence, say_view


def test_the_wording_stands_out_in_the_corrected_sentence() -> None:
    """The learner sees the whole sentence and what changed in it."""
    view = say_view(["an apartment"], "I live in an apartment.")
    assert view == SayView("I live in ", "an apartment", ".", None)


def test_a_wording_that_comes_twice_is_marked_where_the_error_was() -> None:
    """And not inside another word."""
    view = say_view(["a"], "A map of a city and a river.", near=20)
    assert view == SayView("A map of a city and ", "a", " river.", None)


def test_without_a_sure_sentence_the_wordings_are_enough() -> None:
    """The second one is kept apart."""
    assert say_view(["a car", "the car"], None) == SayView("", "a car", "", "the car")


def test_a_sentence_without_the_wording_is_shown_as_it_is() -> None:
    """Another error in the same words may have changed it."""
    assert say_view(["two dogs"], "I have dogs.") == SayView("I have dogs.", "", "", None)


def test_nothing_sure_says_nothing() -> None:
    """Better silence than a wrong correction."""
    assert say_view([], None) is None


def test_one_line_says_what_to_say_and_what_not() -> None:
    """For the command line; without a wording only the quote is left."""
    assert not_but("a car", ["a car", "the car"]) == "Say “a car” or “the car”, not “a car”"
    assert not_but("two dog", []) == "“two dog”"


@pytest.mark.parametrize(
    ("frequency", "met_in", "talks", "sentence"),
    [
        (3, 4, 5, "3 times in this talk, and in 4 of your last 5 talks."),
        (1, 2, 5, "Once in this talk, and in 2 of your last 5 talks."),
        (2, 2, 2, "Twice in this talk, and in both of your last 2 talks."),
        (2, 3, 3, "Twice in this talk, and in each of your last 3 talks."),
        (None, 2, 3, "This came up in 2 of your last 3 talks."),
        (3, 1, 5, "This is new: it did not come up in the 4 talks before this one."),
        (3, 1, 2, "This is new: it did not come up in the talk before this one."),
    ],
)
def test_where_a_habit_came_up_before(frequency: int | None, met_in: int, talks: int, sentence: str) -> None:
    """How often now, and in how many of the last talks."""
    assert recurrence_sentence(frequency, met_in=met_in, talks=talks) == sentence
