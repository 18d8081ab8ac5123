"""Where a noun's phrase begins, and whether anything in it determines the noun."""

from speaking.analysis.detectors.grammar.neighbours import following
from speaking.analysis.text.closed_classes import phrase_set, word_set
from speaking.analysis.text.language_model import Doc, Token

PERSONS_OBJECT = word_set("it them him me us her")
"""Pronouns that follow a verb: what comes before them is no noun, whatever its tag ("bag it")."""

_DESCRIBING_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "RBR", "RBS"})
_DESCRIBING = frozenset({"amod", "advmod", "compound", "nmod"})
_COMPOUND_TAGS = frozenset({"NN", "NNS", "POS", "NNP"})
_FILLING = phrase_set(
    "you know; i mean; sort of; kind of; like; say; well; or; uh; actually; really; oh; i guess; i think"
)
_LONGEST_FILLING = 2
_SIGNS = frozenset(",-—–\"'")


def phrase_start(noun: Token) -> int:
    """Where the adjectives and compounds before a noun begin."""
    start = noun.i
    while start > 0 and _belongs_to(noun.doc[start - 1], noun, start):
        start -= 1
    return start


def _belongs_to(word: Token, noun: Token, start: int) -> bool:
    describes = word.tag_ in _DESCRIBING_TAGS and word.dep_ in _DESCRIBING
    return (describes and noun.i >= word.head.i >= start) or (word.dep_ == "compound" and word.tag_ == "NN")


def before_filling(doc: Doc, start: int) -> int:
    """The position after the last word before `start`, looking through ", you know,"."""
    at = start
    while at and doc[at - 1].text in _SIGNS:
        at = _without_filling(doc, at - 1)
    return at


def _without_filling(doc: Doc, at: int) -> int:
    for length in range(_LONGEST_FILLING, 0, -1):
        if tuple(word.lower_ for word in doc[max(0, at - length) : at]) in _FILLING:
            return at - length
    return at


def noun_after(word: Token) -> Token | None:
    """The noun that ends the phrase after a word, skipping adjectives."""
    doc = word.doc
    at = word.i + 1
    while at < len(doc) and _is_inside_phrase(doc[at]):
        at += 1
    return doc[at] if at < len(doc) and doc[at].pos_ == "NOUN" else None


def _is_inside_phrase(word: Token) -> bool:
    compared = word.tag_ in {"JJ", "JJR", "JJS", "RBS"}
    return compared or (word.tag_ == "NN" and word.dep_ == "compound")


def goes_on(noun: Token) -> bool:
    """Whether a noun is only the first part of a longer one: "book shop", "car's"."""
    after = following(noun)
    return after is not None and (after.tag_ in _COMPOUND_TAGS or after.text == "-")
