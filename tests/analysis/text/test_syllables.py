"""Syllables are counted as they are spoken, well enough for a rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.text.syllables import syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1), ("the", 1), ("home", 1), ("stopped", 1), ("wanted", 2), ("tables", 2), ("little", 2),
        ("houses", 2), ("played", 1), ("beautiful", 3), ("information", 4), ("really", 2), ("situation", 4),
        ("people", 2), ("idea", 3), ("didn't", 2), ("I’m", 1), ("um", 1), ("hmm", 1), ("playing", 2),
        ("hours", 2), ("improvement", 3), ("communicate", 4), ("business", 2), ("Friend", 1),
        ("university", 5),
        ("42", 2), ("xyz", 1), ("", 1),
    ],
)  # fmt: skip
def test_the_syllables_of_a_word(word: str, count: int) -> None:
    """Silent endings are silent, sounded ones count, and no word has none."""
    assert syllables(word) == count


@given(st.text(max_size=30))
def test_any_text_has_at_least_one(word: str) -> None:
    """A rate never divides by nothing and never explodes."""
    assert 1 <= syllables(word) <= max(1, 3 * len(word))
