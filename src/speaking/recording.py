"""Accepting a recording: probed, within limits, stored, UPLOADED, announced after the commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import structlog

from speaking.audio import MAX_BYTES, AudioFile, probe
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
class Recording:
    """A learner's file and what the learner said about it; `duration_secs` None takes the probed one."""

    path: Path
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

    async def accept(self, recording: Recording) -> SpeakingSession:
        """Store a recording and announce its session; a recording that is refused leaves nothing behind.

        Raises:
            InvalidFile: It is not audio, empty, broken or too long; FileTooLarge: over 50 MB.
            RateLimited: The learner sent too many in the last hour.
            StorageUnavailable, DatabaseUnavailable: Passing.
        """
        session, _ = await self.store(recording)
        await self.announce(session.id)
        return session

    async def store(self, recording: Recording) -> tuple[SpeakingSession, AudioFile]:
        """Store a recording as `accept` does, without a word to the queue."""
        _check_size(recording.path)
        audio = await asyncio.to_thread(probe, recording.path)
        session = await self._create(recording, audio)
        key = audio_key(recording.user_id, session.id, audio.extension)
        try:
            await self._storage().put(key, recording.path, audio.content_type)
            await self._mark_uploaded(session.id, key)
        except BaseException:
            await self._forget(session.id, key)
            raise
        session.status, session.audio_url = SessionStatus.UPLOADED, key
        return session, audio

    async def announce(self, session_id: str) -> None:
        """Tell the queue about a session; if the queue is out of reach, the sweep tells it later."""
        try:
            async with self._database.transaction() as transaction:
                before = await jobs.announce(transaction, session_id)
            await self._queue().enqueue(session_id, attempt=before)
        except SpeakingError as error:
            log.warning("session.not_announced", session_id=session_id, code=error.code)

    async def _create(self, recording: Recording, audio: AudioFile) -> SpeakingSession:
        async with self._database.transaction() as transaction:
            recent = await sessions.count_recent(transaction, recording.user_id, secs=HOUR_SECS)
            if recent >= self._sessions_per_hour:
                raise RateLimited(retry_after=HOUR_SECS / self._sessions_per_hour)
            return await sessions.create(
                transaction,
                id=new_id(),
                user_id=recording.user_id,
                duration_secs=recording.duration_secs or round(audio.duration),
                language=recording.language,
                topic=recording.topic,
                prompt_used=recording.prompt,
            )

    async def _mark_uploaded(self, session_id: str, key: str) -> None:
        async with self._database.transaction() as transaction:
            await sessions.move(transaction, session_id, SessionStatus.UPLOADED, audio_url=key)

    async def _forget(self, session_id: str, key: str) -> None:
        async with self._database.transaction() as transaction:
            await sessions.remove(transaction, session_id)
        try:
            await self._storage().delete(key)
        except SpeakingError as error:
            log.warning("audio.not_deleted", code=error.code)


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise InvalidFile("The recording is empty. Please check your microphone and record again.")
    if size > MAX_BYTES:
        raise FileTooLarge
