"""What was said goes into the question as data, with the facts that a reader cannot see."""

import json
import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.claude.prompt import (
    BESIDE_FAMILIES,
    INSTRUCTIONS,
    MAX_CANDIDATES,
    MAX_KNOWN_PATTERNS,
    TRIVIA,
    candidates_in,
    doubted,
    question,
)
from speaking.analysis.evidence import Evidence
from speaking.analysis.grammar_habits import FAMILIES, FAMILY, GRAMMAR
from speaking.analysis.learner import Learner
from speaking.transcription import Transcription, Word


def transcription(text: str, *probabilities: float) -> Transcription:
    timed = zip(text.split(), probabilities, strict=False)
    words = tuple(Word(word, at, at + 0.5, probability) for at, (word, probability) in enumerate(timed))
    return Transcription(text=text, language="en", duration=60.0, words=words)


def facts(asked: str) -> dict[str, Any]:
    found = re.match(r"<facts-([0-9a-f]{16})>\n(.*)\n</facts-\1>\n\n<transcript-\1>\n", asked)
    assert found
    content: dict[str, Any] = json.loads(found.group(2))
    return content


@given(st.text())
def test_the_transcript_stands_whole_between_its_markers(text: str) -> None:
    """Whatever was said, the first and the last marker are ours and everything between them is the text."""
    asked = question(transcription(text))
    first, *_, last = re.findall(r"</?transcript-[0-9a-f]{16}>", asked)
    start, end = asked.index(first) + len(first), asked.rindex(last)
    assert last == f"</{first[1:]}"
    assert asked[start:end] == f"\n{text}\n"


@given(st.lists(st.text(min_size=1), max_size=5))
@example(["REPEAT:WORD"])
def test_a_known_name_stays_a_name(names: list[str]) -> None:
    """A name from an earlier answer cannot break out of its list, whatever it holds."""
    asked = question(transcription("Hello."), learner=Learner(tuple(f"grammar:{name}" for name in names)))
    known = facts(asked)["known_names"]
    assert all(entry in {name, *CATALOGUE} for name, entry in zip(names, known, strict=True))


def test_the_list_of_known_names_has_an_end() -> None:
    """A long profile does not crowd out the transcript."""
    learner = Learner(tuple(f"grammar:Habit {i}" for i in range(100)))
    asked = question(transcription("Hello."), learner=learner)
    assert asked.count("Habit") == MAX_KNOWN_PATTERNS


def test_doubted_words_are_named_between_their_neighbours() -> None:
    """A mistake that may be the recogniser's must not become the learner's."""
    said = transcription("we bought red cart yesterday", 0.9, 0.8, 0.9, 0.2, 0.9)
    assert doubted(said.words) == ["red cart yesterday"]
    assert facts(question(said))["doubtful"] == ["red cart yesterday"]


def test_without_word_timings_nothing_is_doubted() -> None:
    """Some models give no probabilities."""
    assert doubted(()) == []
    assert facts(question(transcription("Hello.")))["doubtful"] == []


def test_every_habit_of_grammar_is_offered_with_what_belongs_to_it() -> None:
    """The key stands first, then the kinds that rules know and those that only a reader hears."""
    for pattern in GRAMMAR:
        (line,) = (each for each in INSTRUCTIONS.splitlines() if each.startswith(f"- {pattern.key}: "))
        kinds = [family.name for family in FAMILIES if family.habit is pattern]
        assert all(kind in line for kind in [*kinds, BESIDE_FAMILIES[pattern.key]])


def test_what_teachers_would_not_mention_is_not_offered() -> None:
    """A count of "just" is no habit to work on; every other habit of the catalogue is offered."""
    offered = {line.split(":")[0] for line in INSTRUCTIONS.splitlines() if line.startswith("- ")}
    assert {f"- {key}" for key in CATALOGUE if key not in TRIVIA} <= offered
    assert offered.isdisjoint(f"- {key}" for key in TRIVIA)


def test_counts_of_trivia_are_no_facts() -> None:
    """What is not offered is not counted out to the model either."""
    said = transcription("Well, I kind of like it, um.")
    evidence = [Evidence(0, 4, CATALOGUE["filler-well"]), Evidence(25, 27, CATALOGUE["filled-pauses"])]
    assert facts(question(said, evidence=evidence))["counted"] == {"filled-pauses": 1}


def flags(text: str, quote: str, family: str, *say_instead: str) -> Evidence:
    at = text.index(quote)
    return Evidence(at, at + len(quote), FAMILY[family].habit, FAMILY[family], say_instead)


def test_what_rules_found_is_to_be_judged() -> None:
    """Each candidate has a number, its words with those around it, its habit and kind, and what to say."""
    text = "So yesterday my brother go to the market and he buy car."
    found = [flags(text, "brother go", "subject-verb", "brother goes"), flags(text, "car", "missing-article")]
    told = facts(question(transcription(text), evidence=found, candidates=found))
    assert told["candidates"] == [
        {
            "number": 1,
            "quote": "brother go",
            "around": "So yesterday my brother go to the market",
            "habit": "agreement",
            "kind": "subject-verb",
            "say": ["brother goes"],
        },
        {
            "number": 2,
            "quote": "car",
            "around": "and he buy car",
            "habit": "articles",
            "kind": "missing-article",
        },
    ]
    assert told["counted"] == {}


def test_the_most_frequent_habits_are_judged_first() -> None:
    """A long talk with many errors does not crowd out the transcript."""
    text = "go " * 60 + "car"
    agreement = FAMILY["subject-verb"]
    found = [Evidence(at * 3, at * 3 + 2, agreement.habit, agreement) for at in range(60)]
    chosen = candidates_in(
        [flags(text, "car", "missing-article"), *found, Evidence(0, 2, CATALOGUE["hedges"])]
    )
    assert len(chosen) == MAX_CANDIDATES
    assert all(each.family == agreement for each in chosen)


def test_what_is_known_of_the_learner_is_told() -> None:
    """The first language says where to look, the last focus what was worked on; both may be unknown."""
    learner = Learner(last_focus="Say 'a car'.")
    told = facts(question(transcription("Hello."), learner=learner, first_language="es"))
    assert (told["first_language"], told["last_focus"]) == ("es", "Say 'a car'.")
    nothing = facts(question(transcription("Hello.")))
    assert (nothing["first_language"], nothing["last_focus"]) == (None, None)
