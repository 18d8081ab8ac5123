"""Merges two analyses: what a language model reported and what the engine found (docs/decisions/508)."""

from collections.abc import Container, Mapping
from dataclasses import replace
from math import log2

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.naming import canonical
from speaking.analysis.schema import MAX_INSIGHTS, AnalysisResult, Insight, Severity

ENOUGH = 3
"""With so many insights, no counted word is added: the model saw the counts and left it out."""

_COST = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1, None: 1}


def merge_results(
    seen: AnalysisResult, found: AnalysisResult, *, shown: Container[str] = ()
) -> AnalysisResult:
    """The model's insights in its order, and the engine's where there is room: five at most, each habit once.

    If both report a habit, the wording is the model's, which read the whole transcript; the engine confirms
    it and lends what only counting knows. A habit of grammar that only the engine reports fills a free
    place, a counted word does so as long as there are fewer than three insights. The focus and the summary
    are the model's, if it sent any; the engine's focus counts only if its habit is reported.

    Args:
        seen: What the model reports, without insights that have no quote in the transcript.
        found: What the engine reports, without the places that the model calls no errors.
        shown: Habits whose places an insight of the model shows under another name.
    """
    habits = {insight.habit: insight for insight in found.insights}
    reported: dict[str, Insight] = {}
    for insight in seen.insights:
        _add(insight, reported)
    insights = [_confirmed(insight, habits) for insight in reported.values()][:MAX_INSIGHTS]
    others = [one for one in found.insights if one.habit not in reported and one.habit not in shown]
    by_rules = [insight for insight in others if not _is_counted(insight)]
    insights += by_rules[: MAX_INSIGHTS - len(insights)]
    insights += [insight for insight in others if _is_counted(insight)][: max(0, ENOUGH - len(insights))]
    return AnalysisResult(
        insights=tuple(insights),
        focus_next=seen.focus_next or found.focus_next,
        summary=seen.summary or found.summary,
    )


def weight(severity: Severity | None, times: int) -> float:
    """How much a habit costs clarity, times how often it recurs.

    Severity counts as 3, 2 or 1, and occurrences by their logarithm: the tenth "um" disturbs less than the
    second, and a filler said forty times must not hide an error made four times.
    """
    return _COST[severity] * log2(1 + times)


def _is_counted(insight: Insight) -> bool:
    pattern = CATALOGUE.get(insight.habit)
    return pattern is not None and pattern.detector is not None


def _confirmed(insight: Insight, found: Mapping[str, Insight]) -> Insight:
    """The model's insight, with the engine's count and what else it knows of the same habit."""
    exact = found.get(insight.habit)
    if exact is None:
        return insight
    return replace(
        insight,
        frequency=max(exact.frequency or 0, len(insight.occurrences)) or insight.frequency,
        severity=insight.severity or exact.severity,
        suggestion=insight.suggestion or exact.suggestion,
        title=exact.title,
        recurrence=exact.recurrence,
    )


def _add(insight: Insight, reported: dict[str, Insight]) -> None:
    """Add an insight; if the habit is already reported, add only its quotes."""
    habit = insight.key or canonical(insight.habit, reported)
    if first := reported.get(habit):
        examples = tuple(dict.fromkeys([*first.examples, *insight.examples]))
        occurrences = tuple(dict.fromkeys([*first.occurrences, *insight.occurrences]))
        frequency = max(first.frequency or 0, insight.frequency or 0) or None
        insight = replace(first, examples=examples, occurrences=occurrences, frequency=frequency)
    reported[habit] = insight
