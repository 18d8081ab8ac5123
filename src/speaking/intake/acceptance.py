"""Accepts a recording: probe it, check the limits, store it, mark it UPLOADED, commit, announce it.

If a recording is sent again with the same idempotency key, the first try's session is found, whatever has
happened to it: never started, started but not stored, or finished long ago.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from speaking.audio import Storage, deletion
from speaking.audio.audio_keys import audio_key
from speaking.audio.recordings import MAX_BYTES, MeasuredAudio, probe
from speaking.db.database import Database
from speaking.db.ids import new_id
from speaking.errors import (
    ConsentMissing,
    FileTooLarge,
    InvalidFile,
    InvalidState,
    RateLimited,
    SpeakingError,
)
from speaking.intake import repository as uploads
from speaking.people import repository as people
from speaking.processing import attempts
from speaking.queues import Queue
from speaking.sessions import example_sessions
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.states import ConsentFlag, SessionStatus
from speaking.wording import refusals

log = structlog.get_logger()

HOUR_SECS = 3600


@dataclass(frozen=True, slots=True)
class About:
    """One recording: whose it is and what the learner told us about it.

    If `duration_secs` is None, the probed duration counts. The sender gives every recording its own
    `idempotency_key`, the same for every try. With `is_example`, the recording is ours: it needs no consent
    and does not count in the learner's profile.
    """

    user_id: str
    duration_secs: int | None = None
    topic: str | None = None
    prompt: str | None = None
    language: str = "en"
    idempotency_key: str | None = None
    is_example: bool = False
    fresh_id: str = field(default_factory=new_id)

    @property
    def session_id(self) -> str:
        """The session's id, in the shape of `new_id`; with a key, the same for all of the learner's tries."""
        if self.idempotency_key is None:
            return self.fresh_id
        named = f"{self.user_id}\n{self.idempotency_key}".encode()
        return "c" + hashlib.sha256(named).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Accepts recordings and announces them to the queue."""

    database: Database
    storage: Callable[[], Storage]
    queue: Callable[[], Queue]
    sessions_per_hour: int

    async def accept(self, path: Path, about: About) -> SpeakingSession:
        """Store a recording and announce its session; a refused recording leaves nothing behind.

        Raises:
            ConsentMissing: The learner does not want recordings to be stored.
            InvalidFile: It is not audio, empty, broken or too long; FileTooLarge: over 50 MB.
            RateLimited: The learner has sent too many in the last hour.
            StorageUnavailable, DatabaseUnavailable: A temporary failure.
        """
        if not about.is_example:
            await self.check_consent(about.user_id)
        session = await self.store(path, about)
        if session.status is SessionStatus.UPLOADED:
            await self.announce_or_leave(session.id)
        return session

    async def check_consent(self, user_id: str) -> None:
        """Raise ConsentMissing if the learner was asked and has not agreed."""
        async with self.database.reading() as reading:
            answers = await people.consents(reading, user_id)
        if not people.agreed(answers, ConsentFlag.AUDIO_STORAGE):
            raise ConsentMissing

    async def store(self, path: Path, about: About) -> SpeakingSession:
        """Store a recording as `accept` does, without telling the queue."""
        audio = await asyncio.to_thread(inspect, path)
        session = await self.begin(about, duration_secs=about.duration_secs or round(audio.duration))
        if session.status is not SessionStatus.CREATED:
            return session
        key = audio_key(about.user_id, session.id, audio.extension)
        try:
            await self.storage().put(key, path, audio.content_type)
            return await self.settle(session, key)
        except BaseException:
            # Another try with the same key may be running; if not, the sweep removes the session.
            if about.idempotency_key is None:
                await self.forget(session.id, key)
            raise

    async def announce_or_leave(self, session_id: str) -> None:
        """Tell the queue about a session; if the queue cannot be reached, the sweep does it later."""
        try:
            await self.announce(session_id)
        except SpeakingError as error:
            log.warning("session.not_announced", session_id=session_id, code=error.code)

    async def announce(self, session_id: str) -> bool:
        """Tell the queue about a session; returns False if there is nothing left to tell.

        Raises:
            SpeakingError: The database or the queue cannot be reached, or the queue is not configured.
        """
        async with self.database.transaction() as transaction:
            before = await attempts.announce(transaction, session_id)
        if before is None:
            return False
        await self.queue().enqueue(session_id, attempt=before)
        return True

    async def begin(self, about: About, *, duration_secs: int) -> SpeakingSession:
        """Create a session that waits for its recording, or find the one that was created with its key.

        Raises:
            RateLimited: The learner has sent too many in the last hour.
        """
        async with self.database.transaction() as transaction:
            if about.idempotency_key is not None:
                found = await sessions.find(transaction, about.session_id, about.user_id)
                if found is not None:
                    return found
            recent = await sessions.count_recent(transaction, about.user_id, secs=HOUR_SECS)
            if recent >= self.sessions_per_hour:
                raise RateLimited(retry_after=HOUR_SECS / self.sessions_per_hour)
            session = await uploads.create_once(
                transaction,
                about.session_id,
                about.user_id,
                duration_secs=duration_secs,
                language=about.language,
                topic=about.topic,
                prompt_used=about.prompt,
            )
            if about.is_example:
                await example_sessions.mark(transaction, session.id)
            return session

    async def settle(self, session: SpeakingSession, key: str) -> SpeakingSession:
        """Note that a session's recording is stored under `key`, unless another try was faster.

        Raises:
            InvalidState: The session is gone.
        """
        try:
            async with self.database.transaction() as transaction:
                await sessions.move(transaction, session.id, SessionStatus.UPLOADED, audio_url=key)
        except InvalidState:
            return await self._settled_by_another(session, key)
        return replace(session, status=SessionStatus.UPLOADED, audio_url=key)

    async def _settled_by_another(self, session: SpeakingSession, key: str) -> SpeakingSession:
        async with self.database.reading() as reading:
            found = await sessions.find(reading, session.id, session.user_id)
        if found is None or found.audio_deleted_at is not None:
            # The file was stored after the deletion, so nothing else will delete it.
            await deletion.delete_or_leave(self.storage, key)
        if found is None:
            raise InvalidState(refusals.DELETED_MEANWHILE)
        return found

    async def forget(self, session_id: str, key: str) -> None:
        """Delete a session whose recording was refused, and whatever was stored of it."""
        async with self.database.transaction() as transaction:
            await sessions.remove(transaction, session_id)
        await deletion.delete_or_leave(self.storage, key)


def inspect(path: Path) -> MeasuredAudio:
    """Probe a file that should be a recording; may raise InvalidFile, or FileTooLarge if it is over 50 MB."""
    check_size(path.stat().st_size)
    return probe(path)


def check_size(size: int) -> None:
    """Raise InvalidFile if a recording of `size` bytes is empty, FileTooLarge if it is over 50 MB."""
    if size == 0:
        raise InvalidFile(refusals.EMPTY_RECORDING)
    if size > MAX_BYTES:
        raise FileTooLarge
