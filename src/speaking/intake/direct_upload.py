"""Recordings that go from the browser straight to the bucket, and are checked before they count.

The learner's browser gets a URL for one object. Once the object is there, we check its size and container
like any other recording's, and move it to the key for its container.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from speaking.audio import Storage
from speaking.audio.audio_keys import audio_key
from speaking.audio.recordings import probe
from speaking.audio.working_copies import folder_for_a_while
from speaking.db.database import Database
from speaking.errors import AudioMissing, InvalidFile, InvalidState, SessionNotFound
from speaking.intake.acceptance import About, Intake, check_size
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.states import SessionStatus
from speaking.wording import refusals

EXPIRES_IN = timedelta(minutes=15)
UNCHECKED = "upload"
"""The extension until the container is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectUpload:
    """Hands out upload URLs and accepts what was uploaded to them."""

    database: Database
    storage: Callable[[], Storage]
    intake: Intake

    async def begin(self, about: About, *, duration_secs: int) -> tuple[SpeakingSession, str | None]:
        """Create a session that waits for its recording, and a URL to PUT it to, None if it is already there.

        Raises:
            ConsentMissing: The learner does not want recordings to be stored.
            ConfigurationError: The storage has no address that browsers can reach.
            RateLimited: The learner has sent too many in the last hour.
        """
        await self.intake.check_consent(about.user_id)
        key = audio_key(about.user_id, about.session_id, UNCHECKED)
        url = await self.storage().presign_put(key, expires_in=EXPIRES_IN)
        session = await self.intake.begin(about, duration_secs=duration_secs)
        return session, url if session.status is SessionStatus.CREATED else None

    async def complete(self, session_id: str, user_id: str) -> SpeakingSession:
        """Check what was uploaded and announce its session; a refused recording leaves nothing behind.

        Raises:
            SessionNotFound: There is no such session, or it is another learner's.
            ConsentMissing: The learner has withdrawn consent in the meantime.
            InvalidState: Nothing has arrived yet.
            InvalidFile: It is not a recording; FileTooLarge: over 50 MB.
        """
        async with self.database.reading() as reading:
            session = await sessions.find(reading, session_id, user_id)
        if session is None:
            raise SessionNotFound
        if session.status is not SessionStatus.CREATED:
            return session
        await self.intake.check_consent(user_id)
        key = await self._moved(session_id, user_id) or await self._take_in(session_id, user_id)
        session = await self.intake.settle(session, key)
        if session.status is SessionStatus.UPLOADED:
            await self.intake.announce_or_leave(session_id)
        return session

    async def _take_in(self, session_id: str, user_id: str) -> str:
        """Check the uploaded recording and move it to its own key."""
        unchecked = audio_key(user_id, session_id, UNCHECKED)
        try:
            check_size(await self.storage().size(unchecked))
            with folder_for_a_while() as folder:
                await self.storage().download(unchecked, folder / UNCHECKED)
                audio = await asyncio.to_thread(probe, folder / UNCHECKED)
            key = audio_key(user_id, session_id, audio.extension)
            await self.storage().rename(unchecked, key)
        except AudioMissing:
            raise InvalidState(refusals.NOT_UPLOADED) from None
        except InvalidFile:
            await self.intake.forget(session_id, unchecked)
            raise
        return key

    async def _moved(self, session_id: str, user_id: str) -> str | None:
        """The key of a recording that a process had checked and moved before it died."""
        unchecked = audio_key(user_id, session_id, UNCHECKED)
        folder = unchecked.rpartition("/")[0]
        async for stored in self.storage().list(folder):
            if stored.key != unchecked:
                return stored.key
        return None
