"""A word that was broken off is found by the whole word that follows, and no word by chance."""

import pytest

from speaking.analysis.text.broken_words import broken_words
from speaking.analysis.text.readable import readable
from speaking.analysis.text.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "broken_off"),
    [
        ("I su support them.", ["su"]),
        ("It was in Sep, um, September.", ["Sep"]),
        ("He took a pho the photograph.", ["pho"]),
        ("My bro brother is dif different.", ["bro", "dif"]),
        ("The news newspaper, and work workers do.", []),
        ("I play playing cards at a fine finer table.", []),
        ("He saw Sep. September was warm.", []),
        ("A an and any", []),
        ("", []),
    ],
)
def test_what_the_next_word_says_whole_was_broken_off(text: str, broken_off: list[str]) -> None:
    """The next word, or the one after a small word; not in another sentence, not if it is a word itself."""
    tokens = Tokens(text)
    found = [text[tokens.starts[position] : tokens.ends[position]] for position in broken_words(tokens)]
    assert found == broken_off


def test_grammar_rules_do_not_see_broken_words() -> None:
    """A beginning is no noun without an article."""
    assert readable("She was a ch child and bou bought a a dog.").text == "She was a child and bought a dog."
