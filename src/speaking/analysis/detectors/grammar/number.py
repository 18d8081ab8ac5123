"""Singulars and plurals after words that require one of them, and nouns that cannot be counted."""

from collections.abc import Iterator

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar import words
from speaking.analysis.detectors.grammar.neighbours import SUBJECTS, following, tag_after
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.language_model import Doc, Token

_PLURAL_WHATEVER_FOLLOWS = word_set("many several these various")
_ONE_OF = (["one", "of"], ["many", "of"], ["few", "of"])
_LOTS = (["lot"], ["a", "lot"], ["lots"], ["number"], ["kinds"], ["types"])
_LOOKS_PLURAL = word_set("outweighs means series species people lot few news headquarters")
_COUNTING = word_set("a an many several few these those another each")
_UNCOUNTABLE_ALONE = word_set("knowledge music")
_QUANTITIES = word_set("other different all most more some")
_QUANTITY_TAGS = frozenset({"JJ", "DT", "JJR", "JJS", "PDT"})
_QUANTIFIED = words.COUNT_NOUNS | word_set("person thing problem way reason")
_SOME_ONE = word_set(
    """
    boy day girl guy idea idiot kid lady man mistake person place point problem reason sign stranger thing
    way woman
    """
)
_ALL_OF_ONE = word_set("day way")
_DETERMINING_TAGS = frozenset({"DT", "PRP$", "CD", "POS", "WDT"})
_DETERMINING = word_set("no any each every one much far or")
_COMPOUND_TAGS = frozenset({"NN", "NNS", "POS"})
_FARTHEST_NOUN = 2


def plural_wanted(doc: Doc) -> Iterator[Found]:
    """A determiner of many before a singular: "many place", "these car", "one of the reason"."""
    for word in doc[:-1]:
        noun = _noun_after(word)
        if noun is None or noun.tag_ != "NN" or noun.lower_ in words.UNCOUNTABLE:
            continue
        countable = noun.lower_ in words.COUNT_NOUNS
        determines = word.lower_ in words.PLURAL_ONLY_BEFORE and word.head.i == noun.i
        if determines and (countable or word.lower_ in _PLURAL_WHATEVER_FOLLOWS):
            yield Found(word.i, noun.i + 1)
        elif not determines and countable and _is_of_many(word):
            yield Found(max(0, word.i - 2), noun.i + 1)


def _is_of_many(word: Token) -> bool:
    """Whether it is before the noun of "one of the …", "many of my …", "a lot of …"."""
    before = [each.lower_ for each in word.doc[max(0, word.i - 2) : word.i]]
    if word.tag_ in {"DT", "PRP$"} and word.lower_ not in words.SINGULAR_ONLY_BEFORE:
        return before in _ONE_OF
    return word.lower_ == "of" and before in _LOTS


def plural_after_quantity(doc: Doc) -> Iterator[Found]:
    """A singular after a word for several: "some driver", "other country", "more person"."""
    for word in doc[:-1]:
        if word.lower_ not in _QUANTITIES or word.tag_ not in _QUANTITY_TAGS or _is_one_of_its_kind(word):
            continue
        noun = _noun_after(word)
        if noun is None or noun.tag_ != "NN" or noun.lower_ not in _QUANTIFIED or noun.dep_ == "compound":
            continue
        if (
            noun.i - word.i <= _FARTHEST_NOUN
            and not _may_be_one(word, noun)
            and tag_after(noun) not in _COMPOUND_TAGS | {"HYPH"}
        ):
            yield Found(word.i, noun.i + 1)


def _is_one_of_its_kind(word: Token) -> bool:
    """Whether an earlier word shows that it is one: "the other", "a completely different"."""
    before = following(word, -1)
    if before is not None and before.i and before.pos_ == "ADV":
        before = following(before, -1)
    return before is not None and (before.tag_ in _DETERMINING_TAGS or before.lower_ in _DETERMINING)


def _may_be_one(word: Token, noun: Token) -> bool:
    some_one = word.lower_ == "some" and noun.lower_ in _SOME_ONE
    return some_one or (word.lower_ == "all" and noun.lower_ in _ALL_OF_ONE)


def singular_wanted(doc: Doc) -> Iterator[Found]:
    """A determiner of one before a plural: "this things", "every students", "a cars"."""
    for word in doc[:-1]:
        noun = _noun_after(word) if word.lower_ in words.SINGULAR_ONLY_BEFORE else None
        if noun is None or noun.tag_ != "NNS" or noun.lower_ in _LOOKS_PLURAL or word.head.i != noun.i:
            continue
        clause = word.lower_ == "that" and noun.dep_ in SUBJECTS  # "that things change": a conjunction
        compound = tag_after(noun) in _COMPOUND_TAGS
        if word.tag_ in {"DT", "WDT"} and not (clause or compound or _is_an_amount(word, noun)):
            yield Found(word.i, noun.i + 1)


def _is_an_amount(word: Token, noun: Token) -> bool:
    """Whether a plural is right after "a" or "every": "a few days", "every two weeks"."""
    counted = any(child.tag_ == "CD" or child.lower_ in {"few", "lucky"} for child in noun.children)
    return counted or word.nbor().lower_ in {"few", "great"}


def uncountable_plural(doc: Doc) -> Iterator[Found]:
    """The plural of a noun that has none: "informations", "advices"."""
    for noun in doc:
        if noun.lower_ in words.UNCOUNTABLE_PLURALS and noun.pos_ != "VERB":
            yield Found(noun.i, noun.i + 1)


def counted_uncountable(doc: Doc) -> Iterator[Found]:
    """Counting what cannot be counted: "many information", "an advice"."""
    for word in doc[:-1]:
        noun = _noun_after(word) if word.lower_ in _COUNTING else None
        if noun is None or noun.lower_ not in words.UNCOUNTABLE or noun.dep_ == "compound":
            continue
        goes_on = tag_after(noun) in {"NN", "NNS", "NNP", "VBG", "HYPH", "VBN"}
        described = noun.lower_ in _UNCOUNTABLE_ALONE and noun.i > word.i + 1
        if not goes_on and not described and word.nbor().lower_ != "few":
            yield Found(word.i, noun.i + 1)


def _noun_after(word: Token) -> Token | None:
    """The noun that ends the phrase after a word, skipping adjectives."""
    doc = word.doc
    at = word.i + 1
    while at < len(doc) and _is_inside_phrase(doc[at]):
        at += 1
    return doc[at] if at < len(doc) and doc[at].pos_ == "NOUN" else None


def _is_inside_phrase(word: Token) -> bool:
    return word.tag_ in {"JJ", "JJR", "JJS"} or (word.tag_ == "NN" and word.dep_ == "compound")
