"""Sentences begun again: several words said once more, a word replaced at once, a word broken off.

Wider than `text.repairs`, which grammar rules rely on: this one is counted, so one place more or less does
no harm. A single word said twice ("I I think") is not counted, as fluent speakers do that all the time.
"""

from collections.abc import Iterator, Sequence

from speaking.analysis.detectors import Span
from speaking.analysis.text.broken_words import is_broken_off
from speaking.analysis.text.closed_classes import SUBORDINATORS, word_set
from speaking.analysis.text.repairs import FORMS_OF_ONE_VERB, FUNCTION_WORDS, ends_sentence, is_put_right
from speaking.analysis.text.tokens import Tokens

LONGEST = 7
"""The most words that are given up before the sentence begins again."""

MOST_NEW = 3
"""Of these, the most that are not said again: "I have a | I have lots" has one."""

_SUBJECTS = word_set("i we they he she")
_OTHER_SUBJECTS = _SUBJECTS | {"you", "it"}
_ARTICLES = word_set("a an the")
_DETERMINERS = word_set("a an the my your his her our their this that these those")
_AUXILIARIES = word_set(
    "am are is was were have has had do does did can could will would should must don't doesn't didn't "
    "can't couldn't won't wouldn't haven't hasn't isn't aren't wasn't weren't"
)
_NEW_CLAUSE = word_set("so but because")
_LINKS = word_set("and or but then than")
_ON_PURPOSE = word_set("very really so much more again over you know and or but")
"""Said again for emphasis, as a filler, or in a list."""


def restarts(tokens: Tokens) -> Iterator[Span]:
    """From the first word that was given up to the last one that was said in its place."""
    spoken = tokens.spoken
    words = [tokens.words[position] for position in spoken]
    at = 0
    while at < len(words) - 1:
        given_up, said = _begun_again(tokens, spoken, words, at)
        if given_up:
            yield spoken[at], spoken[at + given_up + said - 1]
        at += given_up + said if given_up else 1


def _begun_again(tokens: Tokens, spoken: Sequence[int], words: Sequence[str], at: int) -> tuple[int, int]:
    """How many words are given up from here on, and how many are said instead; zeros if none are."""
    for length in range(min(LONGEST, len(words) - at - 2), 1, -1):
        alike = words[at] == words[at + length] or words[at + 1] == words[at + length + 1]
        if alike and (again := _said_again(tokens, spoken, words, at, length)):
            return length, again
    if ends_sentence(tokens, spoken[at]):
        return 0, 0
    if is_put_right(tokens, spoken, words, at) and words[at + 1] != words[at + 3]:
        return 2, 2
    either_or = "/" in tokens.gaps[spoken[at]]
    return (0, 0) if either_or else _stumbled(words, at) or _replaced(words, at)


def _said_again(tokens: Tokens, spoken: Sequence[int], words: Sequence[str], at: int, length: int) -> int:
    """How many words after the first `length` repeat them; zero if that was on purpose."""
    given_up, then = words[at : at + length], words[at + length : at + 2 * length]
    on_and_on = given_up[0] in _LINKS and at > 0 and words[at - 1] == given_up[-1]
    on_purpose = on_and_on or given_up[-1] in _LINKS or _ON_PURPOSE.issuperset(given_up)
    if on_purpose or any(ends_sentence(tokens, position) for position in spoken[at : at + length]):
        return 0
    pairs = zip(given_up, then, strict=False)  # the text may end before all is said again
    same = next((number for number, (one, other) in enumerate(pairs) if one != other), len(then))
    if same == length:
        return same
    goes_on = given_up[0] == "of" or given_up[-1] in SUBORDINATORS
    if goes_on or not _LINKS.isdisjoint(given_up):
        return 0
    only_first_differs = given_up[1:] == then[1:] and {given_up[0], then[0]} <= FUNCTION_WORDS
    if only_first_differs and length > 2:  # noqa: PLR2004 - two words or more are the same
        return length
    is_new = not tokens.comma_after(spoken[at + length - 1])
    return same if _is_begun_alike(given_up, same, without_comma=is_new) else 0


def _is_begun_alike(given_up: Sequence[str], same: int, *, without_comma: bool) -> bool:
    """Whether words whose first ones are said again were given up, and no finished clause."""
    if same == 1:
        return len(given_up) == 2 and given_up[0] in _SUBJECTS and given_up[1] in _AUXILIARIES  # noqa: PLR2004 - "I can't"
    if same == 0 or len(given_up) > same + MOST_NEW or given_up[0] in _ON_PURPOSE:
        return False
    unfinished = given_up[-1] in FUNCTION_WORDS and given_up[-1] not in _OTHER_SUBJECTS
    return unfinished or without_comma


def _stumbled(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A word said three times, "I I I go", or a subject that gets no verb: "he so they decided"."""
    word, following, after_next = words[at], words[at + 1], words[at + 2] if at + 2 < len(words) else ""
    if word == following == after_next and word in FUNCTION_WORDS:
        return 2, 1
    if word in _SUBJECTS and following in _NEW_CLAUSE and after_next in _OTHER_SUBJECTS:
        return 1, 2
    return None


def _replaced(words: Sequence[str], at: int) -> tuple[int, int]:
    """A word that the next one replaces: "a the", "we I", "says said", "su support", "ja this January"."""
    word, following = words[at], words[at + 1]
    if word != following:
        other_article = word in _ARTICLES and following in _DETERMINERS
        other_subject = word in _SUBJECTS and following in _OTHER_SUBJECTS
        other_form = frozenset((word, following)) in FORMS_OF_ONE_VERB and "had" not in (word, following)
        if other_article or other_subject or other_form or is_broken_off(word, following):
            return 1, 1
    after_next = words[at + 2] if at + 2 < len(words) else ""
    return (1, 2) if following in FUNCTION_WORDS and is_broken_off(word, after_next) else (0, 0)
