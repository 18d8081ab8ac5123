"""Converts transcriptions and analyses to rows, and back."""

from dataclasses import asdict
from typing import Any

from speaking.analysis import Analysis
from speaking.analysis.grounding import Grounded
from speaking.analysis.schema import Insight
from speaking.analysis.text.quotes import Quote
from speaking.db.ids import new_id, new_ids
from speaking.processing.claims import Candidate
from speaking.processing.results import AnalysisRows, TranscriptRows
from speaking.profile.counting import Counted
from speaking.transcription import Transcription, Word
from speaking.usage import ModelUsage

Row = dict[str, Any]


def transcript_rows(session_id: str, transcription: Transcription) -> TranscriptRows:
    """The rows stored for a transcription."""
    transcript = {
        "id": new_id(),
        "session_id": session_id,
        "text": transcription.text,
        "word_count": len(transcription.text.split()),  # as the TypeScript app counts in this column
    }
    timing = {
        "session_id": session_id,
        "language": transcription.language,
        "duration": transcription.duration,
        "words": transcription.words,
    }
    return TranscriptRows(transcript, timing, usage_rows(session_id, transcription.usage))


def transcription_of(candidate: Candidate) -> Transcription | None:
    """A stored transcript as the transcriber returned it; one stored by the TypeScript app has no timings."""
    if candidate.text is None:
        return None
    return Transcription(
        text=candidate.text,
        language=candidate.text_language or "en",
        duration=candidate.text_secs or 0.0,
        words=tuple(Word(*word) for word in candidate.words or ()),
    )


def usage_rows(session_id: str, usage: ModelUsage | None) -> list[Row]:
    """The row of what a paid model charged; no row if nothing was paid."""
    if usage is None:
        return []
    return [{"id": new_id(), "session_id": session_id, **asdict(usage)}]


def analysis_rows(session_id: str, analysis: Analysis, grounded: Grounded, counted: Counted) -> AnalysisRows:
    """The rows stored for an analysis; habits have the names that the profile uses."""
    row = {
        "session_id": session_id,
        "analyzer": analysis.analyzer,
        "summary": analysis.result.summary,
        "focus_pattern": analysis.focus_pattern and counted.name_of(analysis.focus_pattern),
        "habits": {counted.name_of(key): rate for key, rate in analysis.habits.items()},
        "fluency": analysis.fluency and asdict(analysis.fluency),
        "dropped_quotes": analysis.dropped_quotes + grounded.dropped_quotes,
        "dropped_insights": analysis.dropped_insights + grounded.dropped_insights,
        "in_profile": counted.in_profile,
    }
    ids = new_ids(len(counted.insights))
    insight_rows = [_insight_row(*each, session_id) for each in zip(ids, counted.insights, strict=True)]
    quotes = [
        (row["id"], quote)
        for row, insight in zip(insight_rows, counted.insights, strict=True)
        for quote in insight.evidence
    ]
    evidence = [_evidence_row(new, *each) for new, each in zip(new_ids(len(quotes)), quotes, strict=True)]
    return AnalysisRows(row, insight_rows, evidence, usage_rows(session_id, analysis.usage))


def _insight_row(insight_id: str, insight: Insight, session_id: str) -> Row:
    return {
        "id": insight_id,
        "session_id": session_id,
        "category": insight.category.value,
        "pattern": insight.pattern,
        "detail": insight.detail,
        "frequency": insight.frequency,
        "severity": None if insight.severity is None else insight.severity.value,
        "examples": list(insight.examples),
        "suggestion": insight.suggestion,
    }


def _evidence_row(evidence_id: str, insight_id: str, quote: Quote) -> Row:
    return {
        "id": evidence_id,
        "insight_id": insight_id,
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "sentence": quote.sentence,
        "start_secs": quote.start_secs,
        "end_secs": quote.end_secs,
    }
