"""Sessions that are created with an id chosen in advance, by whichever request comes first."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.models import SpeakingSession
from speaking.db.upsert import insert
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus


async def create_once(session: AsyncSession, *, id: str, user_id: str, **values: Any) -> SpeakingSession:  # noqa: A002 - the column's name
    """Add a session in its first state unless its id exists; returns the learner's session with that id.

    If two transactions run at once, the second one waits for the first and finds its row.
    """
    row = insert(session, SpeakingSession).values(
        id=id, user_id=user_id, status=SessionStatus.CREATED, **values
    )
    await session.execute(row.on_conflict_do_nothing(index_elements=[SpeakingSession.id]))
    found = await sessions.find(session, id, user_id)
    assert found is not None  # noqa: S101 - inserted just now or earlier, and the id is derived from the learner
    return found
