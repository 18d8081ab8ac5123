"""Deleting a session: its rows, its counts in the profile, its audio."""

from collections.abc import Callable

from speaking.audio import Storage
from speaking.audio.deletion import AudioDeletion
from speaking.db.database import Database
from speaking.errors import SessionNotFound
from speaking.profile import counting
from speaking.sessions import repository as sessions


class Removal:
    """Deletes sessions on a learner's word."""

    def __init__(self, *, database: Database, storage: Callable[[], Storage]) -> None:
        self._database = database
        self._deletion = AudioDeletion(storage)

    async def remove(self, session_id: str, user_id: str) -> None:
        """Delete a learner's own session; audio that cannot be deleted now is left to the sweep.

        Raises:
            SessionNotFound: There is no such session, or it is somebody else's.
        """
        async with self._database.transaction() as transaction:
            await sessions.lock(transaction, session_id)
            session = await sessions.find(transaction, session_id, user_id)
            if session is None:
                raise SessionNotFound
            profile = await counting.profile_without(transaction, session)
            await sessions.remove(transaction, session_id)
            if profile is not None:
                await counting.save(transaction, user_id, profile)
        if session.audio_key is not None:
            await self._deletion.delete_or_leave(session.audio_key)
