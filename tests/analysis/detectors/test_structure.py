"""Sameness of sentences is seen where the text has sentences, and nowhere else."""

from collections.abc import Sequence

import pytest

from speaking.analysis.detectors import Detector, structure
from speaking.analysis.text.tokens import Tokens


def found(detector: Detector, text: str) -> Sequence[str]:
    tokens = Tokens(text)
    return [text[tokens.starts[first] : tokens.ends[last]] for first, last in detector(tokens)]


def test_openers_are_first_words_even_after_a_filler() -> None:
    """Whoever says "Um, so" begins with "so"."""
    text = "So I left. Um, so he stayed. It rained, so we waited. Also sunny."
    assert found(structure.openers("so"), text) == ["So", "so"]


def test_three_sentences_in_a_row_that_begin_alike() -> None:
    """Two can be chance or style; the third is heard."""
    text = "I live in Rome. I work there. I like it. We moved. They came. They left."
    assert found(structure.repeated_openers, text) == ["I live", "I work", "I like"]


def test_two_words_that_begin_five_sentences() -> None:
    """They need not follow each other."""
    text = " ".join(f"There is a {noun}. We saw it." for noun in ("cat", "dog", "cow", "pig", "hen"))
    assert found(structure.repeated_openers, text) == ["There is", "We saw"] * 5


def test_a_chain_of_clauses() -> None:
    """Four clauses hung on each other in one sentence."""
    text = "I woke up and I ate and then we left and um he stayed but nobody knew. He came and I left."
    assert found(structure.chained_clauses, text) == ["and I ate and then we left and um he"]


@pytest.mark.parametrize(
    "text",
    [
        "I bought bread and milk and eggs and tea and jam.",
        "I came and I saw. And I left and I slept. And I woke.",
        "He works and she sleeps.",
    ],
)
def test_lists_and_short_links_are_no_chain(text: str) -> None:
    """The "and" between nouns hangs no clause on anything."""
    assert found(structure.chained_clauses, text) == []


def test_four_short_simple_sentences_in_a_row() -> None:
    """Each of them is evidence; one that joins ideas ends the run."""
    text = (
        "I have a dog. Her name is Luna. My dog is big. We walk daily. I stay because I like it. It is fun."
    )
    assert found(structure.short_sentences, text) == [
        "I have a dog",
        "Her name is Luna",
        "My dog is big",
        "We walk daily",
    ]


def test_a_content_word_three_times_in_one_breath() -> None:
    """Function words may come back; a word that returns much later may, too."""
    text = (
        "The city is big and the city has parks, so the city is green. " + "We went on and on. " * 9 + "City."
    )
    assert found(structure.repeated_words, text) == ["city"] * 3


def test_a_phrase_that_comes_back_three_times() -> None:
    """The whole string of words is quoted, and its overlapping neighbours are not."""
    text = "From my point of view it rains. He said from my point of view. I like from my point of view, yes."
    assert found(structure.repeated_phrases, text) == [
        "From my point of",
        "from my point of",
        "from my point of",
    ]


def test_there_is_in_all_its_forms() -> None:
    """Every clause that only says what exists; the place "there" is another word."""
    text = "There is a car and there's a dog, uh, there are two men. I was there. Is it there, are you sure?"
    assert found(structure.there_is, text) == ["There is", "there's", "there are"]


def test_a_sentence_that_trails_off() -> None:
    """The last word promises more, also if a filler follows it; a whole sentence does not."""
    text = "I was tired so. We stay inside or, um. He came and left. I think so."
    assert found(structure.trailing_off, text) == ["tired so", "inside or"]


def test_a_text_without_full_stops_has_no_sentences() -> None:
    """A share of one endless sentence would be a lie."""
    assert not structure.has_sentences(Tokens("so I went " * 100))
    assert not structure.has_sentences(Tokens("So I went. " * 3))
    assert structure.has_sentences(Tokens("So I went. " * 8))
