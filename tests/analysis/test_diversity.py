"""Vocabulary is measured the same whatever the length of the talk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.diversity import mattr, mtld

words = st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=50, max_size=300)


def test_mtld_of_one_word_said_again_and_again() -> None:
    """Two equal words fall under 0.72, so every stretch is two words long."""
    assert mtld(["so"] * 100) == 2.0


def test_mtld_counts_the_rest_in_part() -> None:
    """Each round of ten words is used up after fourteen: 10 types in 14 words are 0.714."""
    assert mtld(list("abcdefghij") * 14) == pytest.approx(14.0)
    hundred = mtld(list("abcdefghij") * 10)
    # Seven stretches of 14 words, and two words that are all different and count for nothing.
    assert hundred == pytest.approx(100 / 7)


def test_mtld_where_no_word_comes_twice() -> None:
    """Nothing is used up: the whole text is one stretch."""
    assert mtld([str(number) for number in range(120)]) == 120.0


def test_mattr_slides_a_window() -> None:
    """The mean over windows, not over stretches."""
    assert mattr(["a"] * 60) == pytest.approx(1 / 50)
    assert mattr([str(number) for number in range(60)]) == 1.0
    assert mattr(["a", "b", "a", "c"], window=2) == 1.0
    assert mattr(["a", "a", "b"], window=2) == pytest.approx(0.75)


def test_too_few_words_have_no_figure() -> None:
    """None is honest where a number would be noise."""
    assert mtld(["a"] * 99) is None
    assert mattr(["a"] * 49) is None


@given(words)
def test_mattr_is_what_its_definition_says(said: list[str]) -> None:
    """Counted window by window the slow way, it is the same."""
    ratios = [len(set(said[at : at + 50])) / 50 for at in range(len(said) - 49)]
    assert mattr(said) == pytest.approx(sum(ratios) / len(ratios))


@given(words)
def test_mtld_does_not_care_for_the_direction(said: list[str]) -> None:
    """Both directions are averaged, and a text is never more diverse than it is long."""
    figure = mtld(said)
    assert figure == mtld(said[::-1])
    assert figure is None or 1 <= figure <= len(said) / (1 - 0.72) * 2
