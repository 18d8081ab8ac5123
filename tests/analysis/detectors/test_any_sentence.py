"""No detector fails, whatever was said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.harper_rules import harper_evidence, is_confirmed
from speaking.analysis.engine import find_grammar
from speaking.analysis.grammar_habits import FAMILIES
from speaking.analysis.local import analyze
from speaking.analysis.text.language_model import language_model
from speaking.analysis.text.readable import readable
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription
from support.sentences import RIGHT, WRONG

SAID = (
    *(text for texts in WRONG.values() for text in texts),
    *RIGHT,
    *(family.explanation for family in FAMILIES),
    *(family.tip for family in FAMILIES),
    *(pattern.tip for pattern in COUNTED),
    "Teacher were angry.",
    "If music were loud, I think traffic were bad, and many teacher who was there were angry, too.",
    "Um, so, like, I mean, you know, the people who lives there, they goes to, to work, don't they?",
    "Yesterday I am go to buy a informations about the 3 % of the most of students that has none.",
    "And so she can to went, because is very interesting for know nothing, and so it depends of us.",
)
SIGNS = ("%", "€", "—", "…", "“", "um,", "3", "é")


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A few sentences, with words dropped, doubled and swapped, and signs that are no words."""
    words = " ".join(draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=3))).split()
    for change in draw(st.lists(st.sampled_from(["drop", "double", "swap", "sign", "cut"]), max_size=6)):
        place = draw(st.integers(0, max(0, len(words) - 1)))
        if change == "sign":
            words.insert(place, draw(st.sampled_from(SIGNS)))
        elif change == "swap":
            words[place : place + 2] = reversed(words[place : place + 2])
        elif change == "cut":
            del words[place + 1 :]
        else:
            words[place : place + 1] = words[place : place + 1] * (2 if change == "double" else 0)
    return " ".join(words)


@given(changed())
@settings(max_examples=150, deadline=None)
def test_no_rule_fails(text: str) -> None:
    """Rules of grammar read any sentence, and point at words that are in it."""
    doc = language_model()(readable(text).text)
    for family in FAMILIES:
        for rule in family.rules:
            assert all(0 <= found.start < found.end <= len(doc) for found in rule(doc)), rule.__name__
    (places,) = harper_evidence([doc.text])
    for place in places:
        is_confirmed(doc, place)


@given(changed())
@settings(max_examples=150, deadline=None)
def test_no_counting_fails(text: str) -> None:
    """So do detectors that count words."""
    tokens = Tokens(text)
    for pattern in COUNTED:
        assert pattern.detector is not None
        spans = pattern.detector(tokens)
        assert all(0 <= first <= last < len(tokens.words) for first, last in spans), pattern.key


@given(changed())
@settings(max_examples=60, deadline=None)
def test_any_talk_gets_a_result(text: str) -> None:
    """What is found can be told, too, however often it comes up."""
    said = " ".join([text] * 3)
    result = analyze(Transcription(said, language="en", duration=60.0), find_grammar(said)).result
    assert all(example.strip() in said for insight in result.insights for example in insight.examples)


@pytest.mark.parametrize(
    "text", ["Teacher were angry.", "Music were loud.", "I think traffic were bad.", "If teacher were here."]
)
def test_a_bare_noun_may_come_before_were(text: str) -> None:
    """A subject of one word, first in its sentence, has nothing before it that a rule could read."""
    (rule,) = (rule for family in FAMILIES for rule in family.rules if rule.__name__ == "subject_verb")
    doc = language_model()(text)
    assert all(0 <= found.start < found.end <= len(doc) for found in rule(doc))


def test_a_pattern_at_the_end_is_seen_once() -> None:
    """It ends where the text ends."""
    (rule,) = (rule for family in FAMILIES for rule in family.rules if rule.__name__ == "needless")
    assert list(rule(language_model()("I can do it besides of"))) == [Found(4, 6, ("besides",))]


@pytest.mark.parametrize(
    "text", ["We came at the night", "I go there in morning", "It is as result", "So in the general"]
)
def test_a_phrase_without_its_article_may_end_the_text(text: str) -> None:
    """No rule looks for words behind the last one."""
    doc = language_model()(text)
    for family in FAMILIES:
        for rule in family.rules:
            assert all(found.end <= len(doc) for found in rule(doc)), rule.__name__
