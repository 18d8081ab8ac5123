"""Analysis on this machine: what counting and rules find, without a key."""

import asyncio
from collections.abc import Iterable, Sequence

from speaking.analysis import Analysis, AnalyzerDescription
from speaking.analysis.certainty import certain
from speaking.analysis.engine import find_grammar
from speaking.analysis.evidence import Evidence, in_order
from speaking.analysis.examples import examples
from speaking.analysis.fluency import measure
from speaking.analysis.focus_and_summary import detail, focus, summary
from speaking.analysis.lexical import Habit, habits, rates_of
from speaking.analysis.merging import weight
from speaking.analysis.schema import (
    MAX_INSIGHTS,
    STRONGEST_FIRST,
    AnalysisResult,
    Category,
    Insight,
    Severity,
)
from speaking.analysis.text.tokens import Tokens
from speaking.ends import WORK_WITHIN_SECS
from speaking.errors import ConfigurationError, install_command
from speaking.transcription import Transcription

MOST_OF_ONE_CATEGORY = 3
"""Insights of one category, while another category has any left to show."""

SAME_PLACES = 0.6
"""Share of a habit's places that are another habit's too, from which on the two are one complaint."""

_WITH_HABITS = "So we discuss about it. She is teacher and she bought car."
_FINDS_NOTHING = (
    "The analyzer does not find the habits in a test sentence. "
    f"Reinstall its packages with: {install_command('local')}."
)

_WEAKER = {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.LOW, Severity.LOW: Severity.LOW}


class LocalAnalyzer:
    """Counts and rules; nothing is asked of anybody.

    The names of its patterns are stable, so it has no use for the names that a learner's profile knows:
    the profile merges wordings by itself.
    """

    async def analyze(self, transcription: Transcription, *, known_patterns: Sequence[str]) -> Analysis:  # noqa: ARG002 - see above
        """The strongest five recurring habits, with all their evidence."""
        return await asyncio.to_thread(lambda: analyze(transcription, find_grammar(transcription.text)))

    async def check(self) -> None:
        """Prove that rules and language model find the habits of a sentence that has some.

        Raises:
            MissingExtra: The packages of the evidence engine are not installed.
            ConfigurationError: They are installed and find nothing.
        """
        if not await asyncio.to_thread(find_grammar, _WITH_HABITS):
            raise ConfigurationError(_FINDS_NOTHING)

    async def close(self) -> None:
        """Nothing to let go of."""


LOCAL = AnalyzerDescription(make=lambda _: LocalAnalyzer(), check_secs=WORK_WITHIN_SECS)


def analyze(transcription: Transcription, grammar: Iterable[Evidence] = ()) -> Analysis:
    """The strongest five recurring habits of a transcription, and all that was found and measured.

    Args:
        transcription: What was said.
        grammar: What rules found in it; a place with a word that the recogniser doubted is left out.
    """
    tokens = Tokens(transcription.text)
    met = [habit for habit in habits(tokens, certain(grammar, transcription)) if habit.count]
    reported = strongest(habit for habit in met if habit.recurs)
    fluency = measure(transcription, tokens)
    result = AnalysisResult(
        insights=tuple(_insight(habit, tokens) for habit in reported),
        focus_next=focus(reported[0]) if reported else None,
        summary=summary(reported, tokens, fluency),
    )
    evidence = in_order(found for habit in met for found in habit.evidence)
    return Analysis(
        result=result,
        analyzer="local",
        evidence=tuple(evidence),
        focus_pattern=reported[0].pattern.key if reported else None,
        habits=rates_of(evidence, tokens.word_count),
        fluency=fluency,
    )


def strongest(recurring: Iterable[Habit]) -> list[Habit]:
    """The five to report, the severest first: each complaint once, and no category alone."""
    ranked = sorted(_precise(list(recurring)), key=lambda habit: (-_strength(habit), habit.pattern.key))
    chosen: list[Habit] = []
    left: list[Habit] = []
    for habit in ranked:
        if any(_is_the_same(habit, other) for other in chosen):
            continue
        crowded = sum(other.pattern.category is habit.pattern.category for other in chosen)
        (chosen if crowded < MOST_OF_ONE_CATEGORY else left).append(habit)
    reported = (chosen[:MAX_INSIGHTS] + left)[:MAX_INSIGHTS]
    return sorted(reported, key=lambda habit: (STRONGEST_FIRST.index(severity(habit)), -_strength(habit)))


def _precise(recurring: Sequence[Habit]) -> Iterable[Habit]:
    """Without favourite words that are nearly always sentence openers: there the opener is what to change."""
    structural = [habit for habit in recurring if habit.pattern.category is Category.STRUCTURE]
    for habit in recurring:
        if habit in structural or not any(_is_the_same(habit, other) for other in structural):
            yield habit


def _is_the_same(habit: Habit, other: Habit) -> bool:
    """Whether a habit's places are mostly places of the other habit."""
    starts = {found.start for found in other.evidence}
    return sum(found.start in starts for found in habit.evidence) >= SAME_PLACES * habit.count


def severity(habit: Habit) -> Severity:
    """The pattern's own for what nine in ten speakers do less; one step less for what three in four do."""
    return habit.pattern.severity if habit.overused else _WEAKER[habit.pattern.severity]


def _strength(habit: Habit) -> float:
    """Cost times recurrence beyond what is usual: the middle speaker says "and" often, too."""
    return weight(severity(habit), max(1, round(habit.beyond_usual)))


def _insight(habit: Habit, tokens: Tokens) -> Insight:
    return Insight(
        category=habit.pattern.category,
        pattern=habit.pattern.name,
        detail=detail(habit, tokens.text),
        frequency=habit.count,
        severity=severity(habit),
        examples=examples(habit.evidence, tokens),
        suggestion=habit.pattern.tip,
        key=habit.pattern.key,
    )
