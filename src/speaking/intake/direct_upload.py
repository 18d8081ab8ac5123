"""Recordings that go from the browser straight to the bucket, and are looked at before they count.

The learner gets a URL for one object; when it is there, its size and container are checked as any other
recording's, and it moves to the key that its container gives it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from speaking.audio.audio_keys import audio_key
from speaking.audio.recordings import AudioFile, probe
from speaking.audio.storage import Storage
from speaking.audio.working_copies import folder_for_a_while
from speaking.db.database import Database
from speaking.errors import AudioMissing, InvalidFile, InvalidState, SessionNotFound
from speaking.intake.acceptance import About, Intake, check_size
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.states import SessionStatus

EXPIRES_IN = timedelta(minutes=15)
UNCHECKED = "upload"
"""Stands for the extension until the container is known."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where the browser may PUT a session's recording; `url` is None where it is there already."""

    session: SpeakingSession
    url: str | None
    expires_in: timedelta


class DirectUpload:
    """Hands out upload URLs and takes in what came through them."""

    def __init__(self, *, database: Database, storage: Callable[[], Storage], intake: Intake) -> None:
        self._database = database
        self._storage = storage
        self._intake = intake

    async def begin(self, about: About, *, duration_secs: int) -> Ticket:
        """Make a session that waits for its recording, and a URL that takes it.

        Raises:
            ConsentMissing: The learner does not want recordings to be stored.
            ConfigurationError: The storage has no address that browsers reach.
            RateLimited: The learner sent too many in the last hour.
        """
        await self._intake.check_consent(about.user_id)
        key = audio_key(about.user_id, about.session_id, UNCHECKED)
        url = await self._storage().presign_put(key, expires_in=EXPIRES_IN)
        session = await self._intake.begin(about, duration_secs=duration_secs)
        return Ticket(session, url if session.status is SessionStatus.CREATED else None, EXPIRES_IN)

    async def complete(self, session_id: str, user_id: str) -> SpeakingSession:
        """Check what was uploaded and announce its session; what is refused leaves nothing behind.

        Raises:
            SessionNotFound: There is no such session, or it is somebody else's.
            ConsentMissing: The learner took the consent back on the way.
            InvalidState: Nothing has arrived yet.
            InvalidFile: It is not a recording; FileTooLarge: over 50 MB.
        """
        async with self._database.reading() as reading:
            session = await sessions.find(reading, session_id, user_id)
        if session is None:
            raise SessionNotFound
        if session.status is not SessionStatus.CREATED:
            return session
        await self._intake.check_consent(user_id)
        key = await self._moved(session_id, user_id) or await self._take_in(session_id, user_id)
        session = await self._intake.settle(session, key)
        if session.status is SessionStatus.UPLOADED:
            await self._intake.announce_or_leave(session_id)
        return session

    async def _take_in(self, session_id: str, user_id: str) -> str:
        """Check what arrived and move it to its own key."""
        unchecked = audio_key(user_id, session_id, UNCHECKED)
        try:
            audio = await self._inspect(unchecked)
            key = audio_key(user_id, session_id, audio.extension)
            await self._storage().rename(unchecked, key)
        except AudioMissing:
            raise InvalidState("The recording has not arrived yet. Please upload it first.") from None
        except InvalidFile:
            await self._intake.forget(session_id, unchecked)
            raise
        return key

    async def _moved(self, session_id: str, user_id: str) -> str | None:
        """The key of a recording that was checked and moved before the process that did so died."""
        unchecked = audio_key(user_id, session_id, UNCHECKED)
        folder = unchecked.rpartition("/")[0]
        async for stored in self._storage().list(folder):
            if stored.key != unchecked:
                return stored.key
        return None

    async def _inspect(self, key: str) -> AudioFile:
        check_size(await self._storage().size(key))
        with folder_for_a_while() as folder:
            path = folder / UNCHECKED
            await self._storage().download(key, path)
            return await asyncio.to_thread(probe, path)
