"""One analysis of two: what a language model saw and what the evidence engine counted."""

from collections.abc import Iterable, Sequence
from math import log2

from speaking.analysis.naming import canonical
from speaking.analysis.schema import MAX_INSIGHTS, AnalysisResult, Category, Insight, Severity

_COST = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1, None: 1}


def merge_results(seen: AnalysisResult, counted: AnalysisResult, *, known: Sequence[str]) -> AnalysisResult:
    """The strongest five habits of both, each once, under the name by which it is known.

    Where both report a habit, the words are those of the model, who read the whole, and the frequency is the
    engine's, who counted. Strength is `strength`; focus and summary are the model's where it gave them.

    Args:
        seen: What the model reports.
        counted: What the engine reports.
        known: Keys ("category:pattern") of the learner's profile.
    """
    habits: dict[str, Insight] = {}
    for insight in counted.insights:
        _add(insight, habits, known)
    exact = {key: insight.frequency for key, insight in habits.items()}
    reported: dict[str, Insight] = {}
    for insight in seen.insights:
        _add(insight, reported, [*known, *habits])
    for key, insight in reported.items():
        frequency = exact.get(key) or insight.frequency
        severity = insight.severity or (habits[key].severity if key in habits else None)
        habits[key] = insight.model_copy(update={"frequency": frequency, "severity": severity})
    strongest = sorted(habits.values(), key=strength, reverse=True)
    return AnalysisResult(
        insights=tuple(strongest[:MAX_INSIGHTS]),
        focus_next=seen.focus_next or counted.focus_next,
        summary=seen.summary or counted.summary,
    )


def strength(insight: Insight) -> float:
    """What a habit costs clarity times how often it recurs.

    Severity counts 3, 2 or 1. Of the occurrences the logarithm counts: the tenth "um" disturbs less than the
    second, and a filler that is said forty times must not hide an error that is made four times.
    """
    return _COST[insight.severity] * log2(1 + (insight.frequency or len(insight.examples)))


def _add(insight: Insight, habits: dict[str, Insight], known: Iterable[str]) -> None:
    """Put an insight under its known name; one that is there already takes its quotes."""
    key = canonical(f"{insight.category}:{insight.pattern}", [*known, *habits])
    category, _, pattern = key.partition(":")
    first = habits.get(key)
    examples = insight.examples
    frequency = insight.frequency
    if first is not None:
        examples = tuple(dict.fromkeys([*first.examples, *examples]))
        frequency = max(first.frequency or 0, frequency or 0) or None
        insight = first
    changes = {
        "category": Category(category),
        "pattern": pattern,
        "examples": examples,
        "frequency": frequency,
    }
    habits[key] = insight.model_copy(update=changes)
