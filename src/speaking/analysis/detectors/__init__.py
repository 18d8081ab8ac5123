"""Where habits stand in a transcript: each detector returns spans of it."""

from collections.abc import Callable, Iterator

from speaking.analysis.text.language_model import Doc
from speaking.analysis.text.tokens import Tokens

Span = tuple[int, int]
Detector = Callable[[Tokens], Iterator[Span]]
"""Reads words; spans are positions of the first and the last word."""
Rule = Callable[[Doc], Iterator[Span]]
"""Reads a parsed text; spans are tokens, the end exclusive."""
