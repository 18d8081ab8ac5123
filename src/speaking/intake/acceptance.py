"""Accepting a recording: probed, within limits, stored, UPLOADED, announced after the commit.

A recording that is sent again under its idempotency key finds the session of the first time, whatever
became of it: not begun, begun and not stored, or finished long ago.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from speaking.audio.audio_keys import audio_key
from speaking.audio.deletion import AudioDeletion
from speaking.audio.recordings import MAX_BYTES, MeasuredAudio, probe
from speaking.audio.storage import Storage
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

log = structlog.get_logger()

HOUR_SECS = 3600


@dataclass(frozen=True, slots=True)
class About:
    """One recording: whose it is and what the learner said of it; `duration_secs` None takes the probed one.

    The sender gives every recording an `idempotency_key` of its own, the same for every try to send it. With
    `is_example` the recording is ours, and nothing of it counts in the learner's profile.
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
        """The session's id, in the shape of `new_id`; under a key the same at each try of this learner."""
        if self.idempotency_key is None:
            return self.fresh_id
        named = f"{self.user_id}\n{self.idempotency_key}".encode()
        return "c" + hashlib.sha256(named).hexdigest()[:24]


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
        self._deletion = AudioDeletion(storage)
        self._queue = queue
        self._sessions_per_hour = sessions_per_hour

    async def accept(self, path: Path, about: About) -> SpeakingSession:
        """Store a recording and announce its session; a recording that is refused leaves nothing behind.

        Raises:
            ConsentMissing: The learner does not want recordings to be stored.
            InvalidFile: It is not audio, empty, broken or too long; FileTooLarge: over 50 MB.
            RateLimited: The learner sent too many in the last hour.
            StorageUnavailable, DatabaseUnavailable: Passing.
        """
        await self.check_consent(about.user_id)
        return await self._take_in(path, about)

    async def check_consent(self, user_id: str) -> None:
        """Whether a learner's recordings may be stored; who was never asked may send them.

        Raises:
            ConsentMissing: The learner was asked, and does not want it.
        """
        async with self._database.reading() as reading:
            answers = await people.consents(reading, user_id)
        if not people.agreed(answers, ConsentFlag.AUDIO_STORAGE):
            raise ConsentMissing

    async def accept_example(self, path: Path, about: About) -> SpeakingSession:
        """Take in a recording of ours, to which nobody needs to agree; otherwise as `accept`."""
        return await self._take_in(path, replace(about, is_example=True))

    async def _take_in(self, path: Path, about: About) -> SpeakingSession:
        session = await self.store(path, about)
        if session.status is SessionStatus.UPLOADED:
            await self.announce_or_leave(session.id)
        return session

    async def store(self, path: Path, about: About) -> SpeakingSession:
        """Store a recording as `accept` does, without a word to the queue."""
        audio = await asyncio.to_thread(inspect, path)
        session = await self.begin(about, duration_secs=about.duration_secs or round(audio.duration))
        if session.status is not SessionStatus.CREATED:
            return session
        key = audio_key(about.user_id, session.id, audio.extension)
        try:
            await self._storage().put(key, path, audio.content_type)
            return await self.settle(session, key)
        except BaseException:
            # Another try may be under way under the same key; if none is, the sweep forgets the session.
            if about.idempotency_key is None:
                await self.forget(session.id, key)
            raise

    async def announce_or_leave(self, session_id: str) -> None:
        """Tell the queue about a session; if the queue is out of reach, the sweep tells it later."""
        try:
            await self.announce(session_id)
        except SpeakingError as error:
            log.warning("session.not_announced", session_id=session_id, code=error.code)

    async def announce(self, session_id: str) -> bool:
        """Tell the queue about a session; returns False where there is nothing to tell any more.

        Raises:
            SpeakingError: The database or the queue is out of reach, or the queue is not configured.
        """
        async with self._database.transaction() as transaction:
            before = await attempts.announce(transaction, session_id)
        if before is None:
            return False
        await self._queue().enqueue(session_id, attempt=before)
        return True

    async def begin(self, about: About, *, duration_secs: int) -> SpeakingSession:
        """Make a session that waits for its recording, or find the one that was made under its key.

        Raises:
            RateLimited: The learner sent too many in the last hour.
        """
        async with self._database.transaction() as transaction:
            if about.idempotency_key is not None:
                found = await sessions.find(transaction, about.session_id, about.user_id)
                if found is not None:
                    return found
            recent = await sessions.count_recent(transaction, about.user_id, secs=HOUR_SECS)
            if recent >= self._sessions_per_hour:
                raise RateLimited(retry_after=HOUR_SECS / self._sessions_per_hour)
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
        """Note that a session's recording is stored under `key`; where another try was quicker, that counts.

        Raises:
            InvalidState: The session is gone.
        """
        try:
            async with self._database.transaction() as transaction:
                await sessions.move(transaction, session.id, SessionStatus.UPLOADED, audio_url=key)
        except InvalidState:
            return await self._settled_by_another(session, key)
        return replace(session, status=SessionStatus.UPLOADED, audio_url=key)

    async def _settled_by_another(self, session: SpeakingSession, key: str) -> SpeakingSession:
        async with self._database.reading() as reading:
            found = await sessions.find(reading, session.id, session.user_id)
        if found is None or found.audio_deleted_at is not None:
            # What was stored just now came after the deletion, which will not come again.
            await self._deletion.delete_or_leave(key)
        if found is None:
            raise InvalidState("The session was deleted while its recording was on the way.")
        return found

    async def forget(self, session_id: str, key: str) -> None:
        """Delete a session whose recording was refused, and what was stored of it."""
        async with self._database.transaction() as transaction:
            await sessions.remove(transaction, session_id)
        await self._deletion.delete_or_leave(key)


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
