"""Converts transcriptions and analyses to rows, and back."""

from dataclasses import asdict
from typing import Any

from speaking.analysis import Analysis
from speaking.analysis.grounding import Grounded, Noticed
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
        "word_count": word_count(transcription),
    }
    timing = {
        "session_id": session_id,
        "language": transcription.language,
        "duration": transcription.duration,
        "words": transcription.words,
    }
    return TranscriptRows(transcript, timing, usage_rows(session_id, transcription.usage))


def word_count(transcription: Transcription) -> int:
    """The number of words that is stored: counted as the TypeScript app counts them."""
    return len(transcription.text.split())


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
    quote_ids = new_ids(len(quotes))
    noticed = zip(new_ids(len(grounded.noticed)), grounded.noticed, strict=True)
    return AnalysisRows(
        analysis=row,
        insights=insight_rows,
        notes=[
            _note_row(insight_id, insight)
            for insight_id, insight in zip(ids, counted.insights, strict=True)
            if insight.title or insight.recurrence
        ],
        evidence=[_evidence_row(new, *each) for new, each in zip(quote_ids, quotes, strict=True)],
        corrections=[
            {"evidence_id": quote_id, **_correction(quote)}
            for quote_id, (_, quote) in zip(quote_ids, quotes, strict=True)
            if quote.say_instead
        ],
        noticed=[_noticed_row(new, session_id, each, counted) for new, each in noticed],
        uses=usage_rows(session_id, analysis.usage),
    )


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


def _note_row(insight_id: str, insight: Insight) -> Row:
    recurrence = insight.recurrence
    return {
        "insight_id": insight_id,
        "title": insight.title,
        "met_in": recurrence and recurrence.met_in,
        "talks": recurrence and recurrence.talks,
    }


def _evidence_row(evidence_id: str, insight_id: str, quote: Quote) -> Row:
    return {"id": evidence_id, "insight_id": insight_id, **_place(quote)}


def _noticed_row(noticed_id: str, session_id: str, noticed: Noticed, counted: Counted) -> Row:
    category, _, pattern = counted.name_of(noticed.family.habit.key).partition(":")
    return {
        "id": noticed_id,
        "session_id": session_id,
        "category": category,
        "pattern": pattern,
        "family": noticed.family.key,
        **_place(noticed.quote),
        **_correction(noticed.quote),
    }


def _correction(quote: Quote) -> Row:
    return {"say_instead": list(quote.say_instead), "corrected_sentence": quote.corrected}


def _place(quote: Quote) -> Row:
    return {
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "sentence": quote.sentence,
        "start_secs": quote.start_secs,
        "end_secs": quote.end_secs,
    }
