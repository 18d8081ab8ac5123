"""Every part that counts words counts the same ones, and every part that cuts sentences cuts alike."""

import json
import re

import pytest

from speaking.analysis.claude.prompt import question
from speaking.analysis.detectors import structure
from speaking.analysis.fluency import measure
from speaking.analysis.focus_and_summary import summary
from speaking.analysis.lexical import habits
from speaking.analysis.text.quotes import QuoteFinder
from speaking.analysis.text.readable import readable
from speaking.analysis.text.repairs import repairs
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription, Word

TRANSCRIPTS = (
    "Um, so Mr. Smith paid 3.5 dollars - well, he did... um, he did not, and I don’t know why.",
    "I live in the U.S. now, uh-huh, it’s a well-known place for twenty-one-year-olds… I think so.",
    "So I-I went, uh, at 5 p.m. — no, at 10,000 o'clock! ♪ So we got there, Dr. Jones and me.",
    "So it was hard? So they said 'yes' ER nurse 'cause rock 'n' roll, erm, is O.K. for me.",
)
SECS_A_WORD = 0.5


def said(text: str) -> Transcription:
    words = tuple(
        Word(word, at * SECS_A_WORD, (at + 1) * SECS_A_WORD, 0.9) for at, word in enumerate(text.split())
    )
    return Transcription(text, "en", len(words) * SECS_A_WORD, words)


def told_to_claude(text: str) -> int:
    facts = re.search(r"^\{.*\}$", question(said(text)), re.MULTILINE)
    assert facts is not None
    return int(json.loads(facts.group())["words"])


def told_to_the_learner(text: str) -> int:
    counted = re.search(r"(\d+) words", summary([], Tokens(text), None))
    assert counted is not None
    return int(counted[1])


def divided_by(text: str) -> int:
    habit = next(habit for habit in habits(Tokens(text)) if habit.count)
    return round(100 * habit.count / habit.per_100_words)


def paced(text: str) -> int:
    figures = measure(said(text), Tokens(text))
    assert figures is not None
    return round(figures.words_per_minute * said(text).duration / 60)


def quotable(text: str) -> int:
    finder = QuoteFinder(said(text))
    pauses = [Tokens(text).words[position] for position in Tokens(text).filled_pauses]
    return len(finder.tokens.words) - len(pauses)


@pytest.mark.parametrize("text", TRANSCRIPTS)
def test_a_transcript_has_one_number_of_words(text: str) -> None:
    """What is told, shown and divided by is one number, and grammar rules read just those words."""
    counted = Tokens(text).word_count
    counts = [count(text) for count in (told_to_claude, told_to_the_learner, divided_by, paced, quotable)]
    assert counts == [counted] * len(counts)
    given_up = sum(last - first + 1 for first, last in repairs(Tokens(text)))
    assert len(Tokens(readable(text).text).words) == counted - given_up


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("So Mr. Smith came. He stayed.", ["So Mr. Smith came.", "He stayed."]),
        (
            "I paid 3.5 dollars... and left. “Why?” he said",
            ["I paid 3.5 dollars... and left.", "“Why?” he said"],
        ),
        ("In the U.S. it rained\nI slept.", ["In the U.S. it rained", "I slept."]),
        ("He said “go.” Élan is all. élan.", ["He said “go.”", "Élan is all. élan."]),
    ],
)
def test_a_sentence_ends_in_one_place(text: str, sentences: list[str]) -> None:
    """The sentence around a quote is the one that an opener opens."""
    tokens, finder = Tokens(text), QuoteFinder(said(text))
    places = [(tokens.starts[found.first], tokens.ends[found.last]) for found in tokens.sentences]
    assert [finder.quote(*place).sentence for place in places] == sentences
    assert [finder.quote(start, start + 1).sentence for start, _ in places] == sentences
    openings = [tokens.words[found.first] for found in tokens.sentences]
    assert all([*structure.openers(word)(tokens)] for word in openings)


@pytest.mark.parametrize(
    ("between", "is_repair"), [(" ", True), (", ", True), ("... ", True), (". ", False), ("\n", False)]
)
def test_a_repair_stays_in_its_sentence(between: str, is_repair: bool) -> None:
    """Words of the next sentence repeat nothing, unless this one trailed off."""
    assert bool([*repairs(Tokens(f"We went to{between}We went to school."))]) == is_repair
