"""What to say instead of a missing article, a wrong number or a wrong comparison."""

import pytest

from speaking.analysis.detectors.grammar.article_forms import article_before
from speaking.analysis.engine import find_grammar


def wordings(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.quote(text), found.say_instead) for found in find_grammar(text)]


@pytest.mark.parametrize(
    ("word", "article"),
    [
        ("car", "a"),
        ("apple", "an"),
        ("hour", "an"),
        ("honest", "an"),
        ("house", "a"),
        ("university", "a"),
        ("unique", "a"),
        ("uninteresting", "an"),
        ("unimportant", "an"),
        ("umbrella", "an"),
        ("European", "a"),
        ("one", "a"),
        ("useful", "a"),
        ("ugly", "an"),
        ("FBI", "an"),
        ("UFO", "a"),
        ("MBA", "an"),
        ("8", "an"),
        ("80", "an"),
        ("11", "an"),
        ("18", "an"),
        ("100", "a"),
        ("118", "a"),
        ("11,000", "an"),
    ],
)
def test_the_first_sound_chooses_the_article(word: str, article: str) -> None:
    """Letters and figures count as they are read aloud."""
    assert article_before(word) == article


@pytest.mark.parametrize("word", ["NASA", "x9", "№"])
def test_an_unsure_sound_gets_no_article(word: str) -> None:
    """An abbreviation may be read as a word, and a sign in any way."""
    assert article_before(word) is None


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("She is engineer.", "engineer", ("an engineer",)),
        ("I have headache.", "headache", ("a headache",)),
        ("There is library near my house.", "library", ("a library",)),
        ("We stayed in small hotel.", "small hotel", ("a small hotel", "the small hotel")),
        ("I saw a girl, and then girl was crying.", "girl", ("the girl", "a girl")),
        ("But weather was bad.", "weather", ("the weather",)),
        ("Weather was bad.", "Weather was", ("the weather was",)),
        ("I like cat.", "cat", ("cats",)),
        ("I go to the gym once week.", "once week", ("once a week",)),
        ("It took hour and half.", "hour and half", ("an hour and a half",)),
        ("I play piano.", "piano", ("the piano",)),
        ("He lives in USA.", "in USA", ("in the USA",)),
        ("This is most important thing for me.", "most important", ("the most important",)),
        ("I get up early in morning.", "in morning", ("in the morning",)),
        ("At time of the war, we left.", "At time of", ("at the time of",)),
        ("In the real life, it is hard.", "In the real life", ("in real life",)),
        ("I was in hurry.", "in hurry", ("in a hurry",)),
        ("It happened few years ago.", "few years", ("a few years",)),
        ("There were lot of people.", "lot of", ("a lot of",)),
        ("It was a such nice day.", "a such", ("such a",)),
        ("It is a so old place.", "a so old", ("such an old",)),
        ("We had a dinner together.", "a dinner", ("dinner",)),
        ("I live in the Japan.", "the Japan", ("Japan",)),
        ("We sleep at the night.", "at the night", ("at night",)),
        ("It was so unstable trip.", "so unstable trip", ("such an unstable trip",)),
        ("Recently scientist have found it.", "scientist", ("scientists",)),
        ("But scientist say that it is true.", "scientist", ()),
        ("We use trains instead of car.", "car", ("cars", "a car")),
        ("I found it in internet.", "in internet", ("on the internet",)),
        ("I can speak Japanese language.", "Japanese language", ("the Japanese language", "Japanese")),
        ("I have a own car.", "a own", ()),
        ("He wears an uniform.", "an uniform", ("a uniform",)),
    ],
)
def test_articles(text: str, quote: str, said: tuple[str, ...]) -> None:
    """Both articles are offered where the choice is open, and nothing where no wording is sure."""
    assert wordings(text) == [(quote, said)]


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("I visited many city.", "many city", ("many cities",)),
        ("One of my classmate is Chinese.", "my classmate", ("my classmates",)),
        ("It takes thirty minute.", "thirty minute", ("thirty minutes",)),
        ("I have two child.", "two child", ("two children",)),
        ("I like all kind of music.", "all kind", ("all kinds",)),
        ("It takes one and half hour.", "one and half hour", ("one and a half hours",)),
        ("I went there many time.", "many time", ("many times", "a lot of time")),
        ("I know many person.", "many person", ("many people",)),
        ("They have pets like dog or cats.", "dog", ("dogs",)),
        ("Every people knows it.", "Every people", ("everyone",)),
        ("Three peoples came.", "peoples", ("people",)),
        ("They are very patients.", "very patients", ("very patient",)),
        ("I like this things.", "this things", ("these things", "this thing")),
        ("Another men came in.", "Another men", ("Another man",)),
        ("I bought a apples.", "a apples", ("an apple", "apples")),
        ("She has a beautiful eyes.", "a beautiful eyes", ("beautiful eyes",)),
        ("He gave me an advice.", "an advice", ("some advice", "a piece of advice")),
        ("I need many informations.", "many informations", ("a lot of information",)),
        ("I have many money.", "many money", ("a lot of money",)),
        ("I don't have many money.", "many money", ("much money",)),
        ("It was a good weather.", "a good weather", ("good weather",)),
        ("There were too much cars.", "much cars", ("many cars",)),
        ("Most of people like it.", "Most of people", ("Most people", "Most of the people")),
        ("Almost students passed.", "Almost students", ("almost all students", "most students")),
    ],
)
def test_numbers(text: str, quote: str, said: tuple[str, ...]) -> None:
    """The noun takes the number that its determiner asks for, or the determiner changes."""
    assert wordings(text) == [(quote, said)]


@pytest.mark.parametrize(
    ("text", "quote", "said"),
    [
        ("This is more better.", "more better", ("better",)),
        ("My house is more big than yours.", "more big", ("bigger",)),
        ("He runs more fast.", "more fast", ("faster",)),
        ("It was the most cheap hotel.", "most cheap", ("cheapest",)),
        ("My English is worser.", "worser", ("worse",)),
        ("It is very bigger than mine.", "very bigger", ("much bigger",)),
        ("He is elder than me.", "elder", ("older",)),
        ("He is older that me.", "that", ("than",)),
        ("She is as tall than me.", "than", ("as",)),
    ],
)
def test_comparisons(text: str, quote: str, said: tuple[str, ...]) -> None:
    """One sign of comparison is left, and its partner is right."""
    assert wordings(text) == [(quote, said)]
