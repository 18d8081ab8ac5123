"""What to say instead of missing and doubled words, and of words in the wrong order."""

import pytest

from speaking.analysis.engine import find_grammar
from speaking.analysis.grammar_habits.teachers_habits import MISSING_WORDS, WORD_ORDER


@pytest.mark.parametrize(
    ("text", "quote", "say_instead"),
    [
        ("She very happy about that.", "She very happy", ("She is very happy", "She was very happy")),
        ("He was old and she young.", "she young", ("she was young", "she is young")),
        ("They playing in the park.", "They playing", ("They are playing", "They were playing")),
        ("I not like coffee.", "I not like", ("I don't like", "I didn't like")),
        ("It will not difficult to find it.", "will not difficult", ("will not be difficult",)),
        ("Is a nice city.", "Is a", ("It is a",)),
        ("Maybe is better.", "Maybe is better", ("Maybe it is better",)),
        ("In my town has many shops.", "has many", ("there are many",)),
        ("In my town has a big park.", "has a", ("there is a",)),
        ("I enjoyed very much.", "enjoyed very much", ("enjoyed it very much",)),
        ("There is a man lives here.", "man lives", ("man who lives",)),
        ("My sister, she was there.", "My sister, she", ("My sister",)),
        ("I didn't see nobody.", "didn't see nobody", ("didn't see anybody",)),
        ("I don't know where is it.", "where is it", ("where it is",)),
        ("I don't know how do I solve it.", "how do I", ()),
        ("Where you live?", "Where you live", ("Where do you live",)),
        ("When you came here?", "When you came", ("When did you come",)),
        ("I saw yesterday a good film.", "saw yesterday a good film", ("saw a good film yesterday",)),
        ("She has also a dog.", "has also a dog", ("also has a dog",)),
        ("I go always by bus.", "go always", ("always go",)),
        ("Always I go there.", "Always I go", ("I always go",)),
        ("Never I have been there.", "Never I have", ("I have never",)),
        ("It happened an accident.", "It happened an accident", ("An accident happened",)),
        ("It was a movie very interesting.", "a movie very interesting", ("a very interesting movie",)),
    ],
)
def test_what_to_say_fits_the_words(text: str, quote: str, say_instead: tuple[str, ...]) -> None:
    """Each wording replaces exactly the words that are quoted, in the tense of what is around them."""
    found = [each for each in find_grammar(text) if each.pattern in {MISSING_WORDS, WORD_ORDER}]
    assert [(each.quote(text), each.say_instead) for each in found] == [(quote, say_instead)]
