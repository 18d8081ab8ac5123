"""A learner's sessions for the history page, one page at a time.

A page continues after the last row shown (keyset), so the thousandth page is as fast as the first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, null, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.by_name import filled
from speaking.db.tables import (
    insights,
    processing_jobs,
    session_analyses,
    speaking_sessions,
    transcripts,
)
from speaking.sessions.example_sessions import is_learners_own
from speaking.sessions.repository import NEWEST_FIRST, STRONGEST_FIRST
from speaking.sessions.stored import SpeakingSession, StoredAnalysis
from speaking.states import SessionStatus

_ESCAPED = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


@dataclass(frozen=True, slots=True)
class Place:
    """The last session of a page, after which the next page continues."""

    created_at: datetime
    session_id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history.

    `habits` are the names of its insights, the strongest first. `next_attempt_at` is set if an attempt is
    planned. `text` is the transcript if its words were searched.
    """

    session: SpeakingSession
    word_count: int | None
    next_attempt_at: datetime | None
    text: str | None
    habits: Sequence[str]


async def entries(
    connection: AsyncConnection,
    user_id: str,
    *,
    limit: int,
    after: Place | None = None,
    statuses: Collection[SessionStatus] = (),
    said: str | None = None,
) -> list[Entry]:
    """The newest sessions after a place, on request only those in some states or with some words in them."""
    query = (
        select(speaking_sessions.c.id)
        .where(speaking_sessions.c.user_id == user_id)
        .order_by(*NEWEST_FIRST)
        .limit(limit)
    )
    if after is not None:
        same_moment = and_(
            speaking_sessions.c.created_at == after.created_at, speaking_sessions.c.id < after.session_id
        )
        query = query.where(or_(speaking_sessions.c.created_at < after.created_at, same_moment))
    if statuses:
        query = query.where(speaking_sessions.c.status.in_(statuses))
    if said:
        contains = transcripts.c.text.ilike(f"%{said.translate(_ESCAPED)}%", escape="\\")
        query = query.join(transcripts, transcripts.c.session_id == speaking_sessions.c.id).where(contains)
    rows = (
        await connection.execute(
            select(
                speaking_sessions,
                transcripts.c.word_count,
                processing_jobs.c.next_attempt_at,
                (transcripts.c.text if said else null()).label("text"),
            )
            .outerjoin(transcripts, transcripts.c.session_id == speaking_sessions.c.id)
            .outerjoin(processing_jobs, processing_jobs.c.session_id == speaking_sessions.c.id)
            .where(speaking_sessions.c.id.in_(query))
            .order_by(*NEWEST_FIRST)
        )
    ).all()
    habits = await _habits(connection, [row.id for row in rows])
    return [
        filled(Entry, row, session=filled(SpeakingSession, row), habits=habits.get(row.id, ()))
        for row in rows
    ]


async def previous_analysis(
    connection: AsyncConnection, user_id: str, before: datetime
) -> StoredAnalysis | None:
    """The analysis of the learner's last finished session before a time, if any; examples do not count."""
    row = (
        await connection.execute(
            select(session_analyses)
            .join(speaking_sessions, speaking_sessions.c.id == session_analyses.c.session_id)
            .where(*_finished(user_id), speaking_sessions.c.created_at < before)
            .order_by(speaking_sessions.c.created_at.desc())
            .limit(1)
        )
    ).first()
    return filled(StoredAnalysis, row) if row else None


def _finished(user_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        speaking_sessions.c.user_id == user_id,
        speaking_sessions.c.status == SessionStatus.DONE,
        is_learners_own(),
    )


async def last_focus(connection: AsyncConnection, user_id: str) -> str | None:
    """What the learner should work on: the focus of the last finished session that has one."""
    found: str | None = await connection.scalar(
        select(speaking_sessions.c.focus_next)
        .where(*_finished(user_id), speaking_sessions.c.focus_next.is_not(None))
        .order_by(speaking_sessions.c.created_at.desc())
        .limit(1)
    )
    return found


async def _habits(connection: AsyncConnection, session_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = await connection.execute(
        select(insights.c.session_id, insights.c.pattern)
        .where(insights.c.session_id.in_(session_ids))
        .order_by(*STRONGEST_FIRST)
    )
    for row in rows:
        found.setdefault(row.session_id, []).append(row.pattern)
    return found
