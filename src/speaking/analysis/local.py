"""Analysis on this machine, by counting and rules, without a key."""

import asyncio
from collections.abc import Iterable, Sequence

from speaking.analysis import Analysis, AnalyzerDescription
from speaking.analysis.certainty import certain
from speaking.analysis.counted_habits_and_limits import COUNTED
from speaking.analysis.engine import find_grammar
from speaking.analysis.evidence import Evidence, in_order
from speaking.analysis.examples import examples
from speaking.analysis.fluency import measure
from speaking.analysis.focus_and_summary import detail, focus, summary, title
from speaking.analysis.grammar_habits import GRAMMAR
from speaking.analysis.learner import NOBODY, Learner
from speaking.analysis.lexical import Habit, habits, rates_of
from speaking.analysis.merging import weight
from speaking.analysis.recurrence import recurrence, recurs
from speaking.analysis.schema import (
    MAX_INSIGHTS,
    STRONGEST_FIRST,
    AnalysisResult,
    Category,
    Insight,
    Recurrence,
    Severity,
)
from speaking.analysis.text.tokens import Tokens
from speaking.ends import WORK_WITHIN_SECS
from speaking.errors import ConfigurationError, install_command
from speaking.settings import Settings
from speaking.transcription import Transcription

MOST_COUNTED_WORDS = 2
"""The most insights about favourite words: what can be counted must not hide what a teacher would hear."""

SAME_PLACES = 0.6
"""If this share of a habit's places also belongs to another habit, the two are one complaint."""

_WITH_HABITS = "So we discuss about it. She is teacher and she bought car."
_FINDS_NOTHING = (
    "The analyzer does not find the habits in a test sentence. "
    f"Reinstall its packages with: {install_command('local')}."
)

_WEAKER = {Severity.HIGH: Severity.MEDIUM, Severity.MEDIUM: Severity.LOW, Severity.LOW: Severity.LOW}


class LocalAnalyzer:
    """Analyzes with counts and rules, and contacts no service.

    Its pattern names never change, so it ignores the known ones: the profile merges other wordings itself.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._first_language = settings.first_language if settings else None

    async def analyze(self, transcription: Transcription, *, learner: Learner) -> Analysis:
        """The strongest five recurring habits, with all their evidence."""

        def find_and_choose() -> Analysis:
            grammar = find_grammar(transcription.text, first_language=self._first_language)
            return analyze(transcription, grammar, learner=learner)

        return await asyncio.to_thread(find_and_choose)

    async def check(self) -> None:
        """Check that the rules and the language model find the habits in a sentence that has some.

        Raises:
            MissingExtra: The packages of the evidence engine are not installed.
            ConfigurationError: They are installed and find nothing.
        """
        if not await asyncio.to_thread(find_grammar, _WITH_HABITS):
            raise ConfigurationError(_FINDS_NOTHING)

    async def close(self) -> None:
        """Nothing to close."""


LOCAL = AnalyzerDescription(make=LocalAnalyzer, check_secs=WORK_WITHIN_SECS)


def analyze(
    transcription: Transcription, grammar: Iterable[Evidence] | None = None, *, learner: Learner = NOBODY
) -> Analysis:
    """The strongest recurring habits of a transcription, and everything found and measured.

    `grammar` is what rules found in it, None if they did not look; evidence with a word that the recogniser
    doubted is left out.
    """
    tokens = Tokens(transcription.text)
    met = [habit for habit in habits(tokens, certain(grammar or (), transcription)) if habit.count]
    reported = strongest(habit for habit in met if recurs(habit, tokens.word_count, learner))
    fluency = measure(transcription, tokens)
    result = AnalysisResult(
        insights=tuple(_insight(habit, tokens, recurrence(habit, learner)) for habit in reported),
        focus_next=focus(reported[0]) if reported else None,
        summary=summary(reported, tokens, fluency),
    )
    evidence = in_order(found for habit in met for found in habit.evidence)
    return Analysis(
        result=result,
        analyzer="local",
        evidence=tuple(evidence),
        focus_pattern=reported[0].pattern.key if reported else None,
        habits=rates_of(evidence, tokens.word_count, COUNTED if grammar is None else (*COUNTED, *GRAMMAR)),
        fluency=fluency,
    )


def strongest(recurring: Iterable[Habit]) -> list[Habit]:
    """The habits to report, five at most, severest first: each complaint once, and few favourite words."""
    ranked = sorted(_precise(list(recurring)), key=lambda habit: (-_strength(habit), habit.pattern.key))
    chosen: list[Habit] = []
    for habit in sorted(ranked, key=lambda habit: habit.pattern.detector is not None):
        counted_words = sum(map(_is_of_counted_words, chosen))
        crowded = _is_of_counted_words(habit) and counted_words == MOST_COUNTED_WORDS
        if not crowded and not any(_is_the_same(habit, other) for other in chosen):
            chosen.append(habit)
    reported = chosen[:MAX_INSIGHTS]
    return sorted(reported, key=lambda habit: (STRONGEST_FIRST.index(severity(habit)), -_strength(habit)))


def _is_of_counted_words(habit: Habit) -> bool:
    return habit.pattern.detector is not None and habit.pattern.category is Category.VOCABULARY


def _precise(recurring: Sequence[Habit]) -> Iterable[Habit]:
    """Drop favourite words that are nearly always sentence openers; the opener is what to change."""
    structural = [habit for habit in recurring if habit.pattern.category is Category.STRUCTURE]
    for habit in recurring:
        if habit in structural or not any(_is_the_same(habit, other) for other in structural):
            yield habit


def _is_the_same(habit: Habit, other: Habit) -> bool:
    """Whether most of a habit's places are also places of the other habit."""
    starts = {found.start for found in other.evidence}
    return sum(found.start in starts for found in habit.evidence) >= SAME_PLACES * habit.count


def severity(habit: Habit) -> Severity:
    """The pattern's own severity if nine in ten speakers do it less; one step lower if three in four do."""
    return habit.pattern.severity if habit.overused else _WEAKER[habit.pattern.severity]


def _strength(habit: Habit) -> float:
    """Cost times recurrence beyond what is usual, since the middle speaker also says "and" often."""
    return weight(severity(habit), max(1, round(habit.beyond_usual)))


def _insight(habit: Habit, tokens: Tokens, recurrence: Recurrence | None) -> Insight:
    return Insight(
        category=habit.pattern.category,
        pattern=habit.pattern.name,
        title=title(habit, tokens.text),
        detail=detail(habit, tokens.text),
        frequency=habit.count,
        severity=severity(habit),
        examples=examples(habit.evidence, tokens),
        suggestion=habit.tip,
        key=habit.pattern.key,
        recurrence=recurrence,
    )
