"""An analysis that belongs to no session, as JSON in camelCase."""

from typing import Any, Self

from speaking.analysis import Analysis
from speaking.analysis.grounding import Grounded, Noticed
from speaking.analysis.schema import Insight
from speaking.analysis.text.quotes import Quote
from speaking.documents.session_document import Wire


class QuotedOut(Wire):
    start: int
    end: int
    quote: str
    sentence: str
    say_instead: list[str]
    corrected_sentence: str | None

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """One place of the text, and what to say there instead."""
        return cls(
            start=quote.start,
            end=quote.end,
            quote=quote.text,
            sentence=quote.sentence,
            say_instead=list(quote.say_instead),
            corrected_sentence=quote.corrected,
        )


class AnalyzedInsightOut(Wire):
    key: str | None
    category: str
    pattern: str
    title: str | None
    detail: str
    frequency: int | None
    severity: str | None
    suggestion: str | None
    evidence: list[QuotedOut]

    @classmethod
    def of(cls, insight: Insight) -> Self:
        """One habit with all its places."""
        return cls(
            key=insight.key,
            category=insight.category,
            pattern=insight.pattern,
            title=insight.title,
            detail=insight.detail,
            frequency=insight.frequency,
            severity=insight.severity,
            suggestion=insight.suggestion,
            evidence=[QuotedOut.of(quote) for quote in insight.evidence],
        )


class AnalyzedErrorOut(QuotedOut):
    category: str
    pattern: str
    name: str

    @classmethod
    def of_noticed(cls, noticed: Noticed) -> Self:
        """One error that makes no habit."""
        family = noticed.family
        named = {"category": family.habit.category, "pattern": family.habit.name, "name": family.name}
        return cls(**named, **QuotedOut.of(noticed.quote).model_dump())


class AnalysisOut(Wire):
    """All that an analysis found in a text; `rates` are occurrences per 100 words by the habit's key."""

    analyzer: str
    insights: list[AnalyzedInsightOut]
    focus_next: str | None
    focus_pattern: str | None
    summary: str
    also_noticed: list[AnalyzedErrorOut]
    rates: dict[str, float]
    dropped_quotes: int
    dropped_insights: int
    usage: dict[str, Any] | None

    @classmethod
    def of(cls, analysis: Analysis, grounded: Grounded, usage: dict[str, Any] | None) -> Self:
        """An analysis after grounding."""
        return cls(
            analyzer=analysis.analyzer,
            insights=[AnalyzedInsightOut.of(insight) for insight in grounded.insights],
            focus_next=analysis.result.focus_next,
            focus_pattern=analysis.focus_pattern,
            summary=analysis.result.summary,
            also_noticed=[AnalyzedErrorOut.of_noticed(noticed) for noticed in grounded.noticed],
            rates=dict(analysis.habits),
            dropped_quotes=grounded.dropped_quotes,
            dropped_insights=grounded.dropped_insights,
            usage=usage,
        )
