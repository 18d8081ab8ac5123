"""Deletes a session: its rows, its counts in the profile, its audio."""

from collections.abc import Callable
from dataclasses import dataclass

from speaking.audio import Storage, deletion
from speaking.db.database import Database
from speaking.errors import SessionNotFound
from speaking.profile import counting
from speaking.sessions import repository as sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Deletes sessions when a learner asks for it."""

    database: Database
    storage: Callable[[], Storage]

    async def remove(self, session_id: str, user_id: str) -> None:
        """Delete a learner's own session; audio that cannot be deleted now is left to the sweep.

        Raises:
            SessionNotFound: There is no such session, or it is another learner's.
        """
        async with self.database.transaction() as transaction:
            await sessions.lock(transaction, session_id)
            session = await sessions.find(transaction, session_id, user_id)
            if session is None:
                raise SessionNotFound
            profile = await counting.profile_without(transaction, session)
            await sessions.remove(transaction, session_id)
            if profile is not None:
                await counting.save(transaction, user_id, profile)
        if session.audio_key is not None:
            await deletion.delete_or_leave(self.storage, session.audio_key)
