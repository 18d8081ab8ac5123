"""Accepting a recording: probed, within limits, stored, UPLOADED, announced after the commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from speaking.audio import MAX_BYTES, MeasuredAudio, probe
from speaking.database import Database
from speaking.errors import FileTooLarge, InvalidFile, RateLimited, SpeakingError
from speaking.jobs import Queue
from speaking.models import SpeakingSession, new_id
from speaking.repository import jobs, sessions
from speaking.states import SessionStatus
from speaking.storage import Storage, audio_key

log = structlog.get_logger()

HOUR_SECS = 3600


@dataclass(frozen=True, slots=True)
class About:
    """Whose recording it is and what the learner said about it; `duration_secs` None takes the probed one."""

    user_id: str
    duration_secs: int | None = None
    topic: str | None = None
    prompt: str | None = None
    language: str = "en"


class Intake:
    """Takes recordings in and announces them to the queue."""

    def __init__(
        self,
        *,
        database: Database,
        storage: Callable[[], Storage],
        queue: Callable[[], Queue],
        sessions_per_hour: int,
    ) -> None:
        self._database = database
        self._storage = storage
        self._queue = queue
        self._sessions_per_hour = sessions_per_hour

    async def accept(self, path: Path, about: About) -> SpeakingSession:
        """Store a recording and announce its session; a recording that is refused leaves nothing behind.

        Raises:
            InvalidFile: It is not audio, empty, broken or too long; FileTooLarge: over 50 MB.
            RateLimited: The learner sent too many in the last hour.
            StorageUnavailable, DatabaseUnavailable: Passing.
        """
        session = await self.store(path, about)
        await self.announce(session.id)
        return session

    async def store(self, path: Path, about: About) -> SpeakingSession:
        """Store a recording as `accept` does, without a word to the queue."""
        audio = await asyncio.to_thread(inspect, path)
        session = await self.begin(about, duration_secs=about.duration_secs or round(audio.duration))
        key = audio_key(about.user_id, session.id, audio.extension)
        try:
            await self._storage().put(key, path, audio.content_type)
            await self.mark_uploaded(session.id, key)
        except BaseException:
            await self.forget(session.id, key)
            raise
        session.status, session.audio_url = SessionStatus.UPLOADED, key
        return session

    async def announce(self, session_id: str) -> None:
        """Tell the queue about a session; if the queue is out of reach, the sweep tells it later."""
        try:
            async with self._database.transaction() as transaction:
                before = await jobs.announce(transaction, session_id)
            if before is not None:
                await self._queue().enqueue(session_id, attempt=before)
        except SpeakingError as error:
            log.warning("session.not_announced", session_id=session_id, code=error.code)

    async def begin(self, about: About, *, duration_secs: int) -> SpeakingSession:
        """Make a session that waits for its recording.

        Raises:
            RateLimited: The learner sent too many in the last hour.
        """
        async with self._database.transaction() as transaction:
            recent = await sessions.count_recent(transaction, about.user_id, secs=HOUR_SECS)
            if recent >= self._sessions_per_hour:
                raise RateLimited(retry_after=HOUR_SECS / self._sessions_per_hour)
            return await sessions.create(
                transaction,
                id=new_id(),
                user_id=about.user_id,
                duration_secs=duration_secs,
                language=about.language,
                topic=about.topic,
                prompt_used=about.prompt,
            )

    async def mark_uploaded(self, session_id: str, key: str) -> None:
        """Note that a session's recording is stored under `key`.

        Raises:
            InvalidState: It has one already, or the session is gone.
        """
        async with self._database.transaction() as transaction:
            await sessions.move(transaction, session_id, SessionStatus.UPLOADED, audio_url=key)

    async def forget(self, session_id: str, key: str) -> None:
        """Delete a session whose recording was refused, and what was stored of it."""
        async with self._database.transaction() as transaction:
            await sessions.remove(transaction, session_id)
        try:
            await self._storage().delete(key)
        except SpeakingError as error:
            log.warning("audio.not_deleted", code=error.code)


def inspect(path: Path) -> MeasuredAudio:
    """Probe a file that may be a recording.

    Raises:
        InvalidFile: It is not audio, empty, broken or too long; FileTooLarge: it is over 50 MB.
    """
    check_size(path.stat().st_size)
    return probe(path)


def check_size(size: int) -> None:
    """Whether a file of `size` bytes may be a recording.

    Raises:
        InvalidFile: It is empty; FileTooLarge: it is over 50 MB.
    """
    if size == 0:
        raise InvalidFile("The recording is empty. Please check your microphone and record again.")
    if size > MAX_BYTES:
        raise FileTooLarge
