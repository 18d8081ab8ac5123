"""Sessions that are begun under an id chosen beforehand, by whoever comes first."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.tables import speaking_sessions
from speaking.db.upsert import insert
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.states import SessionStatus


async def create_once(
    connection: AsyncConnection, session_id: str, user_id: str, **values: Any
) -> SpeakingSession:
    """Add a session in its first state unless its id is there; the learner's session of that id either way.

    Of two transactions at once the second waits for the first and finds its row.
    """
    row = insert(connection, speaking_sessions).values(
        id=session_id, user_id=user_id, status=SessionStatus.CREATED, **values
    )
    await connection.execute(row.on_conflict_do_nothing(index_elements=[speaking_sessions.c.id]))
    found = await sessions.find(connection, session_id, user_id)
    assert found is not None  # noqa: S101 - inserted here or there before, and the id is derived from the learner
    return found
