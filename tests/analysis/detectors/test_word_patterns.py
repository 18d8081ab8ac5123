"""Where patterns of words are found, whichever of their words they are looked up by."""

import pytest

from speaking.analysis.detectors.grammar.word_index import forms_in, words_in
from speaking.analysis.detectors.grammar.word_patterns import Patterns
from speaking.analysis.text.language_model import language_model


@pytest.mark.parametrize(
    "pattern",
    [
        "~the ADJ* dangerous=danger of",
        "~the really? dangerous=danger of",
        "!all ~the dangerous=danger of",
        "~the/this !book dangerous=danger of",
        "~the be.v? dangerous=danger of",
    ],
)
def test_a_pattern_is_found_by_a_word_inside_it(pattern: str) -> None:
    doc = language_model()("They know the dangerous of fire.")

    assert [doc[start:end].text for start, end, _ in Patterns([pattern]).found_in(doc)] == ["dangerous of"]


def test_places_come_in_the_order_of_the_text_and_of_the_table() -> None:
    doc = language_model()("A big mistake, a small mistake.")
    found = Patterns(["small=slight mistake", "a=one big", "a=any big/small mistake"]).found_in(doc)

    assert [(start, said) for start, _, said in found] == [
        (0, ("one big",)),
        (0, ("any big mistake",)),
        (4, ("any small mistake",)),
        (5, ("slight mistake",)),
    ]


def test_words_are_found_in_order_with_so_many_others_around_them() -> None:
    doc = language_model()("To go or to stay, to go")

    assert [token.i for token in words_in(doc, {"to", "go", "or"})] == [0, 1, 2, 3, 6, 7]
    assert [token.i for token in words_in(doc, {"to", "go", "or"}, before=1, after=2)] == [1, 2, 3]


def test_forms_of_a_word_are_found() -> None:
    doc = language_model()("She goes where they went.")

    assert [token.text for token in forms_in(doc, {"go"})] == ["goes", "went"]
