"""What a session amounts to once it is at its end, whatever way led there."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from speaking.db.tables import insights, model_uses, session_analyses, transcript_timings, transcripts
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


def effects_of(connection: Connection, row: Row[*tuple[Any, ...]]) -> Effects:
    """What the database says of one session."""
    transcript = connection.execute(select(transcripts).filter_by(session_id=row.id)).first()
    words = connection.scalar(select(transcript_timings.c.words).filter_by(session_id=row.id))
    told = sorted(
        (each.category, each.pattern, each.detail, each.frequency, each.severity, str(each.examples))
        for each in connection.execute(select(insights).filter_by(session_id=row.id))
    )
    return Effects(
        status=row.status,
        error=row.error_message,
        audio_deleted=row.audio_deleted_at is not None,
        focus=row.focus_next,
        transcript=None if transcript is None else (transcript.text, transcript.word_count, str(words)),
        insights=tuple(told),
        analyses=len(connection.execute(select(session_analyses).filter_by(session_id=row.id)).all()),
        paid=tuple(sorted(connection.scalars(select(model_uses.c.stage).filter_by(session_id=row.id)))),
    )
