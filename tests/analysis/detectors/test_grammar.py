import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speaking.analysis.detectors.grammar.harper_rules import harper_evidence
from speaking.analysis.engine import evidence_lines, find_grammar
from speaking.analysis.grammar_habits import FAMILY
from speaking.analysis.schema import Category
from support.sentences import RIGHT, WRONG


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in WRONG.items() for text in texts])
def test_the_habit_is_seen(key: str, text: str) -> None:
    """Each family sees the errors that it is named for."""
    assert key in {found.family.key for found in find_grammar(text) if found.family}


def test_every_family_has_its_errors_here() -> None:
    """No family of the catalogue goes untested."""
    assert set(WRONG) == set(FAMILY)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    """Near misses and the shapes of speech raise no alarm."""
    assert [(found.pattern.key, found.quote(text)) for found in find_grammar(text)] == []


def test_sounds_of_thinking_are_looked_through() -> None:
    """A habit is seen around an "um", and its place is that of the words as they were said."""
    text = "So I, um, bought, uh, car yesterday."
    assert [found.quote(text) for found in find_grammar(text)] == ["car"]


def test_words_said_twice_are_no_error() -> None:
    """Starting again is how people speak."""
    assert find_grammar("I bought a a car and he he goes home.") == []


def test_names_are_never_wrong() -> None:
    """A proper noun is not corrected."""
    assert find_grammar("Teacher Street is where Baker lives.") == []


@pytest.mark.parametrize(
    ("text", "quote", "habit"),
    [
        ("They doesn't know.", "doesn't", "subject-verb"),
        ("I did went home.", "went", "modal-form"),
        ("I have went home.", "went", "perfect-form"),
        ("This allows to do it.", "allows to do", "verb-patterns"),
    ],
)
def test_harpers_rules_are_known_by_their_names(text: str, quote: str, habit: str) -> None:
    """Each rule that is taken is one that this version of Harper has."""
    start = text.index(quote)
    assert harper_evidence(["", text]) == [[], [(start, start + len(quote), habit)]]


@given(st.lists(st.sampled_from([*" ,.'!?", "um", "I", "go", "car", "these", "advices", "é", "—", "\n"])))
@settings(max_examples=60, deadline=None)
def test_evidence_of_any_text_stands_in_it(parts: list[str]) -> None:
    """Whatever the text, places are in order, inside it and apart, and asking again gives the same."""
    text = " ".join(parts)
    found = find_grammar(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert find_grammar(text) == found


def test_lines_name_their_document() -> None:
    """One JSON object for each piece of evidence, by document, each quote the words at its place."""
    documents = ["", "We discuss about it. " + 4 * "Um, uh. ", "She is teacher."]
    lines = [json.loads(line) for line in evidence_lines(documents)]
    assert {line["document"] for line in lines} == {1, 2}
    for line in lines:
        assert line.keys() == {
            "document",
            "pattern",
            "family",
            "category",
            "start",
            "end",
            "quote",
            "sayInstead",
        }
        assert documents[line["document"]][line["start"] : line["end"]] == line["quote"]
    assert {line["category"] for line in lines} >= {Category.GRAMMAR.value, Category.VOCABULARY.value}
