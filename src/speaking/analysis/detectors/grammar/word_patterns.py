"""Patterns of words with what to say instead, and the places of a parsed text where they occur.

A pattern is a line of items that follow one another, such as "depend.v of/from=on":

- `of/from`: one of these words. `depend.v` and `mistake.n`: any form of a verb or a noun; `discuss.w`: the
  same of a verb that is not passive; `be.b`: of one that may also be an auxiliary. `NUM`: a class of words
  (`word_classes.py`).
- `an?` may be missing, `ADJ*` may come up to three times.
- `=on`: say this instead; `_` is a space, `|` comes between two wordings, nothing at all leaves the word out.
  After `.v` and `.n` the new word takes the form of the old one. `+to`: say the word, and this after it.
- `~i`: must be there, but at either end it is no part of the error. `!ago`: the next word is none
  of these; as the first item, the word before. `^myself`: begins a sentence.

Without `=` and `+`, the pattern has no wording.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from speaking.analysis.detectors import Found
from speaking.analysis.detectors.grammar.neighbours import subject_of
from speaking.analysis.detectors.grammar.word_classes import TOKEN_CLASSES, WORD_CLASSES
from speaking.analysis.detectors.grammar.word_index import WordIndex, word_index
from speaking.analysis.text.language_model import Doc, Token

_ITEM = re.compile(
    r"(?P<mark>[~!^]?)(?P<words>[^=+?*]+?)(?:\.(?P<form>[vwnb]))?(?P<many>[?*]?)(?:(?P<change>[=+])(?P<wording>.*))?"
)
_MOST = 3
_FEWER_BY_LETTER = 0.25
_BE = {"VBP": "are", "VBD": "was", "VB": "be", "VBG": "being", "VBN": "been", "VBZ": "is"}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pattern; `wordings` is None if the word stays as it is."""

    words: frozenset[str]
    is_one: Callable[[Token], bool] | None
    form: str | None
    least: int
    most: int
    is_context: bool
    forbids: bool
    opens: bool
    adds: bool
    wordings: tuple[str, ...] | None

    def fits(self, token: Token) -> bool:
        """Whether a word is one of the item's words, in the form that it asks for."""
        if self.opens and not _begins_sentence(token):
            return False
        if self.is_one is not None and self.is_one(token):
            return True
        if self.form is None:
            return token.lower_ in self.words
        known = token.lemma_.lower() in self.words and not token.text.startswith("'")
        return known and _FORMS[self.form](token)


def _begins_sentence(token: Token) -> bool:
    return token.i == 0 or token.nbor(-1).is_punct


def _is_active(verb: Token) -> bool:
    helpers = {child.lemma_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return verb.tag_ != "VBN" or ("have" in helpers and "be" not in helpers)


_FORMS: Mapping[str, Callable[[Token], bool]] = {
    "n": lambda token: token.pos_ == "NOUN",
    "v": lambda token: token.pos_ == "VERB",
    "w": lambda token: token.pos_ == "VERB" and _is_active(token),
    "b": lambda token: token.pos_ in {"VERB", "AUX"},
}

_Match = list[tuple[Item, Token]]

_Lookup = tuple[int, int, int]
"""A pattern's number, and how many words at least and at most come before the one it is looked up by."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The items of a line; the first one that is not forbidden names the words it begins with."""

    items: tuple[Item, ...]
    not_after: Item | None

    def found_at(self, doc: Doc, at: int) -> Found | None:
        """The error if the pattern begins at this token."""
        if self.not_after is not None and at and self.not_after.fits(doc[at - 1]):
            return None
        match = _matched(doc, self.items, at)
        if match is None:
            return None
        said = [number for number, (item, _) in enumerate(match) if not item.is_context]
        wrong = match[said[0] : said[-1] + 1]
        return Found(wrong[0][1].i, wrong[-1][1].i + 1, tuple(_wordings(wrong)))


def _matched(doc: Doc, items: Sequence[Item], at: int) -> _Match | None:
    if not items:
        return []
    item, *rest = items
    if item.forbids:
        return None if at < len(doc) and item.fits(doc[at]) else _matched(doc, rest, at)
    taken: _Match = []
    while len(taken) < item.most and at + len(taken) < len(doc) and item.fits(doc[at + len(taken)]):
        taken.append((item, doc[at + len(taken)]))
    while len(taken) >= item.least:
        later = _matched(doc, rest, at + len(taken))
        if later is not None:
            return [*taken, *later]
        if not taken:
            return None
        taken.pop()
    return None


def _wordings(wrong: _Match) -> Iterator[str]:
    alternatives = max((len(item.wordings) for item, _ in wrong if item.wordings is not None), default=0)
    for number in range(alternatives):
        said = " ".join("".join(_said(item, token, number) for item, token in wrong).split())
        if said:
            yield said


def _said(item: Item, token: Token, number: int) -> str:
    if item.wordings is None:
        return token.text_with_ws
    wording = item.wordings[min(number, len(item.wordings) - 1)]
    if item.adds:
        return f"{token.text} {wording} "
    if item.form is not None:
        first, *others = wording.split(" ")
        wording = " ".join([_inflected(first, token), *others])
    return f"{wording} " if wording else ""


def _inflected(word: str, like: Token) -> str:
    """The word in the form of another one: "make" like "did" is "made"."""
    from lemminflect import getInflection

    if word == "be":
        return _form_of_be(like)
    forms = getInflection(word, tag=like.tag_)
    return str(forms[0]) if word and forms else word


def _form_of_be(like: Token) -> str:
    subject = subject_of(like)
    person = "" if subject is None else subject.lower_
    several = person in {"we", "you", "they"} or (subject is not None and subject.tag_ == "NNS")
    if like.tag_ == "VBD" and several:
        return "were"
    if like.tag_ in {"VBP", "VBZ"}:
        return "am" if person == "i" else "are" if several else "is"
    return _BE.get(like.tag_, "be")


class Patterns:
    """Patterns, looked up by the rarest word of each."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._patterns = sorted(map(_read, lines), key=lambda pattern: pattern.items[0].form is not None)
        self._by_word: defaultdict[str, list[_Lookup]] = defaultdict(list)
        self._by_lemma: defaultdict[str, list[_Lookup]] = defaultdict(list)
        for number, pattern in enumerate(self._patterns):
            item, least, most = _rarest(pattern.items)
            by = self._by_word if item.form is None else self._by_lemma
            for word in item.words:
                by[word].append((number, least, most))

    def found_in(self, doc: Doc) -> Iterator[Found]:
        """Every place where a pattern occurs, with what to say instead."""
        index = word_index(doc)
        places = {
            *self._places(index, self._by_word, index.places),
            *self._places(index, self._by_lemma, index.places_of_lemmas),
        }
        for start, number in sorted(places):
            found = self._patterns[number].found_at(doc, start)
            if found is not None:
                yield found

    def _places(
        self, index: WordIndex, by: Mapping[str, Sequence[_Lookup]], places: Mapping[str, Sequence[int]]
    ) -> Iterator[tuple[int, int]]:
        """Where patterns may begin, and the numbers of these patterns."""
        for word in by.keys() & places.keys():
            for at, (number, least, most) in product(places[word], by[word]):
                first = self._patterns[number].items[0]
                begun = index.words if first.form is None else index.lemmas
                for start in range(max(0, at - most), at - least + 1):
                    if begun[start] in first.words:
                        yield start, number


def lines_of(table: str) -> list[str]:
    """The lines of a table without blank ones."""
    return [line.strip() for line in table.splitlines() if line.strip()]


def _read(line: str) -> Pattern:
    items = [_item(each, line) for each in line.split()]
    not_after = items.pop(0) if items[0].forbids else None
    if not items[0].words or not items[0].least:
        raise ValueError(line)
    return Pattern(tuple(items), not_after)


def _rarest(items: Sequence[Item]) -> tuple[Item, int, int]:
    """The item whose words are likely to be the rarest, and how many words come before it."""
    found = items[0], 0, 0
    least = most = 0
    for item in items:
        listed = item.least and not item.forbids and item.is_one is None
        if listed and _commonness(item) < _commonness(found[0]):
            found = item, least, most
        if not item.forbids:
            least, most = least + item.least, most + item.most
    return found


def _commonness(item: Item) -> float:
    """How often the words of an item may come up: in any language, the short words are the common ones."""
    return sum(_FEWER_BY_LETTER ** len(word) for word in item.words)


def _item(written: str, line: str) -> Item:
    read = _ITEM.fullmatch(written)
    if read is None:
        raise ValueError(line)
    alternatives = read["words"].split("/")
    listed = (WORD_CLASSES.get(word, {word}) for word in alternatives if word not in TOKEN_CLASSES)
    named = [TOKEN_CLASSES[word] for word in alternatives if word in TOKEN_CLASSES]
    wording = read["wording"]
    return Item(
        words=frozenset(chain.from_iterable(listed)),
        is_one=(lambda token: any(is_one(token) for is_one in named)) if named else None,
        form=read["form"],
        least=0 if read["many"] else 1,
        most=_MOST if read["many"] == "*" else 1,
        is_context=read["mark"] == "~",
        forbids=read["mark"] == "!",
        opens=read["mark"] == "^",
        adds=read["change"] == "+",
        wordings=None if wording is None else tuple(wording.replace("_", " ").split("|")),
    )
