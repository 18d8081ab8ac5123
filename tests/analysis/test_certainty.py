"""A word that the recogniser doubted is never held against a learner."""

from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.certainty import CERTAIN, certain
from speaking.analysis.evidence import Evidence, Pattern
from speaking.analysis.schema import Category, Severity
from speaking.transcription import Transcription, Word

AGREEMENT = Pattern("agreement", Category.GRAMMAR, "Subject-verb agreement", "", "", Severity.HIGH)
TEXT = "He go there. He go home, he go."


def heard(*probabilities: float) -> Transcription:
    words = tuple(
        Word(word, at, at + 0.5, probability)
        for at, (word, probability) in enumerate(zip(TEXT.split(), probabilities, strict=True))
    )
    return Transcription(TEXT, "en", 9.0, words)


EVIDENCE = [Evidence(at, at + 5, AGREEMENT) for at in (0, 13, 25)]


def test_evidence_with_a_doubted_word_is_left_out() -> None:
    """One doubted word of a place is enough; the same words elsewhere stay evidence."""
    transcription = heard(0.9, 0.9, 0.9, 0.9, 0.3, 0.9, 0.9, 0.9)
    assert certain(EVIDENCE, transcription) == [EVIDENCE[0], EVIDENCE[2]]


def test_a_doubted_neighbour_does_no_harm() -> None:
    """Only the words of the place itself count."""
    assert certain(EVIDENCE, heard(0.9, 0.9, 0.1, 0.9, 0.9, 0.2, 0.9, 0.9)) == EVIDENCE


def test_without_ratings_nothing_is_doubted() -> None:
    """A service that gives no probabilities gives no reason for doubt either."""
    assert certain(EVIDENCE, Transcription(TEXT, "en", 9.0)) == EVIDENCE


@given(st.lists(st.floats(0, 1), min_size=8, max_size=8))
def test_what_stays_was_heard_clearly(probabilities: list[float]) -> None:
    """Every word of every place that stays is at least as probable as the limit asks."""
    transcription = heard(*probabilities)
    kept = certain(EVIDENCE, transcription)
    clear = [min(probabilities[at : at + 2]) >= CERTAIN for at in (0, 3, 6)]
    assert kept == [found for found, is_clear in zip(EVIDENCE, clear, strict=True) if is_clear]
