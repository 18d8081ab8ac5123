"""What was said goes into the question as data, with the facts that a reader cannot see."""

import json
import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.claude.prompt import MAX_KNOWN_PATTERNS, doubted, question
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
    asked = question(transcription("Hello."), known_patterns=[f"grammar:{name}" for name in names])
    known = facts(asked)["known_names"]
    assert all(entry in {name, *CATALOGUE} for name, entry in zip(names, known, strict=True))


def test_the_list_of_known_names_has_an_end() -> None:
    """A long profile does not crowd out the transcript."""
    asked = question(transcription("Hello."), known_patterns=[f"grammar:Habit {i}" for i in range(100)])
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
