"""Finds the words that a recogniser timed in its text."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from speaking.transcription import Transcription, Word

_LOOK_AHEAD = 80
"""The next word must begin within this many characters, or it is skipped."""


class TimedWords:
    """The timed words of a transcription, found in its text once, on first use."""

    def __init__(self, transcription: Transcription) -> None:
        self._transcription = transcription

    def touching(self, start: int, end: int) -> Sequence[Word]:
        """The words that share a character with `start` to `end`, in order."""
        starts, ends, words = self._places
        return words[bisect_right(ends, start) : bisect_left(starts, end)]

    @cached_property
    def _places(self) -> tuple[Sequence[int], Sequence[int], Sequence[Word]]:
        """Starts, ends (characters) and words of those that are in the text."""
        found = []
        text, position = self._transcription.text, 0
        for word in self._transcription.words:
            start = text.find(word.text, position, position + len(word.text) + _LOOK_AHEAD)
            if start >= 0 and word.text:
                position = start + len(word.text)
                found.append((start, position, word))
        return [start for start, _, _ in found], [end for _, end, _ in found], [word for *_, word in found]
