"""Words that a speaker gave up are found, so that nobody takes them for errors."""

from collections.abc import Sequence

import pytest

from speaking.analysis.text.repairs import repairs
from speaking.analysis.text.tokens import Tokens


def given_up(text: str) -> Sequence[str]:
    tokens = Tokens(text)
    return [text[tokens.starts[first] : tokens.ends[last]] for first, last in repairs(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I go, I went home.", ["I go"]),
        ("I I think so.", ["I"]),
        ("I, um, I think the the house", ["I", "the"]),
        ("We went to the to the station.", ["to the"]),
        ("He want, he wants to come.", ["He want"]),
        ("They was they were late.", ["They was"]),
        ("In my country in my country we eat late.", ["In my country"]),
    ],
)
def test_what_is_said_again_was_given_up(text: str, expected: Sequence[str]) -> None:
    """Repetitions, also around a filler, and a verb that is put right at once."""
    assert given_up(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It was very, very good.",
        "I know that that man had had enough.",
        "When I arrived, I needed a car.",
        "I came, I saw.",
        "He left. He let me go.",
        "That is all it is. It is late.",
        "No, no, no.",
        "",
        "I",
    ],
)
def test_what_is_said_twice_on_purpose_is_no_repair(text: str) -> None:
    """Emphasis, grammar, and clauses that share their subject."""
    assert given_up(text) == []
