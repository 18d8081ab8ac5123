"""A text as words and sentences, each where it really stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.text.tokens import Tokens


def sentences(text: str) -> list[str]:
    tokens = Tokens(text)
    return [text[tokens.starts[found.first] : tokens.ends[found.last]] for found in tokens.sentences]


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    """Words and gaps put together are the text, whatever is in it."""
    tokens = Tokens(text)
    borders = [0, *(at for span in zip(tokens.starts, tokens.ends, strict=True) for at in span), len(text)]
    assert borders == sorted(borders)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert Tokens(text[start:end]).words == [word]
    covered = [position for found in tokens.sentences for position in range(found.first, found.last + 1)]
    assert covered == list(range(len(tokens.words)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I came. I saw! Did I?", ["I came", "I saw", "Did I"]),
        ("It cost 3.50 for Mr. Smith.", ["It cost 3.50 for Mr. Smith"]),
        ("I was... um, late. Sorry", ["I was... um, late", "Sorry"]),
        ("no full stop\nnext line", ["no full stop", "next line"]),
        ("", []),
        ("...", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    """Numbers, titles and trailing dots end nothing."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It costs 3.50, or 10,000.", ["it", "costs", "3.50", "or", "10,000"]),
        ("I left the U.S. at 5 p.m.", ["i", "left", "the", "u.s", "at", "5", "p.m"]),
        ("a well-known man - so I-I think", ["a", "well", "known", "man", "so", "i", "i", "think"]),
        ("rock 'n' roll… don’t", ["rock", "n", "roll", "don't"]),
        ("I know C++ ♪ and €5", ["i", "know", "c++", "and", "€5"]),
        ("cafe\u0301 some\u200bthing", ["caf\u00e9", "something"]),
        ("I went.Then I slept", ["i", "went", "then", "i", "slept"]),
    ],
)
def test_a_word_is_what_a_reader_takes_for_one(text: str, words: list[str]) -> None:
    """Numbers, abbreviations and contractions are whole; a hyphen joins two words; marks are none."""
    assert list(Tokens(text).words) == words


def test_contractions_are_one_word_and_fillers_are_none() -> None:
    """Rates are counted over words, and "um" is not one."""
    tokens = Tokens("Um, I don’t know, uh, it's late.")
    assert list(tokens.words) == ["um", "i", "don't", "know", "uh", "it's", "late"]
    assert tokens.word_count == 5
