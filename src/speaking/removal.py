"""Deleting a session: its rows, its counts in the profile, its audio."""

from collections.abc import Callable

import structlog

from speaking import habits
from speaking.database import Database
from speaking.errors import SessionNotFound, SpeakingError
from speaking.repository import sessions
from speaking.states import SessionStatus
from speaking.storage import Storage

log = structlog.get_logger()


class Removal:
    """Deletes sessions on a learner's word."""

    def __init__(self, *, database: Database, storage: Callable[[], Storage]) -> None:
        self._database = database
        self._storage = storage

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
            done = session.status is SessionStatus.DONE
            counts = await habits.counts_without(transaction, session) if done else None
            await sessions.remove(transaction, session_id)
            if counts is not None:
                await habits.save(transaction, user_id, counts)
        if session.audio_url is not None and session.audio_deleted_at is None:
            try:
                await self._storage().delete(session.audio_url)
            except SpeakingError as error:
                log.warning("audio.not_deleted", session_id=session_id, code=error.code)
