"""Habits that counting finds: fillers, connectors, openers, repetitions. No model, microseconds a word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.detectors import favourite_words, structure
from speaking.analysis.detectors.failures import found_by
from speaking.analysis.evidence import Evidence, Pattern, in_order
from speaking.analysis.norms import Per
from speaking.analysis.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Habit:
    """A pattern as one transcript shows it.

    Attributes:
        pattern: What it is.
        evidence: Every place, in order.
        rate: How often, counted over `pattern.per`.
        per_100_words: How often per 100 words, filled pauses not counted as words.
    """

    pattern: Pattern
    evidence: tuple[Evidence, ...]
    rate: float
    per_100_words: float

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def recurs(self) -> bool:
        """Whether it is a habit: often enough, and more often than is usual."""
        return self.count >= self.pattern.recurring_at and self.rate >= self.pattern.limit

    @property
    def overused(self) -> bool:
        """Whether nine in ten speakers do it less, or nobody counted how often they do."""
        norm = self.pattern.norm
        return norm is None or not norm.comparable or self.rate >= norm.overused

    @property
    def beyond_usual(self) -> float:
        """Occurrences more than the middle speaker would have; all of them where that is not known."""
        norm = self.pattern.norm
        if norm is None or not norm.comparable:
            return self.count
        return self.count * max(0.0, 1 - norm.median / self.rate)


def habits(tokens: Tokens, evidence: Iterable[Evidence] = ()) -> list[Habit]:
    """Every pattern that counting knows, as the text shows it, met or not; and those of other evidence.

    Args:
        tokens: A transcript.
        evidence: What other detectors found in it, such as `engine.find_grammar`. Counted patterns among it
            are passed over: they are counted here.
    """
    found = {
        pattern.key: (pattern, found_by(pattern.key, _occurrences, tokens, pattern)) for pattern in COUNTED
    }
    counted = frozenset(found)
    for other in in_order(evidence):
        if other.pattern.key not in counted:
            found.setdefault(other.pattern.key, (other.pattern, []))[1].append(other)
    return [_habit(tokens, pattern, places) for pattern, places in found.values()]


def find_lexical(text: str) -> list[Evidence]:
    """Evidence of the counted habits of a text, in its order.

    A word that everybody uses, such as "so", is evidence only where the text overuses it.
    """
    return in_order(found for habit in habits(Tokens(text)) if habit.recurs for found in habit.evidence)


def rates_of(evidence: Iterable[Evidence], word_count: int) -> dict[str, float]:
    """Occurrences per 100 words by the pattern's key, zero where a counted pattern was not met.

    Args:
        evidence: What was found in a transcript, every occurrence of every counted pattern among it.
        word_count: The transcript's words without filled pauses, as `Tokens` counts them.
    """
    counts = Counter(found.pattern.key for found in evidence)
    keys = dict.fromkeys([*(pattern.key for pattern in COUNTED), *counts])
    return {key: round(_share(counts[key], word_count), 3) for key in keys}


def _occurrences(tokens: Tokens, pattern: Pattern) -> Iterator[Evidence]:
    if pattern.detector is not None:
        for first, last in pattern.detector(tokens):
            yield Evidence(tokens.starts[first], tokens.ends[last], pattern)


def _habit(tokens: Tokens, pattern: Pattern, evidence: Sequence[Evidence]) -> Habit:
    count = len(evidence)
    rate = _share(count, _base(tokens, pattern.per)) if count else 0.0
    return Habit(pattern, tuple(evidence), rate, per_100_words=_share(count, tokens.word_count))


def _base(tokens: Tokens, per: Per) -> int:
    """How many there are of what a rate is counted over; none where the text is no basis for it."""
    if per is Per.WORDS:
        return tokens.word_count
    if per is Per.CONNECTORS:
        return favourite_words.connector_count(tokens)
    return len(tokens.sentences) if structure.has_sentences(tokens) else 0


def _share(count: int, base: int) -> float:
    return 100 * count / base if base else 0.0
