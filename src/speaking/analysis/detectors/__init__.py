"""Detectors find the places of habits in a transcript."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from speaking.analysis.text.language_model import Doc
from speaking.analysis.text.tokens import Tokens

Span = tuple[int, int]
Detector = Callable[[Tokens], Iterator[Span]]
"""Reads words; a span is the positions of the first and the last word."""


class Found(NamedTuple):
    """One place in a parsed text: tokens `start` to `end` (exclusive).

    `say_instead` holds one or two wordings for exactly these tokens, the best one first; it is empty where no
    wording is sure to be right.
    """

    start: int
    end: int
    say_instead: tuple[str, ...] = ()


Rule = Callable[[Doc], Iterator[Found]]
"""Reads a parsed text."""
