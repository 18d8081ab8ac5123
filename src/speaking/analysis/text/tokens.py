"""A transcript as words and sentences: what every counting detector looks at, made once."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_WORD_AND_GAP = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)([\W_]*)")
_LEAD = re.compile(r"[\W_]*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "st", "vs", "prof", "jr"})


def word_set(words: str) -> frozenset[str]:
    """Words, separated by spaces, as a set."""
    return frozenset(words.split())


FILLED_PAUSES = word_set(
    "um umm ummm uhm uhmm uh uhh uhhh er err erm ehm eh mm mmm mmmm hm hmm hmmm ah ahm em"
)
"""Sounds of thinking, as recognisers and transcribers write them."""

_SAYS_YES_OR_NO = frozenset({"huh", "hm", "hmm", "uh", "mm", "oh"})


class Tokens:
    """The words of one text, in order; a position is a word's number from zero.

    Attributes:
        text: The text itself.
        words: Each word in lower case with straight apostrophes; contractions are one word.
        starts: Where each word begins, in characters.
        ends: Where each word ends (exclusive).
        gaps: What stands between a word and the next: white space and punctuation.
    """

    def __init__(self, text: str) -> None:
        pairs = _WORD_AND_GAP.findall(text)
        lead = _LEAD.match(text)
        lengths = [len(word) + len(gap) for word, gap in pairs]
        self.text = text
        self.words: Sequence[str] = [word.lower().replace("’", "'") for word, _ in pairs]
        self.gaps: Sequence[str] = [gap for _, gap in pairs]
        self.starts: Sequence[int] = list(accumulate(lengths, initial=lead.end() if lead else 0))[:-1]
        self.ends: Sequence[int] = [
            start + len(word) for start, (word, _) in zip(self.starts, pairs, strict=True)
        ]

    @cached_property
    def index(self) -> Mapping[str, Sequence[int]]:
        """The positions of each word."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self.words):
            index[word].append(position)
        return index

    def positions(self, words: Sequence[str] | frozenset[str]) -> list[int]:
        """Where any of these words stands, in order."""
        index = self.index
        return sorted(position for word in words if word in index for position in index[word])

    def word(self, position: int) -> str:
        """The word there; empty before the first and after the last."""
        return self.words[position] if 0 <= position < len(self.words) else ""

    def comma_before(self, position: int) -> bool:
        """Whether punctuation or the text's start stands before the word."""
        return position == 0 or self.gaps[position - 1] != " "

    def comma_after(self, position: int) -> bool:
        """Whether punctuation or the text's end stands after the word."""
        return position + 1 >= len(self.words) or self.gaps[position] != " "

    @cached_property
    def sentences(self) -> Sequence["Sentence"]:
        """Stretches of words between full stops; a following small letter continues the sentence."""
        ends = [
            position for position, gap in enumerate(self.gaps) if gap != " " and self._ends(position, gap)
        ]
        if self.words and (not ends or ends[-1] != len(self.words) - 1):
            ends.append(len(self.words) - 1)
        starts = [0, *(end + 1 for end in ends)]
        return [Sentence(first, last) for first, last in zip(starts, ends, strict=False)]

    def sentence_at(self, position: int) -> "Sentence":
        """The sentence that a word belongs to."""
        return self.sentences[bisect_left(self._lasts, position)]

    @cached_property
    def _lasts(self) -> Sequence[int]:
        return [sentence.last for sentence in self.sentences]

    def _ends(self, position: int, gap: str) -> bool:
        if "\n" in gap:
            return True
        if not _SENTENCE_END.search(gap) or self.words[position] in _ABBREVIATIONS:
            return False
        following = position + 1
        return following >= len(self.words) or not self.text[self.starts[following]].islower()

    @cached_property
    def filled_pauses(self) -> Sequence[int]:
        """Positions of um, uh, er and their like; "uh-huh" and "ER" are none."""
        return [position for position in self.positions(FILLED_PAUSES) if self._is_filled_pause(position)]

    def _is_filled_pause(self, position: int) -> bool:
        if self.text[self.starts[position] : self.ends[position]].isupper() and self.words[position] == "er":
            return False
        joined_after = self.gaps[position] == "-" and self.word(position + 1) in _SAYS_YES_OR_NO
        joined_before = position > 0 and self.gaps[position - 1] == "-"
        return not joined_after and not joined_before

    @cached_property
    def word_count(self) -> int:
        """Words that are not filled pauses: what rates per 100 words are counted over."""
        return len(self.words) - len(self.filled_pauses)

    @cached_property
    def spoken(self) -> Sequence[int]:
        """Positions of the words that are not filled pauses."""
        pauses = frozenset(self.filled_pauses)
        return [position for position in range(len(self.words)) if position not in pauses]

    def opening(self, sentence: "Sentence") -> Iterator[int]:
        """Positions of a sentence's words from its first real word on."""
        return (
            position
            for position in range(sentence.first, sentence.last + 1)
            if self.words[position] not in FILLED_PAUSES
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """Positions of a sentence's first and last word."""

    first: int
    last: int
