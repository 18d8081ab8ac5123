"""Articles: missing or needless."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import following, tag_after
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_DETERMINING = frozenset({"det", "poss", "nummod", "predet", "nmod", "quantmod"})
_NOT_IN_PLACE = frozenset({"compound", "npadvmod", "appos", "vocative", "nmod", "dep", "ROOT", "conj"})
_DESCRIBING_TAGS = frozenset({"JJ", "VBN", "VBG", "RB"})
_CLOSING_TAGS = frozenset(
    {"DT", "PRP$", "WP$", "WDT", "PDT", "CD", "POS", "JJS", "NN", "NNS", "NNP", "HYPH", "JJ", "VBN", "VBG"}
)
_CONTINUING_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "POS", "CD", "HYPH"})
_CONTINUING = word_set("or and 's - /")
_DETERMINERS_BY_SENSE = word_set("such what own same - as of much any some first last next there most")
_SAYS_WHICH = word_set(
    """
    additional average daily enough everyday few first front full further future great human last left less
    little many modern more much next only other own past present private public real right same second
    several social such third top various
    """
)
_AMOUNTS = word_set("enough less little more")
_WHOLE = word_set("whole awful quite parking huge large")
_ORDINAL_AFTER = word_set("for in on at is was")
_ORDERED = word_set("time place year day part step thing reason floor")
_BEFORE_NAMES = word_set("in to from on of at use using through by")


def missing_article(doc: Doc) -> Iterator[Found]:
    """A singular count noun without a determiner: "I bought car", "she is good teacher"."""
    for noun in doc:
        if noun.lower_ in words.COUNT_NOUNS and noun.tag_ == "NN":
            start = _phrase_start(noun)
            if _is_bare(noun, start) and not _is_set_phrase(noun, start):
                yield Found(start, noun.i + 1)


def described_without_article(doc: Doc) -> Iterator[Found]:
    """An adjective and a singular count noun without a determiner: "it is important thing"."""
    only_described = words.DESCRIBED_COUNT_NOUNS - words.COUNT_NOUNS
    for noun in doc:
        if noun.lower_ not in only_described or noun.tag_ != "NN" or not _is_in_place(noun):
            continue
        start = _phrase_start(noun)
        described = any(each.tag_ == "JJ" and each.lower_ not in _SAYS_WHICH for each in doc[start : noun.i])
        if described and _is_bare(noun, start):
            yield Found(start, noun.i + 1)


def _is_in_place(noun: Token) -> bool:
    after_preposition = noun.dep_ == "pobj" and noun.head.lower_ in {"with", "like", "for", "into"}
    return noun.dep_ in {"attr", "dobj"} or after_preposition


def _phrase_start(noun: Token) -> int:
    """Where the adjectives and compounds before a noun begin."""
    start = noun.i
    while start > 0 and _belongs_to(noun.doc[start - 1], noun, start):
        start -= 1
    return start


def _belongs_to(word: Token, noun: Token, start: int) -> bool:
    describes = word.tag_ in _DESCRIBING_TAGS and word.dep_ in {"amod", "advmod", "compound"}
    return (describes and word.head.i in {noun.i, start}) or (word.dep_ == "compound" and word.tag_ == "NN")


def _is_bare(noun: Token, start: int) -> bool:
    """Whether the phrase is complete and has no determiner."""
    determined = any(child.dep_ in _DETERMINING or child.tag_ in {"POS", "CD"} for child in noun.children)
    amount = any(each.lower_ in _AMOUNTS for each in noun.doc[start : noun.i])
    if determined or amount or noun.dep_ in _NOT_IN_PLACE or _is_said_twice(noun):
        return False
    after = following(noun)
    if after is not None and _continues(after):
        return False
    if not start:
        return after is not None and after.pos_ in {"VERB", "AUX"}
    before = noun.doc[start - 1]
    by_sense = before.lower_ in words.BARE_AFTER | _DETERMINERS_BY_SENSE
    return before.tag_ not in _CLOSING_TAGS and not by_sense


def _is_said_twice(noun: Token) -> bool:
    """Whether the noun is on both sides of a preposition: "group by group"."""
    around = (following(noun, 2), following(noun, -2))
    return any(other is not None and other.lower_ == noun.lower_ for other in around)


def _continues(after: Token) -> bool:
    named_time = after.lower_ in {"yesterday", "today", "tomorrow", "tonight"}
    return (after.tag_ in _CONTINUING_TAGS and not named_time) or after.lower_ in _CONTINUING


def _is_set_phrase(noun: Token, start: int) -> bool:
    return 0 < start == noun.i and (noun.nbor(-1).lower_, noun.lower_) in words.BARE_PHRASES


def lot_without_a(doc: Doc) -> Iterator[Found]:
    """A 'lot of' without its 'a': "there are lot of people"."""
    for lot in doc[:-1]:
        if lot.lower_ == "lot" and lot.nbor().lower_ == "of" and not _is_determined(lot):
            yield Found(lot.i, lot.i + 2)


def _is_determined(lot: Token) -> bool:
    if not lot.i:
        return False
    before = lot.nbor(-1)
    return before.tag_ in {"DT", "PRP$"} or before.lower_ in _WHOLE or before.pos_ == "ADJ"


def missing_the(doc: Doc) -> Iterator[Found]:
    """A 'same', an ordinal or a superlative without 'the': "in same way", "for first time"."""
    for word in doc[1:-1]:
        before, after = word.nbor(-1), word.nbor()
        superlative = after.tag_ == "JJ" and tag_after(after) == "NN"
        if word.lower_ == "same" and before.pos_ in {"ADP", "AUX", "VERB"}:
            yield Found(before.i, word.i + 1)
        elif word.lower_ in {"first", "second", "third"} and before.lower_ in _ORDINAL_AFTER:
            if after.lower_ in _ORDERED:
                yield Found(before.i, after.i + 1)
        elif word.lower_ == "most" and before.lower_ in {"is", "was"} and superlative:
            yield Found(before.i, after.i + 2)


def name_without_the(doc: Doc) -> Iterator[Found]:
    """A name that takes "the": "in USA", "on internet"."""
    for name in doc[1:]:
        if not _takes_the(name) or name.nbor(-1).lower_ not in _BEFORE_NAMES:
            continue
        if name.lower_ == "united" or tag_after(name) not in {"NN", "NNS", "VBG"}:
            yield Found(name.i - 1, name.i + 1)


def _takes_the(name: Token) -> bool:
    after = following(name)
    if name.lower_ == "united" and after is not None:
        return after.lower_ in {"states", "kingdom", "nations"}
    return name.lower_ in words.NEEDS_THE and (name.text.isupper() or name.lower_ != "us")


def needless_article(doc: Doc) -> Iterator[Found]:
    """An article that does not belong: "a such thing", "the one of the best"."""
    lower = [token.lower_ for token in doc]
    for at, word in enumerate(lower):
        rest = lower[at + 1 : at + 4]
        if word == "a" and rest[:1] == ["such"]:
            yield Found(at, at + 2)
        elif word == "the" and rest in (["one", "of", "the"], ["one", "of", "my"]):
            yield Found(at, at + 3)
