"""Merges two analyses: what a language model reported and what the evidence engine counted."""

from dataclasses import replace
from math import log2

from speaking.analysis.naming import canonical
from speaking.analysis.schema import MAX_INSIGHTS, AnalysisResult, Insight, Severity

_COST = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1, None: 1}


def merge_results(seen: AnalysisResult, counted: AnalysisResult) -> AnalysisResult:
    """The strongest five habits of both, each once.

    If both report a habit, the wording is the model's, which read the whole transcript, and the frequency is
    the engine's, which counted. The focus and the summary are the model's, if it sent any.
    """
    habits = {insight.habit: insight for insight in counted.insights}
    reported: dict[str, Insight] = {}
    for insight in seen.insights:
        _add(insight, reported)
    for habit, insight in reported.items():
        exact = habits.get(habit, insight)
        frequency = exact.frequency or insight.frequency
        habits[habit] = replace(insight, frequency=frequency, severity=insight.severity or exact.severity)
    strongest = sorted(habits.values(), key=strength, reverse=True)
    return AnalysisResult(
        insights=tuple(strongest[:MAX_INSIGHTS]),
        focus_next=seen.focus_next or counted.focus_next,
        summary=seen.summary or counted.summary,
    )


def strength(insight: Insight) -> float:
    """How much an insight's habit weighs among the others."""
    return weight(insight.severity, insight.frequency or len(insight.examples))


def weight(severity: Severity | None, times: int) -> float:
    """How much a habit costs clarity, times how often it recurs.

    Severity counts as 3, 2 or 1, and occurrences by their logarithm: the tenth "um" disturbs less than the
    second, and a filler said forty times must not hide an error made four times.
    """
    return _COST[severity] * log2(1 + times)


def _add(insight: Insight, reported: dict[str, Insight]) -> None:
    """Add an insight; if the habit is already reported, add only its quotes."""
    habit = insight.key or canonical(insight.habit, reported)
    if first := reported.get(habit):
        examples = tuple(dict.fromkeys([*first.examples, *insight.examples]))
        frequency = max(first.frequency or 0, insight.frequency or 0) or None
        insight = replace(first, examples=examples, frequency=frequency)
    reported[habit] = insight
