"""Comparatives and superlatives with one sign too many, or without their partner."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.detectors.grammar.noun_forms import comparative_of, superlative_of
from speaking.analysis.detectors.grammar.word_index import words_in
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_SHORT = word_set(
    """
    bad big busy cheap clean cold dark deep early easy fast good great happy hard heavy high hot large lazy
    long low near new nice old pretty rich short slow small strong tall thin ugly warm weak wide young
    """
)
"""Adjectives that take -er and -est, and hardly ever "more"."""

_COMPARED = word_set(
    """
    better bigger cheaper cleaner colder easier faster harder heavier higher hotter larger longer older
    poorer richer safer shorter slower smaller smarter stronger taller warmer weaker worse younger
    """
)
_WRONG_FORMS = {
    "worser": "worse",
    "gooder": "better",
    "badder": "worse",
    "goodest": "best",
    "baddest": "worst",
    "bestest": "best",
    "expensiver": "more expensive",
    "importanter": "more important",
    "beautifuler": "more beautiful",
    "beautifuller": "more beautiful",
    "interestinger": "more interesting",
    "difficulter": "more difficult",
    "famouser": "more famous",
    "comfortabler": "more comfortable",
    "dangerouser": "more dangerous",
    "expensivest": "most expensive",
    "importantest": "most important",
    "beautifulest": "most beautiful",
}
_PERSONS = word_set("me him them us mine yours ours theirs")
_COMPARED_TAGS = frozenset({"JJR", "RBR"})
_NO_SECOND_SIGN = word_set("more less lesser least most")


def double_comparative(doc: Doc) -> Iterator[Found]:
    """Two signs of comparison: "more better"; "more" before a short adjective: "more big"."""
    for sign in words_in(doc, {"more", "most"}, after=1):
        word = sign.nbor()
        if word.lower_ in _NO_SECOND_SIGN:
            continue
        if word.tag_ in {"JJR", "RBR", "JJS", "RBS"} or word.lower_ in _COMPARED:
            yield Found(sign.i, sign.i + 2, (word.lower_,) if _fits(sign, word) else ())
        elif _is_short_and_alone(word) or _is_the_most(sign, word):
            compare = comparative_of if sign.lower_ == "more" else superlative_of
            yield Found(sign.i, sign.i + 2, (compare(word.lower_),))


def _fits(sign: Token, word: Token) -> bool:
    return (sign.lower_ == "most") == word.lower_.endswith("st")


def _is_short_and_alone(word: Token) -> bool:
    """Whether it is a short adjective, and not "more small changes"."""
    alone = tag_after(word) not in {"NN", "NNS", "JJ", "VBG"}
    return word.lower_ in _SHORT and word.tag_ in {"JJ", "RB"} and alone and not _is_in_between(word)


def _is_the_most(sign: Token, word: Token) -> bool:
    """Whether it is "the most big city"."""
    before = following(sign, -1)
    the_most = sign.lower_ == "most" and before is not None and before.lower_ == "the"
    return the_most and word.lower_ in _SHORT and word.tag_ == "JJ" and tag_after(word) == "NN"


def _is_in_between(word: Token) -> bool:
    """Whether "more" means "rather": "more cold than wet", "more or less"."""
    than = following(word)
    compared = following(word, 2)
    return than is not None and than.lower_ == "than" and compared is not None and compared.tag_ == "JJ"


def wrong_comparative(doc: Doc) -> Iterator[Found]:
    """A form that does not exist ("worser"), or "very" before a comparative: "very bigger"."""
    for word in words_in(doc, _COMPARED | {"elder", *_WRONG_FORMS}):
        right = _WRONG_FORMS.get(word.lower_)
        before = following(word, -1)
        if right:
            yield Found(word.i, word.i + 1, (right,))
        elif word.lower_ == "elder" and tag_after(word) == "IN" and word.i + 1 < len(doc):
            if word.nbor().lower_ == "than":
                yield Found(word.i, word.i + 1, ("older",))
        elif before is not None and before.lower_ == "very" and word.lower_ in _COMPARED:
            yield Found(before.i, word.i + 1, (f"much {word.lower_}",))


def wrong_partner(doc: Doc) -> Iterator[Found]:
    """A comparison without its "than" or "as": "bigger that me", "taller as him", "as tall than"."""
    for word in words_in(doc, {"that", "as", "of", "than"}, before=1, after=1):
        before, after = word.nbor(-1), word.nbor()
        compared = before.tag_ in _COMPARED_TAGS and before.lower_ in _COMPARED
        if word.lower_ != "than" and compared and after.lower_ in _PERSONS and _ends_there(after):
            if word.lower_ != "of" or not _is_chosen(before):
                yield Found(word.i, word.i + 1, ("than",))
        elif word.lower_ == "than" and before.tag_ == "JJ" and before.i and before.nbor(-1).lower_ == "as":
            yield Found(word.i, word.i + 1, ("as",))
        elif (
            word.lower_ == "as" and before.lower_ in _COMPARED and before.i and before.nbor(-1).lower_ == "as"
        ):
            yield Found(before.i - 1, word.i + 1, ())


def _ends_there(word: Token) -> bool:
    return tag_after(word) not in {"NN", "NNS", "VBP", "VBZ", "VBD", "JJ"}


def _is_chosen(compared: Token) -> bool:
    """Whether it is one of two: "the better of them"."""
    return any(child.tag_ == "DT" for child in compared.children) or compared.nbor(-1).tag_ == "DT"
