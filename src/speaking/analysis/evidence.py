"""The evidence engine: one catalogue of learners' habits, each with a detector that returns spans.

A pattern says what a habit is called and what to do about it; evidence says where it stands. Detectors
prefer silence to a false alarm.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from speaking.analysis.detectors import Detector, Rule
from speaking.analysis.norms import FLOOR, Norm, Per
from speaking.analysis.schema import Category, Severity


@dataclass(frozen=True, slots=True)
class Pattern:
    """One habit of the catalogue, with all that is known of it.

    Attributes:
        key: Stable slug, unique in the catalogue ("missing-article"): the habit's identity.
        category: Where it belongs.
        name: What people read, and the database stores beside the category ("Missing articles").
        explanation: One or two sentences on what happens and why it matters, for the learner.
        tip: One thing to do about it.
        severity: How much one occurrence costs clarity.
        recurring_at: How many occurrences make it a habit (two; for grammar three, as natives show two
            by chance).
        detector: What finds it by counting words; None for what rules find.
        rules: What finds it in a parsed text.
        per: What its rate is counted over.
        norm: How often others do it; None where no figure is known.
        floor: Our own limit, where there is no norm or it cannot be used as it is.
        label: What a goal calls it, where that is not its name ("'so', 'and' or 'but'").
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
        """The rate from which on it is worth a mention."""
        if self.floor is not None:
            return self.floor
        if self.norm is None:
            return FLOOR
        # Norms of sentences are shares of utterances between pauses, which are shorter.
        return self.norm.overused if self.per is Per.SENTENCES else self.norm.mention


class Evidence(NamedTuple):
    """Where one occurrence stands: characters `start` to `end` (exclusive) of the transcript."""

    start: int
    end: int
    pattern: Pattern

    def quote(self, text: str) -> str:
        """The words themselves, as they stand in `text`."""
        return text[self.start : self.end]


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence as it stands in the text; several at one place by their patterns' keys."""
    return sorted(evidence, key=lambda found: (found.start, found.end, found.pattern.key))
