"""Sentences that begin again are heard; what is said twice for a reason is not."""

from collections.abc import Sequence

import pytest

from speaking.analysis.detectors.restarts import restarts
from speaking.analysis.text.tokens import Tokens


def begun_again(text: str) -> Sequence[str]:
    tokens = Tokens(text)
    return [text[tokens.starts[first] : tokens.ends[last]] for first, last in restarts(tokens)]


@pytest.mark.parametrize(
    ("text", "stumble"),
    [
        ("We had to we had to leave.", "We had to we had to"),
        ("She lives in a small in a small village.", "in a small in a small"),
        ("He has a he has many friends.", "He has a he has"),
        ("At the end of in the end of May it rains.", "At the end of in the end of"),
        ("They buy they bought a flat.", "They buy they bought"),
        ("He want, um, he wants a dog.", "He want, um, he wants"),
        ("I can't I don't swim.", "I can't I"),
        ("Then the the the bus came.", "the the the"),
        ("She but she never calls.", "She but she"),
        ("He saw a the film.", "a the"),
        ("Then he they left.", "he they"),
        ("My boss says said no.", "says said"),
        ("It was in Sep September.", "Sep September"),
        ("He took a pho the photograph.", "pho the photograph"),
    ],
)
def test_a_place_holds_both_sayings(text: str, stumble: str) -> None:
    """From what was given up to what was said instead, so that its quote shows the repetition."""
    assert begun_again(text) == [stumble]


@pytest.mark.parametrize(
    "text",
    [
        "I I think the, the house is old.",
        "It was very very good, and he talked on and on and on.",
        "I like tea and I like coffee. I like milk.",
        "In the morning, in the evening, he sings.",
        "You know, you know, it was late.",
        "I love my bed bedroom and work workers like.",
        "He/she knows the end of the story of the film, and I like the film if the film is short.",
        "What he said he meant, and the more the better.",
        "",
        "We",
    ],
)
def test_what_fluent_speakers_do_is_left_alone(text: str) -> None:
    """One word twice, emphasis, lists, fillers, and words that another word begins with."""
    assert begun_again(text) == []
