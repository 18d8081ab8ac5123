"""Speech made readable for grammar rules: without sounds of thinking and words said twice.

Where each character stood is remembered.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from speaking.analysis.text.tokens import FILLED_PAUSES

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LONGEST_REPETITION = 3
_MAY_REPEAT = frozenset({"very", "really", "that", "had", "so", "no", "yes", "bye", "many", "long"})


@dataclass(frozen=True, slots=True)
class Readable:
    """A text without its hesitations; `places` holds the original position of each character."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where characters `start` to `end` stand in the text as it was."""
        return self.places[start], self.places[end - 1] + 1


def readable(text: str) -> Readable:
    """Take out "um", its commas, and the first of words said twice ("I go, I go")."""
    text = text.replace("’", "'")
    kept = [True] * len(text)
    words = [(match.start(), match.end(), match[0].casefold()) for match in _WORD.finditer(text)]
    spoken = [word for word in words if word[2] not in FILLED_PAUSES]
    for start, end, word in words:
        if word in FILLED_PAUSES:
            _drop(kept, *_with_comma(text, start, end))
    for first, second in _repetitions(spoken):
        _drop(kept, first, second)
    places = tuple(place for place, keep in enumerate(kept) if keep)
    return Readable("".join(text[place] for place in places), places)


def _drop(kept: list[bool], start: int, end: int) -> None:
    kept[start:end] = [False] * (end - start)


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """A filler with the commas around it and the space that follows it."""
    while start and text[start - 1] in " ,":
        start -= 1
    if start and end < len(text) and text[end] == ",":
        end += 1
    return start, end


def _repetitions(words: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    found = []
    for length in range(_LONGEST_REPETITION, 0, -1):
        for at in range(len(words) - 2 * length + 1):
            first = [word for _, _, word in words[at : at + length]]
            again = [word for _, _, word in words[at + length : at + 2 * length]]
            if first == again and not _MAY_REPEAT.issuperset(first):
                found.append((words[at][0], words[at + length][0]))
    return [span for span, after in pairwise([*found, (0, 0)]) if span != after]
