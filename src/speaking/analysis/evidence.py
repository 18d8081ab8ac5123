"""What evidence is: one place where a habit of the catalogue occurs.

A pattern is one habit, as coarse as a teacher would name it. What rules find belongs to a family, such as
"Missing articles"; the families of a habit recur together. Detectors would rather miss a habit than raise a
false alarm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from speaking.analysis.detectors import Detector, Rule
from speaking.analysis.norms import Norm, Per
from speaking.analysis.schema import Category, Severity


@dataclass(frozen=True, slots=True)
class Pattern:
    """One habit of the catalogue, and everything we know about it.

    Attributes:
        key: Stable slug, unique in the catalogue ("articles"); identifies the habit.
        category: The category it belongs to.
        name: What people read, and what the database stores beside the category ("Articles").
        explanation: One or two sentences for the learner on what happens and why it matters.
        tip: One thing to do about it.
        severity: How much one occurrence costs clarity.
        recurring_at: How many occurrences make it a habit at least.
        detector: Finds it by counting words; None if the rules of its families find it.
        per: What its rate is counted over.
        norm: How often others do it; None if no figure is known.
        floor: Our own limit, where no norm is known or where learners are known to do it more.
        natives_per_1000: How often its rules flag 1,000 words of native speech; only for what rules find.
        did: What the learner did, as a goal says it before "9 times"; None for what rules find.
    """

    key: str
    category: Category
    name: str
    explanation: str
    tip: str
    severity: Severity = Severity.LOW
    recurring_at: int = 2
    detector: Detector | None = None
    per: Per = Per.WORDS
    norm: Norm | None = None
    floor: float | None = None
    natives_per_1000: float | None = None
    did: str | None = None

    @property
    def limit(self) -> float:
        """The lowest rate that is worth mentioning."""
        if self.floor is not None:
            return self.floor
        return self.norm.limit if self.norm is not None else 0.0


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of error within a habit that rules find.

    Attributes:
        key: Stable slug, unique among families and patterns ("missing-article").
        habit: The habit it belongs to.
        name: What people read ("Missing articles").
        explanation: One sentence for the learner on what is right.
        tip: One thing to do about it.
        rules: Find it in a parsed text.
        severity: How much one occurrence costs clarity.
        rules_of_speakers: Further rules, by the first language ("de") that suggests what they find; other
            speakers mean what they say.
    """

    key: str
    habit: Pattern
    name: str
    explanation: str
    tip: str
    rules: tuple[Rule, ...]
    severity: Severity = Severity.MEDIUM
    rules_of_speakers: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    def rules_for(self, first_language: str | None) -> tuple[Rule, ...]:
        """The rules that read a learner's words; those of everybody if the first language is not known."""
        return (*self.rules, *self.rules_of_speakers.get(first_language or "", ()))


class Evidence(NamedTuple):
    """One occurrence: characters `start` to `end` (exclusive) of the transcript.

    `family` is None for a counted habit. `say_instead` holds one or two wordings for the words between
    `start` and `end`, the best one first; it is empty where no wording is sure to be right.
    """

    start: int
    end: int
    pattern: Pattern
    family: Family | None = None
    say_instead: tuple[str, ...] = ()

    def quote(self, text: str) -> str:
        """The words themselves, exactly as they are in `text`."""
        return text[self.start : self.end]


def in_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence in the order of the text; several pieces at one place in the order of their patterns' keys."""
    return sorted(evidence, key=lambda found: (found.start, found.end, found.pattern.key))
