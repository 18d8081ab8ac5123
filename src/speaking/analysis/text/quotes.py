"""Where words stand in a transcript: characters, seconds and the sentence around them."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from speaking.transcription import Transcription, Word

_JOINER = "'"
_APOSTROPHES = frozenset("'`´‘’‛ʹʻʼˈ′＇")
_SEPARATORS = frozenset({"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sk", "Zs", "Zl", "Zp", "Cc"})
_WORD = re.compile(r"[^ ']+(?:'+[^ ']+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?![a-z])|\s*\n\s*")

LONGEST_SENTENCE = 400
"""Characters of context on both sides together: a recogniser may write minutes without a full stop."""

_LOOK_AHEAD = 80
"""Characters in which the next timed word must begin; a word that is not there is passed over."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a transcript.

    `text` is exactly the transcript's characters `start` to `end` (exclusive), `sentence` the sentence
    around them. Seconds count from the start of the recording, None where no word timings are known.
    """

    text: str
    start: int
    end: int
    sentence: str
    start_secs: float | None = None
    end_secs: float | None = None


class _Folding(dict[int, str]):
    """One character for one, so that offsets stay: punctuation and white space become a space.

    Apostrophes and invisible characters become a joiner, which counts for nothing inside a word.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in _APOSTROPHES or category == "Cf":
            folded = _JOINER
        else:
            folded = " " if category in _SEPARATORS else char
        self[code] = folded
        return folded


_FOLDING = _Folding()


class _Token(NamedTuple):
    folded: str
    start: int
    end: int


def _tokens(text: str) -> Iterator[_Token]:
    for match in _WORD.finditer(text.translate(_FOLDING)):
        folded = match.group().replace(_JOINER, "").casefold()
        yield _Token(unicodedata.normalize("NFC", folded), *match.span())


def fold(text: str) -> str:
    """The words of `text` in lower case with single spaces: no punctuation, nothing else changed."""
    return " ".join(token.folded for token in _tokens(text))


class QuoteFinder:
    """Finds quotes in one transcript; what it needs is indexed once, on first use."""

    def __init__(self, transcription: Transcription) -> None:
        self.text = transcription.text
        self._words = transcription.words

    def occurrences(self, quote: str) -> Iterator[tuple[int, int]]:
        """Every place where the quote's words stand one after the other, as (start, end) in characters.

        Case, punctuation and white space are folded, nothing else; only whole words match.
        """
        wanted = fold(quote)
        if not wanted:
            return
        haystack, starts = self._haystack
        position = haystack.find(f" {wanted} ")
        while position >= 0:
            first = bisect_left(starts, position)
            last = bisect_left(starts, position + len(wanted) + 1) - 1
            yield self._tokens[first].start, self._tokens[last].end
            position = haystack.find(f" {wanted} ", position + len(wanted) + 1)

    def quote(self, start: int, end: int) -> Quote:
        """The transcript's own words from character `start` to `end`."""
        start_secs, end_secs = self._seconds(start, end)
        return Quote(self.text[start:end], start, end, self._sentence(start, end), start_secs, end_secs)

    @property
    def word_count(self) -> int:
        return len(self._tokens)

    @cached_property
    def _tokens(self) -> Sequence[_Token]:
        return tuple(_tokens(self.text))

    @cached_property
    def _haystack(self) -> tuple[str, Sequence[int]]:
        """The folded words between single spaces, and where the space before each word stands."""
        lengths = [len(token.folded) + 1 for token in self._tokens]
        return f" {' '.join(token.folded for token in self._tokens)} ", list(accumulate(lengths, initial=0))

    @cached_property
    def _timed(self) -> tuple[Sequence[int], Sequence[int], Sequence[Word]]:
        """Starts, ends (characters) and words of those timed words that stand in the text, in order."""
        found: list[tuple[int, int, Word]] = []
        position = 0
        for word in self._words:
            start = self.text.find(word.text, position, position + len(word.text) + _LOOK_AHEAD)
            if start >= 0 and word.text:
                position = start + len(word.text)
                found.append((start, position, word))
        return [start for start, _, _ in found], [end for _, end, _ in found], [word for *_, word in found]

    def _seconds(self, start: int, end: int) -> tuple[float | None, float | None]:
        starts, ends, words = self._timed
        spoken = words[bisect_right(ends, start) : bisect_left(starts, end)]
        return (spoken[0].start, spoken[-1].end) if spoken else (None, None)

    @cached_property
    def _sentence_edges(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where sentences start and end; one reaches from a start to the end of the same place."""
        gaps = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(self.text)]
        return [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(self.text)]

    def _sentence(self, start: int, end: int) -> str:
        starts, ends = self._sentence_edges
        left = starts[bisect_right(starts, start) - 1]
        right = ends[min(bisect_left(ends, end), len(ends) - 1)]
        if right - left > LONGEST_SENTENCE:
            left, right = self._nearby(start, end, left, right)
        return self.text[left:right].strip()

    def _nearby(self, start: int, end: int, left: int, right: int) -> tuple[int, int]:
        """The edges drawn together around the quote, at white space."""
        reach = max(0, LONGEST_SENTENCE - (end - start)) // 2
        if start - left > reach:
            left = max(start - reach, self.text.find(" ", start - reach, start) + 1)
        if right - end > reach:
            space = self.text.rfind(" ", end, end + reach)
            right = end + reach if space < 0 else space
        return left, right
