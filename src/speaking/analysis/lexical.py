"""Finds habits by counting: fillers, connectors, openers, repetitions. No model, microseconds a word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.detectors import favourite_words, structure
from speaking.analysis.detectors.failures import found_by
from speaking.analysis.evidence import Evidence, Family, Pattern, in_order
from speaking.analysis.norms import Per
from speaking.analysis.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Habit:
    """A pattern in one transcript.

    Attributes:
        pattern: The habit.
        evidence: Every place, in order.
        rate: How often it occurs, counted over `pattern.per`.
        per_100_words: How often it occurs per 100 words; filled pauses do not count as words.
    """

    pattern: Pattern
    evidence: tuple[Evidence, ...]
    rate: float
    per_100_words: float

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def family(self) -> Family | None:
        """The family that at least half of the evidence belongs to; None if there is none."""
        families = Counter(found.family.key for found in self.evidence if found.family)
        if not families:
            return None
        [(key, times)] = families.most_common(1)
        dominates = 2 * times >= self.count
        of_it = (found.family for found in self.evidence if found.family and found.family.key == key)
        return next(of_it) if dominates else None

    @property
    def tip(self) -> str:
        """What to do about it: about the dominant family, if there is one."""
        return (self.family or self.pattern).tip

    @property
    def recurs(self) -> bool:
        """Whether it is a habit: frequent enough, and more frequent than usual."""
        return self.count >= self.pattern.recurring_at and self.rate >= self.pattern.limit

    @property
    def beyond_usual(self) -> float:
        """Occurrences beyond what the middle speaker would have; all of them if that is not known."""
        norm = self.pattern.norm
        return self.count if norm is None else self.count * max(0.0, 1 - norm.half / self.rate)


def habits(tokens: Tokens, evidence: Iterable[Evidence] = ()) -> list[Habit]:
    """Every counted pattern, found or not, and the patterns of other evidence.

    Args:
        tokens: A transcript.
        evidence: What other detectors found in it, such as `engine.find_grammar`. Counted patterns in it are
            skipped, as they are counted here.
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
    """Evidence of the counted habits in a text, in order.

    A word that everybody uses, such as "so", is evidence only if the text overuses it.
    """
    return in_order(found for habit in habits(Tokens(text)) if habit.recurs for found in habit.evidence)


def rates_of(evidence: Iterable[Evidence], word_count: int, measured: Iterable[Pattern]) -> dict[str, float]:
    """Occurrences per 100 words by the pattern's key; zero for a measured pattern that was not found.

    Args:
        evidence: What was found in a transcript, including every occurrence of every measured pattern.
        word_count: The transcript's words without filled pauses, as `Tokens` counts them.
        measured: The patterns that were looked for.
    """
    counts = Counter(found.pattern.key for found in evidence)
    return {pattern.key: round(_share(counts[pattern.key], word_count), 3) for pattern in measured}


def _occurrences(tokens: Tokens, pattern: Pattern) -> Iterator[Evidence]:
    if pattern.detector is not None:
        for first, last in pattern.detector(tokens):
            yield Evidence(tokens.starts[first], tokens.ends[last], pattern)


def _habit(tokens: Tokens, pattern: Pattern, evidence: Sequence[Evidence]) -> Habit:
    count = len(evidence)
    rate = _share(count, _base(tokens, pattern.per)) if count else 0.0
    return Habit(pattern, tuple(evidence), rate, per_100_words=_share(count, tokens.word_count))


def _base(tokens: Tokens, per: Per) -> int:
    """How many units of `per` the text has; zero if they cannot be counted in it."""
    if per is Per.WORDS:
        return tokens.word_count
    if per is Per.CONNECTORS:
        return favourite_words.connector_count(tokens)
    return len(tokens.sentences) if structure.has_sentences(tokens) else 0


def _share(count: int, base: int) -> float:
    return 100 * count / base if base else 0.0
