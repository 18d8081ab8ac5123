"""A session as JSON, in camelCase."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer
from pydantic.alias_generators import to_camel

from speaking.db.other_versions import readable_texts
from speaking.profile.focus_progress import FocusProgress
from speaking.sessions.stored import SessionDetail
from speaking.states import StoredStatus


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _texts_or_none(stored: object) -> list[str] | None:
    return None if stored is None else readable_texts(stored)


def _or_empty(stored: Sequence[str] | None) -> Sequence[str]:
    return stored or []


Moment = Annotated[datetime, PlainSerializer(_iso, return_type=str)]


class Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class SessionSummary(Wire):
    id: str
    status: StoredStatus
    duration_secs: int | None
    language: str
    topic: str | None
    created_at: Moment
    updated_at: Moment


class TranscriptOut(Wire):
    text: str
    word_count: int | None


class EvidenceOut(Wire):
    quote: str
    start: int
    end: int
    sentence: str
    start_secs: float | None
    end_secs: float | None
    say_instead: Annotated[list[str], BeforeValidator(_or_empty)]
    corrected_sentence: str | None


class NoticedOut(EvidenceOut):
    category: str
    pattern: str
    family: str
    name: str


class RecurrenceOut(Wire):
    met_in: int
    talks: int


class InsightOut(Wire):
    id: str
    category: str
    pattern: str
    detail: str
    frequency: int | None
    severity: str | None
    examples: Annotated[list[str] | None, BeforeValidator(_texts_or_none)]
    suggestion: str | None
    title: str | None
    recurrence: RecurrenceOut | None
    evidence: list[EvidenceOut] = []


class FocusProgressOut(Wire):
    session_id: str
    habit: str
    before: float
    now: float
    sentence: str
    quotes_before: list[str]
    quotes_now: list[str]


class SessionOut(SessionSummary):
    prompt_used: str | None
    error_message: str | None
    focus_next: str | None
    audio_deleted_at: Moment | None
    is_example: bool = False
    summary: str | None = None
    fluency: dict[str, Any] | None = None
    attempts: int = 0
    last_error_code: str | None = None
    next_attempt_at: Moment | None = None
    transcript: TranscriptOut | None = None
    insights: list[InsightOut] = []
    also_noticed: list[NoticedOut] = []
    focus_progress: FocusProgressOut | None = None

    @classmethod
    def of(cls, detail: SessionDetail, progress: FocusProgress | None = None) -> Self:
        """A session with everything we know about it."""
        out = cls.model_validate(detail.session)
        out.is_example = detail.is_example
        out.focus_progress = FocusProgressOut.model_validate(progress) if progress else None
        out.attempts = detail.attempts
        out.last_error_code = detail.last_error_code
        out.next_attempt_at = detail.next_attempt_at
        if detail.analysis is not None:
            out.summary, out.fluency = detail.analysis.summary, detail.analysis.fluency
        if detail.transcript is not None:
            out.transcript = TranscriptOut.model_validate(detail.transcript)
        for insight in detail.insights:
            shown = InsightOut.model_validate(insight)
            shown.evidence = [EvidenceOut.model_validate(quote) for quote in detail.evidence[insight.id]]
            out.insights.append(shown)
        out.also_noticed = [NoticedOut.model_validate(noticed) for noticed in detail.noticed]
        return out
