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

REPETITIONS = frozenset({"repeated-words", "repeated-phrases", "self-repairs"})
"""Habits whose places are one saying each, where only two sayings in one quote show the habit."""

_Place = tuple[int, int]
"""Positions of the first and the last word."""


def examples(evidence: Sequence[Evidence], tokens: Tokens) -> tuple[str, ...]:
    """At most three quotes from different places, each long enough to understand.

    A quote is a slice of the text on word boundaries, within one sentence. `evidence` must be in order.
    """
    places = [_place(found, tokens) for found in evidence]
    if evidence and evidence[0].pattern.key in REPETITIONS:
        places = _with_both_sayings(places, tokens)
    apart: list[_Place] = []
    for place in places:
        if apart and place[0] <= apart[-1][1]:
            continue
        first, last = _window(*place, tokens)
        if not apart or first > apart[-1][1]:
            apart.append((first, last))
    step = max(1, (len(apart) - 1) // (MAX_EXAMPLES - 1))
    return tuple(tokens.text[tokens.starts[first] : tokens.ends[last]] for first, last in apart[::step])[
        :MAX_EXAMPLES
    ]


def _place(found: Evidence, tokens: Tokens) -> _Place:
    # A place may begin or end with a character that is not a word, such as "%".
    return bisect_right(tokens.ends, found.start), bisect_left(tokens.starts, found.end) - 1


def _with_both_sayings(places: Sequence[_Place], tokens: Tokens) -> list[_Place]:
    """Places up to the end of the next saying of the same words; all as they are if none is near enough."""
    both = [(first, again) for first, last in places if (again := _said_again(first, last, tokens))]
    return both or list(places)


def _said_again(first: int, last: int, tokens: Tokens) -> int | None:
    """The last word of the next saying in the same sentence, if a quote can hold both."""
    words = tokens.words[first : last + 1]
    end = min(tokens.sentence_at(first).last, first + MOST_WORDS - 1)
    for again in range(last + 1, end - len(words) + 2):
        if tokens.words[again : again + len(words)] == words:
            return again + len(words) - 1
    return None


def _window(first: int, last: int, tokens: Tokens) -> _Place:
    """Positions of the first and last word to quote: from one comma to the next, if they are near."""
    sentence = tokens.sentence_at(first)
    left, leftmost = first, max(sentence.first, first - BEFORE)
    while left > leftmost and last - left + 1 < MOST_WORDS:
        if last - left + 1 >= FEWEST_WORDS and tokens.comma_before(left):
            break
        left -= 1
    right, rightmost = last, min(sentence.last, left + MOST_WORDS - 1)
    while right < rightmost and (right - left + 1 < FEWEST_WORDS or not tokens.comma_after(right)):
        right += 1
    return left, min(right, max(first, left + MOST_WORDS - 1))
