"""Which places of a habit a learner gets to read, and how much around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from speaking.analysis.patterns import Evidence
from speaking.analysis.patterns.tokens import Tokens

MAX_EXAMPLES = 3
BEFORE = 2
FEWEST_WORDS = 7
MOST_WORDS = 16


def examples(evidence: Sequence[Evidence], tokens: Tokens) -> tuple[str, ...]:
    """At most three quotes from different places, each long enough to be understood.

    A quote is a slice of the text on word boundaries that stays within its sentence.

    Args:
        evidence: The places, in order.
        tokens: The text.
    """
    apart: list[tuple[int, int]] = []
    for found in evidence:
        first, last = _window(found, tokens)
        if not apart or first > apart[-1][1]:
            apart.append((first, last))
    step = max(1, (len(apart) - 1) // (MAX_EXAMPLES - 1))
    return tuple(tokens.text[tokens.starts[first] : tokens.ends[last]] for first, last in apart[::step])[
        :MAX_EXAMPLES
    ]


def _window(found: Evidence, tokens: Tokens) -> tuple[int, int]:
    """Positions of the first and the last word to quote."""
    first = bisect_right(tokens.starts, found.start) - 1
    last = bisect_left(tokens.ends, found.end)
    sentences = tokens.sentences
    sentence = sentences[bisect_left([sentence.last for sentence in sentences], first)]
    first = max(sentence.first, first - BEFORE)
    last = min(max(last, first + FEWEST_WORDS - 1), max(sentence.last, last))
    first = max(sentence.first, min(first, last - FEWEST_WORDS + 1))
    return first, min(last, first + MOST_WORDS - 1)
