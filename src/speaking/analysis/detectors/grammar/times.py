"""Expressions for a time that is over, and for how long something has been."""

from collections.abc import Iterator
from typing import NamedTuple

from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import phrase_set, word_set
from speaking.analysis.text.language_model import Doc, Token

_LAST = word_set(
    """
    night week weekend month year summer winter spring autumn fall semester monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november
    december
    """
)
_PERIODS = word_set(
    "minutes hours days weeks months years decades semesters minute hour day week month year decade"
)
_LONG = word_set("a an one many several few some long about almost nearly more than last the past")
_NOT_OVER = word_set("since until till by for over during from of within the than 's this to as before")
_AGES = phrase_set("the past; old times; ancient times; those days; old days; olden times; my childhood")
_OLD = word_set("child kid boy girl student teenager baby young small little younger freshman")
_NOT_TIMES = frozenset({"nsubj", "nsubjpass", "attr", "poss"})
_EARLIEST, _LATEST = 1900, 2024
_FARTHEST_OLD = 5
_LONGEST_PERIOD = 5


class Time(NamedTuple):
    """An expression of time: tokens `start` to `end` (exclusive)."""

    start: int
    end: int


def finished_times(doc: Doc) -> Iterator[Time]:
    """Find "yesterday", "last week", "two years ago", "in 2010"."""
    for word in words_in(doc, {"yesterday", "in", "ago", "last"}):
        found = _finished(word)
        if found is not None and not _is_counted_from(doc, found):
            yield found


def _finished(word: Token) -> Time | None:
    if word.lower_ == "yesterday" and word.dep_ not in {"nsubj", "poss", "pobj", "attr"}:
        return Time(word.i, word.i + 1)
    if word.is_sent_start and word.lower_ == "in" and _past_ages(word):
        return Time(word.i, word.i + 3)
    if word.lower_ == "ago":
        return Time(_period_start(word), word.i + 1)
    second = following(word)
    if second is None:
        return None
    third = following(second)
    if word.lower_ == "last" and second.lower_ in _LAST and second.dep_ not in _NOT_TIMES:
        return None if third is not None and third.lower_ == "'s" else Time(word.i, word.i + 2)
    year = second.lower_.isdigit() and second.lower_.isascii() and _EARLIEST < int(second.lower_) <= _LATEST
    alone = third is None or third.pos_ not in {"NOUN", "PROPN", "NUM"}
    return Time(word.i, word.i + 2) if word.lower_ == "in" and year and alone else None


def _past_ages(word: Token) -> bool:
    """Whether it begins "in the past", "in old times" or "in those days"."""
    phrase = tuple(each.lower_ for each in word.doc[word.i + 1 : word.i + 3])
    return phrase in _AGES


def _period_start(ago: Token) -> int:
    start = ago.i
    while start > 0 and ago.i - start < _LONGEST_PERIOD and _is_of_period(ago.doc[start - 1]):
        start -= 1
    return start


def _is_of_period(word: Token) -> bool:
    return word.lower_ in _PERIODS | _LONG or word.tag_ == "CD" or word.lower_ in {"couple", "of", "time"}


def _is_counted_from(doc: Doc, time: Time) -> bool:
    """Whether it only begins or ends there: "since last year", "the last week", "until yesterday"."""
    lead = doc[time.start - 1] if time.start else None
    before = doc[time.start].lower_ if doc[time.start].lower_ in _NOT_OVER - {"the"} else ""
    return bool(before) or (lead is not None and lead.lower_ in _NOT_OVER)


def childhood(when: Token) -> Token | None:
    """The "was" of "when I was a child" or "when I was 12"; None if it is something else."""
    subject, was = following(when), following(when, 2)
    if when.lower_ != "when" or subject is None or was is None:
        return None
    if subject.lower_ not in {"i", "we"} or was.lower_ not in {"was", "were"}:
        return None
    ahead = when.doc[was.i + 1 : was.i + 1 + _FARTHEST_OLD]
    return was if any(each.lower_ in _OLD for each in ahead) else None


def period_after(since: Token) -> int | None:
    """Where the period of "since three years" ends (exclusive); None if a point in time follows."""
    at = since.i + 1
    doc = since.doc
    while at < len(doc) and at - since.i < _LONGEST_PERIOD:
        word = doc[at]
        follower = following(word)
        ends = follower is None or follower.lower_ not in {"ago", "of", "when", "before", "'s", "after"}
        if word.lower_ in _PERIODS | {"time"} and ends and at > since.i + 1:
            return at + 1 if _is_measured(doc, since.i + 1, at) else None
        if not (word.lower_ in _LONG or word.tag_ == "CD"):
            return None
        at += 1
    return None


def _is_measured(doc: Doc, start: int, end: int) -> bool:
    """Whether the words before the noun count it: "three years", not "that day" or "last year"."""
    said = [each.lower_ for each in doc[start:end]]
    many = doc[end].lower_.endswith("s") or "long" in said
    return (many and bool(said) and said != ["the"]) or said in (["a"], ["an"], ["one"])


def is_point(since: Token) -> bool:
    """Whether a point in time follows: "since 2010", "since then", "since last April"."""
    first = following(since)
    if first is None:
        return False
    known = first.lower_ in {"then", "last", "yesterday", "childhood", "birth", "this"}
    start = first.lower_ == "my" and (following(first) or first).lower_ in {"childhood", "birth"}
    return known or start or first.tag_ == "CD" or first.lower_ in _LAST - {"may"} or first.text == "May"
