"""The result of an analysis, the same for every analyzer."""

from dataclasses import dataclass
from enum import StrEnum

from speaking.analysis.text.quotes import Quote

MAX_INSIGHTS = 5
MAX_EXAMPLES = 3
MAX_OCCURRENCES = 12
"""The most places of one habit that an analyzer is asked to quote."""


class Category(StrEnum):
    GRAMMAR = "grammar"
    VOCABULARY = "vocabulary"
    STRUCTURE = "structure"


class Severity(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


STRONGEST_FIRST = (*Severity, None)
"""Severities in the order in which insights are shown; an insight without one comes last."""


def profile_key(category: str, pattern: str) -> str:
    """A habit's name in a learner's profile and everywhere in the database."""
    return f"{category}:{pattern}"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """In how many of the learner's last talks a habit was met; this talk counts."""

    met_in: int
    talks: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of a habit as an analyzer quotes it, and what to say there instead, if it is sure."""

    quote: str
    say_instead: str | None = None


@dataclass(frozen=True, slots=True)
class Insight:
    """One recurring habit.

    Attributes:
        category: The category it belongs to.
        pattern: What people read.
        detail: What happens, and how it affects the listener.
        frequency: Occurrences in this transcript.
        severity: How much it costs clarity.
        examples: Exact quotes from the transcript.
        occurrences: The places that the analyzer quotes one by one, if it does; the examples are among them.
        suggestion: One thing to do about it.
        key: The habit's key in the catalogue; None if the catalogue lacks it.
        title: What dominates in this talk ("Prepositions after verbs: 'arrive to'"), if that is known.
        recurrence: In how many of the last talks it was met, if there were any.
        evidence: Every place that shows it, once the insight is grounded.
    """

    category: Category
    pattern: str
    detail: str
    frequency: int | None = None
    severity: Severity | None = None
    examples: tuple[str, ...] = ()
    suggestion: str | None = None
    key: str | None = None
    title: str | None = None
    recurrence: Recurrence | None = None
    occurrences: tuple[Occurrence, ...] = ()
    evidence: tuple[Quote, ...] = ()

    @property
    def habit(self) -> str:
        """What identifies the habit: its key in the catalogue, or else its "category:pattern"."""
        return self.key or profile_key(self.category, self.pattern)


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """At most five insights, one concrete and measurable focus, two or three sentences of summary."""

    insights: tuple[Insight, ...] = ()
    focus_next: str | None = None
    summary: str = ""
