"""How a habit went from one session to the next, by the same count in both."""

from collections.abc import Iterable
from dataclasses import dataclass

from speaking.analysis.evidence import Evidence
from speaking.analysis.habit_wording import goal_rate
from speaking.analysis.lexical import Habit, habits
from speaking.analysis.naming import canonical, pattern_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """A session's transcript, and what was found in it beside what is counted, such as grammar evidence."""

    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """A habit in two sessions.

    Attributes:
        name: The habit's name.
        before: Occurrences per 100 words in the earlier session.
        now: The same in the later one.
        goal: What the earlier session's focus aimed for.
        evidence_before: Every place in the earlier transcript.
        evidence_now: Every place in the later one.
    """

    name: str
    before: float
    now: float
    goal: float
    evidence_before: tuple[Evidence, ...]
    evidence_now: tuple[Evidence, ...]

    @property
    def reached(self) -> bool:
        """Whether the later session met the goal, as exactly as it was told."""
        return round(self.now, 1) <= self.goal

    @property
    def sentence(self) -> str:
        """How it went, for the learner."""
        return progress_sentence(self.name, self.before, self.now)


def progress_sentence(name: str, before: float, now: float) -> str:
    """A habit's rates per 100 words in two sessions: "Sentences starting with 'so': 9 → 3 per 100 words"."""
    return f"{name}: {_figure(before)} → {_figure(now)} per 100 words"


def progress(habit: str, before: Spoken, now: Spoken) -> Progress | None:
    """How a habit went; None where it is neither counted nor among the evidence of the earlier session.

    Args:
        habit: Its "category:pattern" key or its name, in any wording that means the same.
        before: The session that named it.
        now: A later session.
    """
    earlier = _find(habit, before)
    if earlier is None:
        return None
    later = _find(earlier.pattern.name, now)
    return Progress(
        name=earlier.pattern.name,
        before=earlier.per_100_words,
        now=0.0 if later is None else later.per_100_words,
        goal=goal_rate(earlier),
        evidence_before=earlier.evidence,
        evidence_now=() if later is None else later.evidence,
    )


def rate(text: str, habit: str, evidence: Iterable[Evidence] = ()) -> float | None:
    """A habit's occurrences per 100 words of a text; None where it is neither counted nor in the evidence.

    Args:
        text: A transcript.
        habit: Its "category:pattern" key or its name, in any wording that means the same.
        evidence: What other detectors found in the text.
    """
    found = _find(habit, Spoken(text, tuple(evidence)))
    return None if found is None else found.per_100_words


def _find(habit: str, spoken: Spoken) -> Habit | None:
    measured = {found.pattern.name: found for found in habits(spoken.text, spoken.evidence)}
    return measured.get(canonical(pattern_of(habit), measured))


def _figure(per_100_words: float) -> str:
    return f"{per_100_words:.1f}".removesuffix(".0")
