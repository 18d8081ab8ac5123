"""Where words are in a transcript: characters, seconds and the sentence around them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from speaking.analysis.text.timed_words import TimedWords
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription

LONGEST_SENTENCE = 400
"""Characters of context on both sides together, as a recogniser may write for minutes without a full stop."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a transcript.

    `text` is exactly the transcript's characters `start` to `end` (exclusive), `sentence` the sentence
    around them. Seconds count from the start of the recording; None if there are no word timings. For an
    error, `say_instead` holds what to say for `text`, and `corrected` the sentence with it, if sure.
    """

    text: str
    start: int
    end: int
    sentence: str
    start_secs: float | None = None
    end_secs: float | None = None
    say_instead: tuple[str, ...] = ()
    corrected: str | None = None


def _folded(tokens: Tokens) -> Sequence[str]:
    """The words as they are compared, without apostrophes."""
    return [word.replace("'", "") for word in tokens.words]


class QuoteFinder:
    """Finds quotes in one transcript, which it indexes once on first use."""

    def __init__(self, transcription: Transcription) -> None:
        self.text = transcription.text
        self.tokens = Tokens(transcription.text)
        self._timed = TimedWords(transcription)

    def occurrences(self, quote: str) -> Iterator[tuple[int, int]]:
        """Every place where the quote's words follow one another, as (start, end) in characters.

        Case, punctuation and white space are ignored, nothing else; only whole words match.
        """
        wanted = " ".join(_folded(Tokens(quote)))
        if not wanted:
            return
        haystack, starts = self._haystack
        position = haystack.find(f" {wanted} ")
        while position >= 0:
            first = bisect_left(starts, position)
            last = bisect_left(starts, position + len(wanted) + 1) - 1
            yield self.tokens.starts[first], self.tokens.ends[last]
            position = haystack.find(f" {wanted} ", position + len(wanted) + 1)

    def quote(self, start: int, end: int) -> Quote:
        """The transcript's own words from character `start` to `end`."""
        spoken = self._timed.touching(start, end)
        start_secs, end_secs = (spoken[0].start, spoken[-1].end) if spoken else (None, None)
        left, right = self.sentence_around(start, end)
        return Quote(self.text[start:end], start, end, self.text[left:right].strip(), start_secs, end_secs)

    @cached_property
    def _haystack(self) -> tuple[str, Sequence[int]]:
        """The folded words between single spaces, and the position of the space before each word."""
        words = _folded(self.tokens)
        return f" {' '.join(words)} ", list(accumulate((len(word) + 1 for word in words), initial=0))

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the sentence around a place; only what is near it if that is very long."""
        left, right = self.tokens.sentence_around(start, end)
        return self._nearby(start, end, left, right) if right - left > LONGEST_SENTENCE else (left, right)

    def _nearby(self, start: int, end: int, left: int, right: int) -> tuple[int, int]:
        """The edges moved closer to the quote, at white space."""
        reach = max(0, LONGEST_SENTENCE - (end - start)) // 2
        if start - left > reach:
            left = max(start - reach, self.text.find(" ", start - reach, start) + 1)
        if right - end > reach:
            space = self.text.rfind(" ", end, end + reach)
            right = end + reach if space < 0 else space
        return left, right
