"""A transcript as words and sentences, which `docs/measures.md` defines: the one place that cuts both."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from speaking.analysis.text.closed_classes import HESITATIONS, word_set

_APOSTROPHES = frozenset("'`´‘’‛ʹʻʼˈ′＇")
_INVISIBLE = "\u200d"
_SEPARATORS = frozenset({"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sk", "Zs", "Zl", "Zp", "Cc"})
_WORD = re.compile(
    r"""(?<![^ '.,\u200d])(?=[^ '.,\u200d]*\w) [^ '.,\u200d]+
        (?:(?: ['\u200d]+                                                     # don't
             | (?<=\d)[.,](?=\d)                                              # 3.5
             | (?<![^ '.,][^ '.,])(?<=[^\W\d_])\.(?=[^\W\d_](?![^ '.,]))      # U.S.
           ) [^ '.,\u200d]+)*""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s)|(?=\s*\n)")
_ABBREVIATIONS = word_set("mr mrs ms dr st vs prof jr")
_SAYS_YES_OR_NO = word_set("huh hm hmm uh mm oh")


class _Folding(dict[int, str]):
    """Maps characters one to one, so positions stay; separators, except points and commas, become spaces.

    Apostrophes become straight; invisible characters become one that is ignored inside a word.
    """

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if char in _APOSTROPHES:
            folded = "'"
        elif category == "Cf":
            folded = _INVISIBLE
        else:
            folded = " " if category in _SEPARATORS and char not in ".," else char
        self[code] = folded
        return folded


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Sentence:
    first: int
    last: int


class Tokens:
    """The words of one text, in order; a position is a word's number from zero.

    Attributes:
        text: The text itself.
        words: Each word in lower case with straight apostrophes; contractions and numbers are one word.
        starts: Where each word begins, in characters.
        ends: Where each word ends (exclusive).
        gaps: What is between a word and the next: white space and punctuation.
    """

    def __init__(self, text: str) -> None:
        folded = text.translate(_FOLDING)
        spans = [match.span() for match in _WORD.finditer(folded)]
        self.text = text
        self.words: Sequence[str] = [_spelled(folded[start:end]) for start, end in spans]
        self.starts: Sequence[int] = [start for start, _ in spans]
        self.ends: Sequence[int] = [end for _, end in spans]
        following = [*self.starts[1:], len(text)]
        self.gaps: Sequence[str] = [text[end:start] for end, start in zip(self.ends, following, strict=False)]

    @cached_property
    def index(self) -> Mapping[str, Sequence[int]]:
        """The positions of each word."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self.words):
            index[word].append(position)
        return index

    def positions(self, words: Sequence[str] | frozenset[str]) -> list[int]:
        """The positions of any of these words, in order."""
        index = self.index
        return sorted(position for word in words if word in index for position in index[word])

    def word(self, position: int) -> str:
        """The word at a position; empty before the first and after the last."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def comma_before(self, position: int) -> bool:
        """Whether punctuation or the start of the text comes before the word."""
        return position == 0 or self.gaps[position - 1] != " "

    def comma_after(self, position: int) -> bool:
        """Whether punctuation or the end of the text comes after the word."""
        return position + 1 >= len(self.words) or self.gaps[position] != " "

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """Stretches of words between full stops; a small letter after one continues the sentence."""
        starts = [0, *(end + 1 for end in self._lasts)]
        return [Sentence(first, last) for first, last in zip(starts, self._lasts, strict=False)]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that a word belongs to."""
        return self.sentences[bisect_left(self._lasts, position)]

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentences with these characters begin and end, including punctuation."""
        left = self._borders[max(0, bisect_right(self._borders, start) - 1)]
        right = self._borders[min(bisect_left(self._borders, end), len(self._borders) - 1)]
        inside = self.text[left:right]
        left += len(inside) - len(inside.lstrip())
        return left, max(left, right - (len(inside) - len(inside.rstrip())))

    def around(self, start: int, end: int, words: int) -> str:
        """The text of these characters with so many words before and after them."""
        first = max(0, bisect_right(self.ends, start) - words)
        last = min(len(self.words), bisect_left(self.starts, end) + words) - 1
        return self.text[min(start, self.starts[first]) : max(end, self.ends[last])]

    def ends_sentence(self, position: int) -> bool:
        """Whether a sentence ends with this word."""
        return self.sentence_at(position).last == position

    @cached_property
    def _lasts(self) -> Sequence[int]:
        last = len(self.words) - 1
        ends = [at for at, gap in enumerate(self.gaps) if gap != " " and at < last and self._is_over(at, gap)]
        return [*ends, last] if self.words else []

    @cached_property
    def _borders(self) -> Sequence[int]:
        """Positions, in characters, where one sentence ends and the next begins."""
        inside = []
        for last in self._lasts[:-1]:
            mark = _SENTENCE_END.search(self.gaps[last])
            inside.append(self.ends[last] + (mark.end() if mark else 0))
        return [0, *inside, len(self.text)]

    def _is_over(self, position: int, gap: str) -> bool:
        if "\n" in gap:
            return True
        if not _SENTENCE_END.search(gap) or self.words[position] in _ABBREVIATIONS:
            return False
        return not self.text[self.starts[position + 1]].islower()

    @cached_property
    def filled_pauses(self) -> Sequence[int]:
        """Positions of um, uh, er and the like; "uh-huh" and "ER" do not count."""
        return [position for position in self.positions(HESITATIONS) if self._is_filled_pause(position)]

    def _is_filled_pause(self, position: int) -> bool:
        if self.text[self.starts[position] : self.ends[position]].isupper() and self.words[position] == "er":
            return False
        joined_after = self.gaps[position] == "-" and self.word(position + 1) in _SAYS_YES_OR_NO
        joined_before = position > 0 and self.gaps[position - 1] == "-"
        return not joined_after and not joined_before

    @cached_property
    def word_count(self) -> int:
        """The number of words without filled pauses; every figure is divided by this count."""
        return len(self.spoken)

    @cached_property
    def spoken(self) -> Sequence[int]:
        """Positions of the words that are not filled pauses."""
        pauses = frozenset(self.filled_pauses)
        return [position for position in range(len(self.words)) if position not in pauses]

    def spoken_from(self, position: int, last: int) -> Sequence[int]:
        """Positions from one word to another (inclusive), without filled pauses."""
        return self.spoken[bisect_left(self.spoken, position) : bisect_right(self.spoken, last)]


def _spelled(word: str) -> str:
    spelled = word.replace(_INVISIBLE, "").casefold()
    return spelled if spelled.isascii() else unicodedata.normalize("NFC", spelled)
