"""Ways to open a clause that a listener gets tired of."""

from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.detectors import openings_and_endings
from speaking.analysis.local import analyze
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription

DESCRIBED = (
    "There is a house, and there are two trees near it. There was a dog, and there's a cat on the car. "
    "In the garden there is a table. "
)


def test_there_is_in_all_its_forms() -> None:
    """A question and the place "there" are none of them."""
    text = (
        "There is a cat, and there were two. There's one more. Is there a dog? I went there. There, is it ok?"
    )
    tokens = Tokens(text)
    spans = list(openings_and_endings.there_is(tokens))
    assert [text[tokens.starts[first] : tokens.ends[last]] for first, last in spans] == [
        "There is",
        "there were",
        "There's",
    ]


def test_five_in_a_description_are_told() -> None:
    """Four are not, however short the talk is."""
    (habit,) = (pattern for pattern in COUNTED if pattern.key == "there-is-again")
    fewer = DESCRIBED.replace("In the garden there is", "In the garden I see")
    told = [
        [insight.key for insight in analyze(Transcription(text, "en", 30.0)).result.insights]
        for text in (DESCRIBED, fewer)
    ]
    assert [habit.key in keys for keys in told] == [True, False]
