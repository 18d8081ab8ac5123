"""The evidence engine: one catalogue of learners' habits, each with a detector that returns spans.

A pattern says what a habit is called and what to do about it; evidence says where it stands. Detectors
prefer silence to a false alarm.
"""

from dataclasses import dataclass
from typing import NamedTuple

from speaking.analysis.schema import Category, Severity


@dataclass(frozen=True, slots=True)
class Pattern:
    """One habit of the catalogue.

    Attributes:
        key: Stable slug, unique in the catalogue ("missing-article"); printed by `speaking evidence`.
        category: Where it belongs.
        name: Stable name for people and for the profile's "category:pattern" keys ("Missing articles").
        explanation: One or two sentences on what happens and why it matters, for the learner.
        tip: One thing to do about it.
        severity: How much one occurrence costs clarity.
        recurring_at: How many occurrences make it a habit (two; for grammar three, as natives show two
            by chance).
    """

    key: str
    category: Category
    name: str
    explanation: str
    tip: str
    severity: Severity
    recurring_at: int = 3


class Evidence(NamedTuple):
    """Where one occurrence stands: characters `start` to `end` (exclusive) of the transcript."""

    start: int
    end: int
    pattern: Pattern

    def quote(self, text: str) -> str:
        """The words themselves, as they stand in `text`."""
        return text[self.start : self.end]
