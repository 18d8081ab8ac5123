"""Speech prepared for grammar rules: without hesitations and abandoned words, original positions kept."""

from dataclasses import dataclass

from speaking.analysis.text.broken_words import broken_words
from speaking.analysis.text.repairs import repairs
from speaking.analysis.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Readable:
    """A text without its hesitations; `places` holds the original position of each character."""

    text: str
    places: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The positions of characters `start` to `end` in the original text."""
        return self.places[start], self.places[end - 1] + 1


def readable(text: str) -> Readable:
    """Remove "um" with its commas, what a speaker took back ("I go, I went"), and broken words."""
    tokens = Tokens(text)
    kept = [True] * len(text)
    for position in tokens.filled_pauses:
        _drop(kept, *_with_comma(text, tokens.starts[position], tokens.ends[position]))
    for first, last in repairs(tokens):
        _drop(kept, tokens.starts[first], tokens.starts[last + 1])
    for position in broken_words(tokens):
        _drop(kept, tokens.starts[position], tokens.starts[position + 1])
    places = tuple(place for place, keep in enumerate(kept) if keep)
    spoken = text.replace("’", "'")
    return Readable("".join(spoken[place] for place in places), places)


def _drop(kept: list[bool], start: int, end: int) -> None:
    kept[start:end] = [False] * (end - start)


def _with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """A filler with the commas around it and the space after it."""
    while start and text[start - 1] in " ,":
        start -= 1
    if start and end < len(text) and text[end] == ",":
        end += 1
    return start, end
