"""A sentence is corrected as a whole or not at all."""

import pytest

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.correction import corrected, corrections, in_case_of
from speaking.analysis.evidence import Evidence
from speaking.analysis.grammar_habits import FAMILY
from speaking.analysis.grounding import ground
from speaking.analysis.schema import Category, Insight
from speaking.transcription import Transcription

TEXT = "So, um, I I have car. She go to school by the bus."
AGREEMENT = FAMILY["subject-verb"]


def error(said: str, *wordings: str, family: str = "missing-article") -> Evidence:
    start = TEXT.index(said)
    return Evidence(start, start + len(said), FAMILY[family].habit, FAMILY[family], wordings)


def test_hesitations_are_left_out() -> None:
    """The learner reads a sentence that can be said."""
    assert corrected(TEXT, 0, 21, corrections([error("car", "a car")])) == "So I have a car."


def test_several_errors_are_corrected_together() -> None:
    """A sentence that is half right teaches its other half."""
    errors = [error("She go", "she goes", family="subject-verb"), error("the bus", "bus")]
    assert corrected(TEXT, 22, len(TEXT), corrections(errors)) == "She goes to school by bus."
    unsure = [errors[0], error("the bus")]
    assert corrected(TEXT, 22, len(TEXT), corrections(unsure)) is None


def test_counted_words_are_no_errors() -> None:
    """A "so" too many neither needs a correction nor prevents one."""
    so = Evidence(0, 2, CATALOGUE["overused-so"])
    assert corrected(TEXT, 0, 21, corrections([so, error("car", "a car")])) == "So I have a car."
    assert corrected(TEXT, 0, 21, corrections([so])) is None


@pytest.mark.parametrize(
    ("quote", "wording", "shown"),
    [("She go", "she goes", "She goes"), ("car", "a car", "a car"), ("I am agree", "I agree", "I agree")],
)
def test_a_wording_begins_as_the_quote_does(quote: str, wording: str, shown: str) -> None:
    """At the beginning of a sentence with a capital letter."""
    assert in_case_of(quote, wording) == shown


def test_the_word_i_is_no_beginning() -> None:
    """It has a capital letter everywhere."""
    assert in_case_of("I have", "have I") == "have I"


def test_errors_of_no_habit_are_noticed() -> None:
    """What is reported has its wordings; the rest stands apart, in order."""
    said = Transcription(TEXT, "en", 9.0)
    articles = Insight(Category.GRAMMAR, "Articles", "", 1, examples=("I have car",), key="articles")
    evidence = [error("She go", "she goes", family="subject-verb"), error("car", "a car")]
    grounded = ground([articles], said, evidence=evidence)
    (quote,) = grounded.insights[0].evidence
    assert (quote.text, quote.say_instead, quote.corrected) == ("car", ("a car",), "So I have a car.")
    (noticed,) = grounded.noticed
    assert (noticed.family, noticed.quote.text, noticed.quote.say_instead) == (
        AGREEMENT,
        "She go",
        ("She goes",),
    )
