"""Insights rest on quotes that really stand in the transcript; what does not is left out.

Pure functions that run over every analyzer's result, ours included.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speaking.analysis.evidence import Evidence
from speaking.analysis.naming import canonical
from speaking.analysis.schema import MAX_INSIGHTS, AnalysisResult, Insight, Severity
from speaking.analysis.text.quotes import Quote, QuoteFinder
from speaking.transcription import Transcription

__all__ = ["GroundedAnalysis", "GroundedInsight", "Quote", "ground"]

MAX_EXAMPLES = 3

_ORDER = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2, None: 3}


@dataclass(frozen=True, slots=True)
class GroundedInsight:
    """An insight whose examples are exact slices of the transcript, and every place that shows it."""

    insight: Insight
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class GroundedAnalysis:
    """What may be shown to the learner: at most five insights, high before medium before low.

    `dropped_quotes` counts quotes that do not stand in the transcript, `dropped_insights` the insights
    that were left without any.
    """

    insights: tuple[GroundedInsight, ...]
    focus_next: str | None
    summary: str
    dropped_quotes: int
    dropped_insights: int


def ground(
    analysis_result: AnalysisResult, transcription: Transcription, *, evidence: Iterable[Evidence] = ()
) -> GroundedAnalysis:
    """Locate every quote in the transcript, and keep what is there.

    Case, punctuation and white space are folded to find a quote, nothing else; whole words only. A quote
    given several times takes as many different places. A frequency below the places found is raised.

    Args:
        analysis_result: What an analyzer says.
        transcription: What was said.
        evidence: What the evidence engine counted in this transcript. An insight about the same habit,
            however it is worded, gets these places and exactly this frequency.
    """
    finder = QuoteFinder(transcription)
    counted = _by_habit(evidence)
    grounded: list[GroundedInsight] = []
    dropped_quotes = 0
    for insight in analysis_result.insights:
        quotes, dropped = _located(insight.examples, finder)
        dropped_quotes += dropped
        exact = counted.get(canonical(f"{insight.category}:{insight.pattern}", counted), [])
        if exact:
            grounded.append(_recounted(insight, quotes, exact, finder))
        elif quotes:
            grounded.append(_quoted(insight, quotes, finder))
    strongest = sorted(grounded, key=lambda found: _ORDER[found.insight.severity])
    return GroundedAnalysis(
        insights=tuple(strongest[:MAX_INSIGHTS]),
        focus_next=analysis_result.focus_next,
        summary=analysis_result.summary,
        dropped_quotes=dropped_quotes,
        dropped_insights=len(analysis_result.insights) - len(grounded),
    )


def _by_habit(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    counted: dict[str, list[Evidence]] = {}
    for found in sorted(evidence, key=lambda found: (found.start, found.end)):
        counted.setdefault(f"{found.pattern.category}:{found.pattern.name}", []).append(found)
    return counted


def _located(examples: Sequence[str], finder: QuoteFinder) -> tuple[list[Quote], int]:
    """Quotes at places that do not overlap, and how many examples stand nowhere."""
    places = {example: list(finder.occurrences(example)) for example in set(examples)}
    free = {example: iter(found) for example, found in places.items()}
    taken: set[int] = set()
    quotes = []
    for example in examples:
        for start, end in free[example]:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                quotes.append(finder.quote(start, end))
                break
    return quotes, sum(not places[example] for example in examples)


def _quoted(insight: Insight, quotes: Sequence[Quote], finder: QuoteFinder) -> GroundedInsight:
    # Nothing can happen more often than there are words.
    claimed = min(insight.frequency or 0, len(finder.tokens.words))
    return _grounded(insight, max(claimed, len(quotes)), quotes, quotes)


def _recounted(
    insight: Insight, quotes: Sequence[Quote], exact: Sequence[Evidence], finder: QuoteFinder
) -> GroundedInsight:
    evidence = [finder.quote(found.start, found.end) for found in exact]
    showing = [quote for quote in quotes if any(_overlap(quote, place) for place in evidence)]
    return _grounded(insight, len(evidence), showing or evidence, evidence)


def _overlap(quote: Quote, place: Quote) -> bool:
    return quote.start < place.end and place.start < quote.end


def _grounded(
    insight: Insight, frequency: int, examples: Sequence[Quote], evidence: Sequence[Quote]
) -> GroundedInsight:
    texts = tuple(quote.text for quote in examples[:MAX_EXAMPLES])
    in_order = tuple(sorted(evidence, key=lambda quote: quote.start))
    return GroundedInsight(insight.model_copy(update={"frequency": frequency, "examples": texts}), in_order)
