"""Sessions of our own example recording, which say nothing about the learner."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.models import ExampleSession, SpeakingSession


async def mark(session: AsyncSession, session_id: str) -> None:
    """Note that a session's recording is ours."""
    session.add(ExampleSession(session_id=session_id))
    await session.flush()


def is_learners_own() -> ColumnElement[bool]:
    """Whether a session is one in which the learner speaks."""
    return ~exists().where(ExampleSession.session_id == SpeakingSession.id)
