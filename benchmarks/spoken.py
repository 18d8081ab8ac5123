"""How much of what a teacher heard in a talk the local analyzer reports, by the rule of the talks' README.

A habit among the teacher's first five is found if an insight of its category rests on evidence that touches
two of its quotes (one, if it has two or fewer). An insight is right if it finds any of the teacher's habits.
FIRST_LANGUAGE is respected, as the app does.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from speaking.analysis import Analysis
from speaking.analysis.engine import find_grammar_in
from speaking.analysis.grounding import Grounded, ground
from speaking.analysis.local import analyze
from speaking.analysis.schema import Insight
from speaking.analysis.text.quotes import QuoteFinder
from speaking.settings import read_settings
from speaking.transcription import Transcription

FEW_QUOTES = 2
TUNED_ON = ("jle-L5", "jle-L7", "jle-L9", "own-german", "own-korean", "own-spanish")
"""The beginnings of the names of the talks that rules and limits were tuned on."""

TALKS = Path(__file__).parents[2] / "shared" / "corpora" / "spoken"


@dataclass(frozen=True, slots=True)
class TeachersHabit:
    """What a teacher wrote down, and all places of each quote, as (start, end) in characters."""

    name: str
    category: str
    top: bool
    quotes: Sequence[Sequence[tuple[int, int]]]

    def is_found_by(self, insight: Insight) -> bool:
        """Whether an insight with its evidence is about this habit."""
        if insight.category != self.category:
            return False
        touched = sum(
            any(
                start < found.end and found.start < end for start, end in places for found in insight.evidence
            )
            for places in self.quotes
        )
        return touched >= (2 if len(self.quotes) > FEW_QUOTES else 1)


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with what a teacher heard in it, and what the analyzer reports."""

    name: str
    habits: Sequence[TeachersHabit]
    analysis: Analysis
    grounded: Grounded

    @property
    def tuned_on(self) -> bool:
        return self.name.startswith(TUNED_ON)

    @property
    def top(self) -> Sequence[TeachersHabit]:
        return [habit for habit in self.habits if habit.top]

    def is_found(self, habit: TeachersHabit) -> bool:
        return any(habit.is_found_by(insight) for insight in self.grounded.insights)

    def is_right(self, insight: Insight) -> bool:
        return any(habit.is_found_by(insight) for habit in self.habits)

    @property
    def focus_is_the_teachers(self) -> bool:
        """Whether the focus is among the teacher's first two habits."""
        return any(
            habit.is_found_by(insight)
            for insight in self.grounded.insights
            if insight.habit == self.analysis.focus_pattern
            for habit in self.top[:2]
        )


def read_talks(folder: Path = TALKS) -> Iterator[Talk]:
    """Every talk of the folder that a teacher has read, analyzed."""
    files = sorted(folder.glob("*.json"))
    texts = [file.with_suffix(".txt").read_text(encoding="utf-8") for file in files]
    found = find_grammar_in(texts, first_language=read_settings().first_language)
    for file, text, grammar in zip(files, texts, found, strict=True):
        said = Transcription(text, "en", 0.0)
        finder = QuoteFinder(said)
        habits = [
            TeachersHabit(
                each["name"],
                each["category"],
                each["top"],
                [list(finder.occurrences(quote)) for quote in each["quotes"]],
            )
            for each in json.loads(file.read_text(encoding="utf-8"))["habits"]
        ]
        analysis = analyze(said, grammar)
        yield Talk(
            file.stem, habits, analysis, ground(analysis.result.insights, said, evidence=analysis.evidence)
        )


def report(talks: Sequence[Talk]) -> list[str]:
    """The table of all talks together."""
    top = [(talk, habit) for talk in talks for habit in talk.top]
    grammar = [(talk, habit) for talk, habit in top if habit.category == "grammar"]
    insights = [(talk, insight) for talk in talks for insight in talk.grounded.insights]
    rows = [
        ("teacher's top five found", sum(talk.is_found(habit) for talk, habit in top), len(top)),
        ("of these grammar", sum(talk.is_found(habit) for talk, habit in grammar), len(grammar)),
        (
            "insights that are some habit of the teacher's",
            sum(talk.is_right(insight) for talk, insight in insights),
            len(insights),
        ),
        (
            "focus among the teacher's first two",
            sum(talk.focus_is_the_teachers for talk in talks),
            len(talks),
        ),
    ]
    return [
        "| talks that a teacher has read | value |",
        "|---|---|",
        *(f"| {name} | {found / max(1, of):.2f} ({found} of {of}) |" for name, found, of in rows),
    ]


def details(talk: Talk) -> Iterator[str]:
    """What was found and missed in one talk, for whoever looks for the reason."""
    yield f"== {talk.name}"
    for habit in talk.habits:
        found = "found" if talk.is_found(habit) else "MISSED"
        yield f"  teacher {'top' if habit.top else '   '} {found:6} {habit.category}: {habit.name}"
    for insight in talk.grounded.insights:
        quotes = " | ".join(quote.text for quote in insight.evidence[:8])
        focus = "focus " if insight.habit == talk.analysis.focus_pattern else ""
        yield f"  {'right' if talk.is_right(insight) else 'WRONG'} {focus}{insight.habit}: {quotes}"
    for noticed in talk.grounded.noticed:
        yield f"  noticed {noticed.family.habit.key}/{noticed.family.key}: {noticed.quote.text}"


if __name__ == "__main__":
    read = list(read_talks())
    for talk in read:
        print("\n".join(details(talk)))
    print("\n".join(report(read)))
