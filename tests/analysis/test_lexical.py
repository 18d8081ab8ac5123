"""Counted habits: every place, honest rates, and overuse only where others say it less."""

import random
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.counted_habits_and_limits import COUNTED, SAID_ONCE
from speaking.analysis.evidence import Evidence, Pattern
from speaking.analysis.grammar_habits import FAMILIES, FAMILY, GRAMMAR
from speaking.analysis.lexical import find_lexical, habits, rates_of
from speaking.analysis.naming import meaning
from speaking.analysis.schema import Category, Severity
from speaking.analysis.text.tokens import Tokens

PLAIN = (
    "Last summer my sister and I went to the coast. We rented a small house near the harbour. "
    "Although the weather was bad, we walked every morning before breakfast. My sister paints, "
    "which means that she needs quiet, while I prefer company. In the afternoon we cooked for our "
    "neighbours. They told us stories about the old days, when the whole town lived from fishing. "
    "Today most of the boats are gone. What remains is a museum, a market hall, and a lot of cats. "
    "If you ever visit the place, take the early train, since it is cheaper. "
)
WORDS = re.findall(
    r"\S+|\n",
    "so and but because um uh you know I mean like well kind of sort very really actually just thing things "
    "stuff I think maybe the house is was went. go, he they there city beautiful Um, So And I. \n ... don't",
)

speech = st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join)


def keys(text: str) -> set[str]:
    return {found.pattern.key for found in find_lexical(text)}


def occurrences_in(text: str, *others: Evidence) -> list[Evidence]:
    return [found for habit in habits(Tokens(text), others) for found in habit.evidence]


@given(st.text() | speech)
@settings(max_examples=200, deadline=None)
def test_every_place_is_in_the_text(text: str) -> None:
    """Spans are whole, in order, never empty, and those of one habit do not overlap."""
    found = find_lexical(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert found == sorted(found, key=lambda one: (one.start, one.end, one.pattern.key))
    for pattern in {one.pattern for one in found}:
        places = [one for one in found if one.pattern == pattern]
        assert all(one.end <= after.start for one, after in pairwise(places))


@given(speech)
@settings(max_examples=100, deadline=None)
def test_counts_are_the_places(text: str) -> None:
    """A count is the number of places, and the same text gives the same answer."""
    counts = {habit.pattern: habit.count for habit in habits(Tokens(text))}
    occurrences = occurrences_in(text)
    for pattern in COUNTED:
        assert counts.get(pattern, 0) == sum(found.pattern == pattern for found in occurrences)
    assert {habit.pattern: habit.count for habit in habits(Tokens(text))} == counts
    assert set(find_lexical(text)) <= set(occurrences)


def test_ordinary_speech_shows_no_habit() -> None:
    """A good talk is left alone."""
    assert keys(PLAIN * 3) <= {"repeated-words", "repeated-phrases"}
    assert keys(PLAIN) == set()


@pytest.mark.parametrize("text", ["", " ", "Um.", "So I went.", "Very good, thank you. And you?"])
def test_a_slip_is_no_habit(text: str) -> None:
    """What happens once is no evidence of overuse."""
    assert find_lexical(text) == []


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("filled-pauses", "Um, I went, uh, home."),
        ("you-know", "The town was, you know, empty at night."),
        ("overused-so", "It rained, so the match ended."),
        ("so-openers", "So the match ended early."),
        ("but-openers", "But the match ended early."),
        ("overused-very", "The town was very quiet at night."),
        ("vague-words", "She bought some stuff for dinner."),
        ("hedges", "Maybe the match ended early."),
        ("filler-like", "We have like twenty boats."),
        ("overused-usually", "The match usually ended early."),
        ("repeated-adjectives", "The match was nice."),
        ("overused-there-is", "There is a boat."),
        ("trailing-off", "The match was over so."),
        ("restarts", "The match was the match was over."),
    ],
)
def test_what_comes_back_all_the_time_is_a_habit(key: str, sentence: str) -> None:
    """Ten times beside an ordinary talk is more than others say it; the talk alone is not."""
    parts = PLAIN.split(". ")
    text = ". ".join(parts[:6]) + ". " + f"{sentence} " * 10 + ". ".join(parts[6:])
    assert key in keys(text)
    assert key not in keys(PLAIN)


def test_what_fluent_speakers_say_is_no_habit() -> None:
    """Fillers, "you know", repairs and vague words as often as natives say them are left alone."""
    said = "I, I like it, you know, and, um, there is stuff to do. Uh, so we stay, although it is small. "
    found = habits(Tokens(PLAIN + said))
    assert {habit.pattern.key for habit in found if habit.count} >= {
        "filled-pauses",
        "you-know",
        "vague-words",
    }
    assert keys((PLAIN + said) * 4) <= {"repeated-words", "repeated-phrases", "repeated-adjectives"}


def test_overuse_is_a_matter_of_the_rate() -> None:
    """Five times "so" are many in a hundred words and few in a thousand."""
    so = "It rained, so the match ended. " * 5
    assert "overused-so" in keys(PLAIN + so)
    varied = " ".join(f"Person{number} visited place{number} before noon." for number in range(200))
    assert "overused-so" not in keys(varied + so)


def test_rates_are_per_100_words_without_fillers() -> None:
    """Fillers are counted against the words, not among them; what was not met has the rate zero."""
    text = "Um, I, uh, saw him out there with two of the dogs."
    rates = rates_of(occurrences_in(text), Tokens(text).word_count, COUNTED)
    assert rates["filled-pauses"] == 20.0
    assert rates["overused-so"] == 0.0
    assert {pattern.key for pattern in COUNTED} == set(rates)


def test_other_evidence_is_measured_the_same_way() -> None:
    """What rules find has its places in order, and its rate beside the others."""
    articles = Pattern("articles", Category.GRAMMAR, "Articles", "", "", Severity.HIGH)
    text = "I bought car and sold car and lost car."
    evidence = [Evidence(at, at + 3, articles) for at in (9, 22, 35)]
    (habit,) = [
        habit for habit in habits(Tokens(text), random.sample(evidence, 3)) if habit.pattern == articles
    ]
    assert habit.count == 3
    assert habit.evidence == tuple(evidence)
    rates = rates_of(occurrences_in(text, *evidence), Tokens(text).word_count, [*COUNTED, articles])
    assert rates["articles"] == 33.333


def test_the_catalogue_is_sound() -> None:
    """Keys and names are unique, no two names mean the same habit, and every entry is complete."""
    patterns = CATALOGUE.values()
    assert len(CATALOGUE) == len(COUNTED) + len(GRAMMAR)
    assert len({meaning(pattern.name) for pattern in patterns}) == len(CATALOGUE)
    norms = [pattern.norm for pattern in patterns if pattern.norm]
    assert all(norm.half < norm.nearly_all <= norm.limit for norm in norms)
    assert all(pattern.limit > 0 for pattern in COUNTED)
    assert all(bool(pattern.did) == bool(pattern.detector) for pattern in patterns)
    assert {key for complaint in SAID_ONCE for key in complaint} <= CATALOGUE.keys()
    assert all(pattern.tip and pattern.explanation and pattern.recurring_at >= 2 for pattern in patterns)
    assert all(bool(pattern.detector) != bool(pattern.natives_per_1000) for pattern in patterns)
    assert {family.habit for family in FAMILIES} == set(GRAMMAR)
    assert len(FAMILY) == len(FAMILIES)
    assert CATALOGUE.keys().isdisjoint(FAMILY)


def test_a_limit_stands_in_one_place() -> None:
    """An entry has a limit of its own only where its norm gives another one."""
    for pattern in CATALOGUE.values():
        assert pattern.floor is None or pattern.floor != replace(pattern, floor=None).limit


def test_the_page_of_measures_tells_the_limits() -> None:
    """Every counted habit has its figures in docs/measures.md as the catalogue has them."""
    page = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.split("|")[1:-1]] for row in page.splitlines() if row.count("|") == 5
    ]
    told = {name: (figures, least) for name, _, figures, least in rows}
    for pattern in COUNTED:
        figures, least = told[pattern.name]
        half, nearly_all, learners, limit = (re.findall(r"[\d.]+", part) for part in figures.split("/"))
        assert int(least) == pattern.recurring_at, pattern.name
        assert float(limit[0]) == pattern.limit, pattern.name
        if pattern.norm:
            assert [float(half[0]), float(nearly_all[0])] == [pattern.norm.half, pattern.norm.nearly_all]
            assert [float(figure) for figure in learners] == [pattern.norm.learners] * len(learners)
            assert bool(learners) == (pattern.norm.learners is not None)
