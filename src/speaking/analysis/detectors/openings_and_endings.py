"""How clauses open: "there is", again and again."""

from collections.abc import Iterator

from speaking.analysis.detectors import Span
from speaking.analysis.text.closed_classes import word_set
from speaking.analysis.text.tokens import Tokens

_BE = word_set("is are was were isn't aren't wasn't weren't")
_CONTRACTED = word_set("there's there're")


def there_is(tokens: Tokens) -> Iterator[Span]:
    """Each "there is", whatever its form, but not the question "is there"."""
    for position in tokens.positions(_CONTRACTED | {"there"}):
        if tokens.words[position] in _CONTRACTED:
            yield position, position
        elif tokens.word(position + 1) in _BE and not tokens.comma_after(position):
            yield position, position + 1
