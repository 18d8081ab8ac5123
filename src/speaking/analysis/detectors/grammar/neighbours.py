"""The words beside a word, skipping adverbs that may come between."""

from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Token

NEGATIONS = frozenset({"not", "n't"})
ADVERBS = NEGATIONS | word_set("also always never only just really often usually even still already")

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def before(token: Token, *, skip: frozenset[str] = ADVERBS) -> Token | None:
    """The word before a token, skipping those in `skip`; None at the beginning."""
    return _beside(token, -1, skip)


def after(token: Token, *, skip: frozenset[str] = ADVERBS) -> Token | None:
    """The word after a token, skipping those in `skip`; None at the end."""
    return _beside(token, 1, skip)


def _beside(token: Token, step: int, skip: frozenset[str]) -> Token | None:
    beside = following(token, step)
    while beside is not None and beside.lower_ in skip:
        beside = following(beside, step)
    return beside


def following(token: Token, distance: int = 1) -> Token | None:
    """The word `distance` after a token (before it, if negative); None beyond either end."""
    at = token.i + distance
    return token.doc[at] if 0 <= at < len(token.doc) else None


def tag_after(token: Token) -> str:
    """The part of speech of the next word; empty at the end."""
    after = following(token)
    return "" if after is None else after.tag_


def is_infinitive(to: Token | None) -> bool:
    verb = following(to) if to is not None else None
    return to is not None and verb is not None and to.lower_ == "to" and verb.tag_ == "VB"


def subject_of(verb: Token) -> Token | None:
    """The subject before a verb, or before the verb that an auxiliary belongs to."""
    found = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if found is None and verb.dep_ in {"aux", "auxpass"}:
        found = next(
            (child for child in verb.head.lefts if child.dep_ in SUBJECTS and child.i < verb.i), None
        )
    return found
