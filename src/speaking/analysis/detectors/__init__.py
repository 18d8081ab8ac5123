"""Detectors find the places of habits in a transcript and return them as spans."""

from collections.abc import Callable, Iterator

from speaking.analysis.text.language_model import Doc
from speaking.analysis.text.tokens import Tokens

Span = tuple[int, int]
Detector = Callable[[Tokens], Iterator[Span]]
"""Reads words; a span is the positions of the first and the last word."""
Rule = Callable[[Doc], Iterator[Span]]
"""Reads a parsed text; a span is tokens, the end exclusive."""
