"""Sessions that are created with an id chosen in advance, by whichever request comes first."""

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
    """Create a session unless its id exists; returns the learner's session with that id.

    If two transactions run at once, the second one waits for the first and finds its row.
    """
    row = insert(connection, speaking_sessions).values(
        id=session_id, user_id=user_id, status=SessionStatus.CREATED, **values
    )
    await connection.execute(row.on_conflict_do_nothing(index_elements=[speaking_sessions.c.id]))
    found = await sessions.find(connection, session_id, user_id)
    assert found is not None  # noqa: S101 - inserted just now or earlier, and the id is derived from the learner
    return found
