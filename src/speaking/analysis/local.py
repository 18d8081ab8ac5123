"""Analysis on this machine, by counting and rules, without a key."""

import asyncio
from collections.abc import Iterable, Sequence

from speaking.analysis import Analysis, AnalyzerDescription
from speaking.analysis.certainty import certain
from speaking.analysis.counted_habits_and_limits import COUNTED, SAID_ONCE
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

FEW = 3
"""So many slips of grammar may stand back behind an extreme counted habit."""

MUCH_MORE = 4
EXTREME = 1.2
"""How many times more often it occurs than the slips, and how far beyond its limit it is at least."""

_WITH_HABITS = "So we discuss about it. She is teacher and she bought car."
_FINDS_NOTHING = (
    "The analyzer does not find the habits in a test sentence. "
    f"Reinstall its packages with: {install_command('local')}."
)


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
    transcription: Transcription,
    grammar: Iterable[Evidence] | None = None,
    *,
    learner: Learner = NOBODY,
) -> Analysis:
    """The strongest recurring habits of a transcription, and everything found and measured.

    `grammar` is what rules found in it, None if they did not look; evidence with a word that the recogniser
    doubted is left out.
    """
    tokens = Tokens(transcription.text)
    met = [habit for habit in habits(tokens, certain(grammar or (), transcription)) if habit.count]
    reported = strongest(habit for habit in met if recurs(habit, tokens.word_count, learner))
    fluency = measure(transcription, tokens)
    first = costliest(reported)
    result = AnalysisResult(
        insights=tuple(_insight(habit, tokens, recurrence(habit, learner)) for habit in reported),
        focus_next=focus(first) if first else None,
        summary=summary(reported, tokens, fluency),
    )
    evidence = in_order(found for habit in met for found in habit.evidence)
    return Analysis(
        result=result,
        analyzer="local",
        evidence=tuple(evidence),
        focus_pattern=first.pattern.key if first else None,
        habits=rates_of(evidence, tokens.word_count, COUNTED if grammar is None else (*COUNTED, *GRAMMAR)),
        fluency=fluency,
    )


def strongest(recurring: Iterable[Habit]) -> list[Habit]:
    """The habits to report, five at most, severest first: each complaint once, and few favourite words."""
    ranked = sorted(_precise(list(recurring)), key=lambda habit: (-_strength(habit), habit.pattern.key))
    chosen: list[Habit] = []
    for habit in sorted(ranked, key=_is_counted):
        counted_words = sum(map(_is_of_counted_words, chosen))
        crowded = _is_of_counted_words(habit) and counted_words == MOST_COUNTED_WORDS
        if not crowded and not any(_is_the_same(habit, other) for other in chosen):
            chosen.append(habit)
    reported = chosen[:MAX_INSIGHTS]
    severities = list(STRONGEST_FIRST)
    return sorted(reported, key=lambda habit: (severities.index(habit.pattern.severity), -_strength(habit)))


def costliest(reported: Sequence[Habit]) -> Habit | None:
    """The habit to work on first: one of grammar, unless it is rare beside what is said all the time."""
    grammar = [habit for habit in reported if not _is_counted(habit)]
    counted = [habit for habit in reported if _is_counted(habit)]
    first = max(grammar, key=_strength, default=None)
    if first is None or first.count > FEW:
        return first or max(counted, key=_strength, default=None)
    louder = [habit for habit in counted if _is_extreme(habit) and habit.count >= MUCH_MORE * first.count]
    return max(louder, key=_strength, default=first)


def _is_extreme(habit: Habit) -> bool:
    return habit.pattern.severity is not Severity.LOW and habit.rate >= EXTREME * habit.pattern.limit


def _is_counted(habit: Habit) -> bool:
    return habit.pattern.detector is not None


def _is_of_counted_words(habit: Habit) -> bool:
    return _is_counted(habit) and habit.pattern.category is Category.VOCABULARY


def _precise(recurring: Sequence[Habit]) -> Iterable[Habit]:
    """Drop favourite words that are one complaint with sentence openers; the opener is what to change."""
    structural = [habit for habit in recurring if habit.pattern.category is Category.STRUCTURE]
    for habit in recurring:
        if habit in structural or not any(_is_the_same(habit, other) for other in structural):
            yield habit


def _is_the_same(habit: Habit, other: Habit) -> bool:
    """Whether two habits are one complaint, or most of a habit's places are also places of the other."""
    starts = {found.start for found in other.evidence}
    shared = sum(found.start in starts for found in habit.evidence)
    keys = {habit.pattern.key, other.pattern.key}
    return shared >= SAME_PLACES * habit.count or any(keys <= complaint for complaint in SAID_ONCE)


def _strength(habit: Habit) -> float:
    """Cost times recurrence beyond what is usual, since the middle speaker also says "and" often."""
    return weight(habit.pattern.severity, max(1, round(habit.beyond_usual)))


def _insight(habit: Habit, tokens: Tokens, recurrence: Recurrence | None) -> Insight:
    return Insight(
        category=habit.pattern.category,
        pattern=habit.pattern.name,
        title=title(habit, tokens.text),
        detail=detail(habit, tokens),
        frequency=habit.count,
        severity=habit.pattern.severity,
        examples=examples(habit.evidence, tokens),
        suggestion=habit.tip,
        key=habit.pattern.key,
        recurrence=recurrence,
    )
