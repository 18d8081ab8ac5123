"""What a session amounts to once it is at its end, whatever way led there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from speaking.db.models import (
    Insight,
    ModelUse,
    SessionAnalysis,
    SpeakingSession,
    Transcript,
    TranscriptTiming,
)
from speaking.states import SessionStatus


@dataclass(frozen=True)
class Effects:
    """What one session amounts to in the database: the same for every way that leads to DONE."""

    status: SessionStatus | str
    error: str | None
    audio_deleted: bool
    focus: str | None
    transcript: tuple[str, int | None, str] | None
    insights: tuple[tuple[Any, ...], ...]
    analyses: int
    paid: tuple[str, ...]


def effects_of(session: Session, row: SpeakingSession) -> Effects:
    """What the database says of one session."""
    transcript = session.scalar(select(Transcript).filter_by(session_id=row.id))
    words = session.scalar(select(TranscriptTiming.words).filter_by(session_id=row.id))
    insights = session.scalars(select(Insight).filter_by(session_id=row.id))
    told = sorted(
        (each.category, each.pattern, each.detail, each.frequency, each.severity, str(each.examples))
        for each in insights
    )
    return Effects(
        status=row.status,
        error=row.error_message,
        audio_deleted=row.audio_deleted_at is not None,
        focus=row.focus_next,
        transcript=None if transcript is None else (transcript.text, transcript.word_count, str(words)),
        insights=tuple(told),
        analyses=len(session.scalars(select(SessionAnalysis).filter_by(session_id=row.id)).all()),
        paid=tuple(sorted(session.scalars(select(ModelUse.stage).filter_by(session_id=row.id)))),
    )
