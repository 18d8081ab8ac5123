"""Sessions of our own example recording, which say nothing about the learner."""

from sqlalchemy import ColumnElement, exists, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.tables import example_sessions, speaking_sessions


async def mark(connection: AsyncConnection, session_id: str) -> None:
    await connection.execute(insert(example_sessions).values(session_id=session_id))


def is_learners_own() -> ColumnElement[bool]:
    """Whether the learner speaks in a session."""
    return ~exists().where(example_sessions.c.session_id == speaking_sessions.c.id)
