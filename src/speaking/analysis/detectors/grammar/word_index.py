"""Where words stand in a parsed text: read once for each text, so a rule starts at the rare word it needs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from speaking.analysis.text.language_model import Doc, Token

_KEY = "word index"

_Places = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of a text and their lemmas, all in lower case, and the positions of each."""

    words: Sequence[str]
    lemmas: Sequence[str]
    places: _Places
    places_of_lemmas: _Places


def word_index(doc: Doc) -> WordIndex:
    """The index of a text, which is kept with it: reading words from spaCy is what costs rules most."""
    index = doc.user_data.get(_KEY)
    if not isinstance(index, WordIndex):
        words = [token.lower_ for token in doc]
        lemmas = [token.lemma_.lower() for token in doc]
        index = doc.user_data[_KEY] = WordIndex(words, lemmas, _places(words), _places(lemmas))
    return index


def words_in(doc: Doc, words: AbstractSet[str], *, before: int = 0, after: int = 0) -> list[Token]:
    """The tokens that are one of these words, in order, if so many tokens come before and after them."""
    return _found(doc, word_index(doc).places, words, before, after)


def forms_in(doc: Doc, lemmas: AbstractSet[str], *, before: int = 0, after: int = 0) -> list[Token]:
    """The same for any form of these words."""
    return _found(doc, word_index(doc).places_of_lemmas, lemmas, before, after)


def _found(doc: Doc, places: _Places, words: AbstractSet[str], before: int, after: int) -> list[Token]:
    last = len(doc) - after
    found = sorted(at for word in places.keys() & words for at in places[word])
    return [doc[at] for at in found if before <= at < last]


def _places(words: Iterable[str]) -> _Places:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[word].append(at)
    return dict(places)
