"""The evidence engine: one catalogue of learners' habits, each with a detector that returns spans.

A pattern holds a habit's name and what to do about it; evidence is one place where it occurs. Detectors
would rather miss a habit than raise a false alarm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from speaking.analysis.detectors import Detector, Rule
from speaking.analysis.norms import FLOOR, Norm, Per
from speaking.analysis.schema import Category, Severity


@dataclass(frozen=True, slots=True)
class Pattern:
    """One habit of the catalogue, and everything we know about it.

    Attributes:
        key: Stable slug, unique in the catalogue ("missing-article"); identifies the habit.
        category: The category it belongs to.
        name: What people read, and what the database stores beside the category ("Missing articles").
        explanation: One or two sentences for the learner on what happens and why it matters.
        tip: One thing to do about it.
        severity: How much one occurrence costs clarity.
        recurring_at: How many occurrences make it a habit: two, or three for grammar, where native speakers
            reach two by chance.
        detector: Finds it by counting words; None if rules find it.
        rules: Find it in a parsed text.
        per: What its rate is counted over.
        norm: How often others do it; None if no figure is known.
        floor: Our own limit, if there is no norm or the norm cannot be used as it is.
        label: What a goal calls it, if not by its name ("'so', 'and' or 'but'").
    """

    key: str
    category: Category
    name: str
    explanation: str
    tip: str
    severity: Severity = Severity.LOW
    recurring_at: int = 3
    detector: Detector | None = None
    rules: tuple[Rule, ...] = ()
    per: Per = Per.WORDS
    norm: Norm | None = None
    floor: float | None = None
    label: str | None = None

    @property
    def limit(self) -> float:
        """The lowest rate that is worth mentioning."""
        if self.floor is not None:
            return self.floor
        if self.norm is None:
            return FLOOR
        # Norms of sentences are shares of utterances between pauses, which are shorter.
        return self.norm.overused if self.per is Per.SENTENCES else self.norm.mention


class Evidence(NamedTuple):
    """One occurrence: characters `start` to `end` (exclusive) of the transcript."""

    start: int
    end: int
    pattern: Pattern

    def quote(self, text: str) -> str:
        """The words themselves, exactly as they are in `text`."""
        return text[self.start : self.end]


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence in the order of the text; several pieces at one place in the order of their patterns' keys."""
    return sorted(evidence, key=lambda found: (found.start, found.end, found.pattern.key))
