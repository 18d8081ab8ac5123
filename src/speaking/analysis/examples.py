"""Chooses which places of a habit a learner reads, and how many words around them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from speaking.analysis.evidence import Evidence
from speaking.analysis.schema import MAX_EXAMPLES
from speaking.analysis.text.tokens import Tokens

FEWEST_WORDS = 6
"""A quote continues past commas until it has this many words."""

BEFORE = 5
MOST_WORDS = 14
"""Words before the place, and in total; a longer place is cut."""


def examples(evidence: Sequence[Evidence], tokens: Tokens) -> tuple[str, ...]:
    """At most three quotes from different places, each long enough to understand.

    A quote is a slice of the text on word boundaries, within one sentence. `evidence` must be in order.
    """
    apart: list[tuple[int, int]] = []
    for found in evidence:
        if apart and found.start < tokens.ends[apart[-1][1]]:
            continue
        first, last = _window(found, tokens)
        if not apart or first > apart[-1][1]:
            apart.append((first, last))
    step = max(1, (len(apart) - 1) // (MAX_EXAMPLES - 1))
    return tuple(tokens.text[tokens.starts[first] : tokens.ends[last]] for first, last in apart[::step])[
        :MAX_EXAMPLES
    ]


def _window(found: Evidence, tokens: Tokens) -> tuple[int, int]:
    """Positions of the first and last word to quote: from one comma to the next, if they are near."""
    # A place may begin or end with a character that is not a word, such as "%".
    first = bisect_right(tokens.ends, found.start)
    last = bisect_left(tokens.starts, found.end) - 1
    sentence = tokens.sentence_at(first)
    left, leftmost = first, max(sentence.first, first - BEFORE)
    while left > leftmost and (last - left + 1 < FEWEST_WORDS or not tokens.comma_before(left)):
        left -= 1
    right, rightmost = last, min(sentence.last, left + MOST_WORDS - 1)
    while right < rightmost and (right - left + 1 < FEWEST_WORDS or not tokens.comma_after(right)):
        right += 1
    return left, min(right, max(first, left + MOST_WORDS - 1))
