"""Prepositions: wrong ones, needless ones and missing ones, after words and before times and places."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import government, time_and_place
from speaking.analysis.detectors.grammar.word_patterns import Patterns
from speaking.analysis.text.language_model import Doc

_AFTER_WORDS = Patterns(government.WRONG_AFTER_WORDS)
_OF_TIME = Patterns(time_and_place.WRONG_OF_TIME)
_OF_PLACE = Patterns(time_and_place.WRONG_OF_PLACE)
_IN_PHRASES = Patterns(time_and_place.WRONG_IN_PHRASES)
_NEEDLESS = Patterns([*government.NEEDLESS_AFTER_VERBS, *time_and_place.NEEDLESS_OF_TIME_AND_PLACE])
_MISSING = Patterns(time_and_place.MISSING)


def wrong_after_word(doc: Doc) -> Iterator[Found]:
    """A different preposition from the one the word takes: "depend of", "married with"."""
    yield from _AFTER_WORDS.found_in(doc)


def wrong_of_time(doc: Doc) -> Iterator[Found]:
    """The wrong preposition before a time: "in Friday", "since two years"."""
    yield from _OF_TIME.found_in(doc)


def wrong_of_place(doc: Doc) -> Iterator[Found]:
    """The wrong preposition before a place or a means: "in the internet", "go with the train"."""
    yield from _OF_PLACE.found_in(doc)


def wrong_in_phrase(doc: Doc) -> Iterator[Found]:
    """The wrong preposition in a set phrase: "according with", "on my opinion"."""
    yield from _IN_PHRASES.found_in(doc)


def needless(doc: Doc) -> Iterator[Found]:
    """A preposition that does not belong there: "discuss about", "in next month", "go to abroad"."""
    yield from _NEEDLESS.found_in(doc)


def missing(doc: Doc) -> Iterator[Found]:
    """A preposition that is left out: "listen music", "go the restaurant"."""
    yield from _MISSING.found_in(doc)
