import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speaking.analysis.detectors.grammar.harper_rules import harper_evidence
from speaking.analysis.engine import evidence_lines, find_grammar
from speaking.analysis.grammar_catalogue import GRAMMAR
from speaking.analysis.schema import Category

WRONG = {
    "missing-article": [
        "I bought car last week.",
        "She is teacher.",
        "He has important question for you.",
        "We live in small town.",
    ],
    "missing-the": ["We are in same class.", "I went there for first time.", "He lives in USA."],
    "lot-of": ["There were lot of people.", "I have lot of work."],
    "superfluous-article": ["It was a such nice day.", "He is the one of the best players."],
    "article-form": ["I ate a apple.", "She saw an car."],
    "singular-after-plural": [
        "I visited many place.",
        "These car are fast.",
        "I have some good friend here.",
    ],
    "plural-after-singular": ["I like this things.", "Every students passed.", "I have a cars."],
    "uncountable": ["I need more informations.", "He gave me many advice.", "They sold old furnitures."],
    "agreement": [
        "She go to work by bus.",
        "They goes home.",
        "My brother live in Rome.",
        "The people is friendly.",
        "I know people who has money.",
    ],
    "there-is": ["There is many cars.", "There are a problem."],
    "modal-form": ["I can went there.", "He didn't came home.", "You must to go now."],
    "perfect-form": ["I have went there twice.", "She has wrote a letter."],
    "be-and-verb": ["I am agree with you.", "It is depend on the weather."],
    "verb-after-preposition": ["Thank you for help me.", "Instead of go home, he stayed."],
    "verb-patterns": [
        "I enjoy to read.",
        "I look forward to see you.",
        "She suggested me to go.",
        "I want that he comes.",
        "He made me to cry.",
    ],
    "tense": ["I live here since 2010.", "Yesterday I go to the cinema."],
    "will-after-if": ["If I will have time, I will come."],
    "indirect-question": ["I don't know where are they."],
    "needless-preposition": ["We discussed about the plan.", "He mentioned about it."],
    "wrong-preposition": [
        "It depends of the weather.",
        "She is married with a doctor.",
        "I listen music every day.",
    ],
    "comparative": ["This is more better.", "My house is more big than yours."],
    "quantifier-of": ["Most of people like it.", "Almost students passed."],
    "ing-ed": ["I am interesting in music.", "We were boring."],
    "double-negative": ["I don't know nothing."],
    "missing-it": ["I stayed because is important."],
    "set-phrase": ["In the other hand, it is cheap.", "I did a mistake."],
}

RIGHT = [
    "I bought a car last week, and my car is red.",
    "She is a teacher, and he works as president.",
    "I went to work by car, on foot and by bus.",
    "He is in town, and she is on camera.",
    "We are in the same class, and it was the first time.",
    "There were a lot of people in the parking lot of the hotel.",
    "It was such a nice day; he is one of the best players.",
    "I ate an apple in an hour at a university in Europe.",
    "I visited many places with some good friends.",
    "Every two weeks, after a few days, I call another friend.",
    "I need more information, some advice and a piece of furniture.",
    "She goes to work by bus. Does she go every day? Let him go.",
    "They go home, and so do my parents. I was there.",
    "My brother and my sister live in Rome. The police are here.",
    "There's many cars here. There is a lot of traffic.",
    "I can go there. He didn't come. You have to go now. He could have gone.",
    "I have gone there twice, and she has written a letter.",
    "I agree with you. It depends on the weather. I am going.",
    "Thank you for helping me. He left without saying goodbye.",
    "I enjoy reading. I look forward to seeing you. I want him to come.",
    "I have lived here since 2010. Since it rains, I stay.",
    "Yesterday I went to the cinema, and tomorrow I go again.",
    "If I have time, I will come. I wonder if he will come.",
    "I don't know where they are. Where are they?",
    "We discussed the plan. He talked about it.",
    "It depends on him. She is married to a doctor. I listen to music.",
    "This is better, and that is more expensive. More young people came.",
    "Most people like it. Most of the people like it.",
    "I am interested in music. The film was boring.",
    "I don't know anything. Nobody knows nothing about art.",
    "I stayed because it is important.",
    "On the other hand, I made a mistake.",
    "Well, you know, I go, I went there, I mean, to the shop.",
]


@pytest.mark.parametrize(("key", "text"), [(key, text) for key, texts in WRONG.items() for text in texts])
def test_the_habit_is_seen(key: str, text: str) -> None:
    """Each family sees the errors that it is named for."""
    assert key in {found.pattern.key for found in find_grammar(text)}


def test_every_family_has_its_errors_here() -> None:
    """No family of the catalogue goes untested."""
    assert set(WRONG) == {pattern.key for pattern in GRAMMAR}


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
        ("They doesn't know.", "doesn't", "agreement"),
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
    documents = ["", "We discuss about it. Um, uh.", "She is teacher."]
    lines = [json.loads(line) for line in evidence_lines(documents)]
    assert {line["document"] for line in lines} == {1, 2}
    for line in lines:
        assert line.keys() == {"document", "pattern", "category", "start", "end", "quote"}
        assert documents[line["document"]][line["start"] : line["end"]] == line["quote"]
    assert {line["category"] for line in lines} >= {Category.GRAMMAR.value, Category.VOCABULARY.value}
