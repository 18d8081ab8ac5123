"""Habits that counting finds: fillers, connectors, openers, repetitions. No model, microseconds a word."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speaking.analysis import lexical_catalogue as catalogue
from speaking.analysis.detectors import favourite_words, structure
from speaking.analysis.detectors.favourite_words import Detector
from speaking.analysis.evidence import Evidence, Pattern
from speaking.analysis.norms import HEARD_LESS, NORMS, Norm, Per, counted_over, limit
from speaking.analysis.schema import Category
from speaking.analysis.text.repairs import repairs
from speaking.analysis.text.tokens import Tokens

DETECTORS: tuple[tuple[Pattern, Detector], ...] = (
    (catalogue.FILLED_PAUSES, favourite_words.filled_pauses),
    (catalogue.YOU_KNOW, favourite_words.you_know),
    (catalogue.I_MEAN, favourite_words.i_mean),
    (catalogue.FILLER_LIKE, favourite_words.filler_like),
    (catalogue.FILLER_WELL, favourite_words.filler_well),
    (catalogue.KIND_OF, favourite_words.kind_of),
    (catalogue.SO, favourite_words.so),
    (catalogue.AND, favourite_words.and_),
    (catalogue.BUT, favourite_words.but),
    (catalogue.BECAUSE, favourite_words.because),
    (catalogue.LIMITED_CONNECTORS, favourite_words.common_connectors),
    (catalogue.VERY, favourite_words.very),
    (catalogue.REALLY, favourite_words.really),
    (catalogue.ACTUALLY, favourite_words.actually),
    (catalogue.JUST, favourite_words.just),
    (catalogue.VAGUE_WORDS, favourite_words.vague_words),
    (catalogue.HEDGES, favourite_words.hedges),
    (catalogue.REPEATED_WORDS, structure.repeated_words),
    (catalogue.REPEATED_PHRASES, structure.repeated_phrases),
    (catalogue.SO_OPENERS, structure.openers("so")),
    (catalogue.AND_OPENERS, structure.openers("and")),
    (catalogue.BUT_OPENERS, structure.openers("but")),
    (catalogue.I_OPENERS, structure.openers("i")),
    (catalogue.REPEATED_OPENERS, structure.repeated_openers),
    (catalogue.CHAINED_CLAUSES, structure.chained_clauses),
    (catalogue.SHORT_SENTENCES, structure.short_sentences),
    (catalogue.SELF_REPAIRS, repairs),
)

PATTERNS: tuple[Pattern, ...] = tuple(pattern for pattern, _ in DETECTORS)


@dataclass(frozen=True, slots=True)
class Habit:
    """A pattern as one transcript shows it.

    Attributes:
        pattern: What it is.
        evidence: Every place, in order.
        rate: How often, counted over `per`.
        per: What the rate is counted over.
        per_100_words: How often per 100 words, filled pauses not counted as words.
        norm: What is usual; None where no figure is known.
    """

    pattern: Pattern
    evidence: tuple[Evidence, ...]
    rate: float
    per: Per
    per_100_words: float
    norm: Norm | None

    @property
    def count(self) -> int:
        return len(self.evidence)

    @property
    def recurs(self) -> bool:
        """Whether it is a habit: often enough, and for what counting finds more often than is usual."""
        often = self.count >= self.pattern.recurring_at
        return often and (self.pattern.category is Category.GRAMMAR or self.rate >= limit(self.pattern.key))

    @property
    def overused(self) -> bool:
        """Whether nine in ten speakers do it less, or nobody counted how often they do."""
        norm = self._comparable_norm
        return norm is None or self.rate >= norm.overused

    @property
    def beyond_usual(self) -> float:
        """Occurrences more than the middle speaker would have; all of them where that is not known."""
        norm = self._comparable_norm
        return self.count if norm is None else self.count * max(0.0, 1 - norm.median / self.rate)

    @property
    def _comparable_norm(self) -> Norm | None:
        return None if self.pattern.key in HEARD_LESS else self.norm


def habits(text: str, evidence: Iterable[Evidence] = ()) -> list[Habit]:
    """Every pattern that counting knows, as the text shows it, met or not; and those of other evidence.

    Args:
        text: A transcript.
        evidence: What other detectors found in it, such as `engine.find_grammar`. Counted patterns among it
            are passed over: they are counted here.
    """
    return habits_in(Tokens(text), evidence)


def habits_in(tokens: Tokens, evidence: Iterable[Evidence] = ()) -> list[Habit]:
    """The same of a text whose words are known already."""
    found = {pattern: _occurrences(tokens, pattern, detector) for pattern, detector in DETECTORS}
    counted = frozenset(found)
    for other in in_order(evidence):
        if other.pattern not in counted:
            found.setdefault(other.pattern, []).append(other)
    return [_habit(tokens, pattern, places) for pattern, places in found.items()]


def find_lexical(text: str) -> list[Evidence]:
    """Evidence of the counted habits of a text, in its order.

    A word that everybody uses, such as "so", is evidence only where the text overuses it.
    """
    return in_order(found for habit in habits(text) if habit.recurs for found in habit.evidence)


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence as it stands in the text; several at one place by their patterns' keys."""
    return sorted(evidence, key=lambda found: (found.start, found.end, found.pattern.key))


def rates_of(evidence: Iterable[Evidence], word_count: int) -> dict[str, float]:
    """Occurrences per 100 words by "category:pattern name", zero where a counted pattern was not met.

    Args:
        evidence: What was found in a transcript, every occurrence of every counted pattern among it.
        word_count: The transcript's words without filled pauses, as `Tokens` counts them.
    """
    counts = Counter(habit_key(found.pattern) for found in evidence)
    keys = dict.fromkeys([*_COUNTED_KEYS, *counts])
    return {key: round(_share(counts[key], word_count), 3) for key in keys}


def habit_key(pattern: Pattern) -> str:
    """The pattern's key in a learner's profile."""
    return f"{pattern.category}:{pattern.name}"


_COUNTED_KEYS = tuple(map(habit_key, PATTERNS))


def _occurrences(tokens: Tokens, pattern: Pattern, detector: Detector) -> list[Evidence]:
    return [Evidence(tokens.starts[first], tokens.ends[last], pattern) for first, last in detector(tokens)]


def _habit(tokens: Tokens, pattern: Pattern, evidence: Sequence[Evidence]) -> Habit:
    per = counted_over(pattern.key)
    count = len(evidence)
    return Habit(
        pattern=pattern,
        evidence=tuple(evidence),
        rate=_share(count, _base(tokens, per)) if count else 0.0,
        per=per,
        per_100_words=_share(count, tokens.word_count),
        norm=NORMS.get(pattern.key),
    )


def _base(tokens: Tokens, per: Per) -> int:
    """How many there are of what a rate is counted over; none where the text is no basis for it."""
    if per is Per.WORDS:
        return tokens.word_count
    if per is Per.CONNECTORS:
        return favourite_words.connector_count(tokens)
    return len(tokens.sentences) if structure.has_sentences(tokens) else 0


def _share(count: int, base: int) -> float:
    return 100 * count / base if base else 0.0
