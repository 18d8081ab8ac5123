"""The sweep: finds what was left behind and repairs it.

Finding changes nothing, so a dry run only finds. Each repair is conditional on what it finds, so two sweeps
at once do no more than one. Each kind is repaired in batches of at most `BATCH`; the rest waits for the next
sweep.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from speaking.audio import Storage, deletion
from speaking.audio.audio_keys import session_of
from speaking.db.database import Database
from speaking.errors import SpeakingError
from speaking.metrics import SWEPT
from speaking.processing import leftovers

log = structlog.get_logger()

BATCH = 100
ANNOUNCE_GRACE_SECS = 120.0
UPLOAD_GRACE_SECS = 3600.0
LOST_MESSAGE = "Something went wrong several times while we processed this recording. You can try again."


Leftovers = Mapping[str, Sequence[str]]
"""Session ids by kind of leftover, or storage keys for `orphaned_audio`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """Finds and repairs leftovers.

    `announce` tells the queue about a session, and returns whether there was anything to tell.
    """

    database: Database
    storage: Callable[[], Storage]
    announce: Callable[[str], Awaitable[bool]]
    failed_audio_ttl_secs: float

    async def find(self) -> Leftovers:
        """Look for leftovers of every kind and change nothing."""
        kinds = {
            "unannounced": leftovers.unannounced(ANNOUNCE_GRACE_SECS),
            "abandoned": leftovers.ABANDONED,
            "exhausted": leftovers.EXHAUSTED,
            "audio_transcribed": leftovers.AUDIO_TRANSCRIBED,
            "audio_expired": leftovers.audio_expired(self.failed_audio_ttl_secs),
            "never_uploaded": leftovers.never_uploaded(UPLOAD_GRACE_SECS),
        }
        async with self.database.reading() as reading:
            found = {
                kind: await leftovers.sessions_where(reading, condition, limit=BATCH)
                for kind, condition in kinds.items()
            }
        try:
            orphans = await self._orphaned_audio()
        except SpeakingError as error:
            log.warning("sweep.storage_not_listed", code=error.code)
            orphans = []
        return {**found, "orphaned_audio": orphans}

    async def mend(self, found: Leftovers) -> dict[str, int]:
        """Repair what `find` found; returns how many of each kind, except those repaired by somebody else."""
        ways = {
            "unannounced": self.announce,
            "abandoned": self.announce,
            "exhausted": self._bury,
            "audio_transcribed": self._delete_audio,
            "audio_expired": self._expire_audio,
            "never_uploaded": self._forget,
            "orphaned_audio": self._delete_orphan,
        }
        mended = {kind: await self._each(found[kind], mend) for kind, mend in ways.items()}
        for kind, count in mended.items():
            SWEPT.labels(kind=kind).inc(count)
        log.info("sweep.done", **mended)
        return mended

    async def _each(self, ids: Sequence[str], mend: Callable[[str], Awaitable[bool]]) -> int:
        mended = 0
        for id_ in ids:
            try:
                mended += await mend(id_)
            except SpeakingError as error:
                log.warning("sweep.not_mended", id=id_, code=error.code)
        return mended

    async def _bury(self, session_id: str) -> bool:
        async with self.database.transaction() as transaction:
            return await leftovers.bury(transaction, session_id, code="WORKER_LOST", message=LOST_MESSAGE)

    async def _delete_audio(self, session_id: str) -> bool:
        async with self.database.reading() as reading:
            key = await leftovers.audio_key_of(reading, session_id)
        if key is None:
            return False
        await deletion.delete(self.storage, key)
        async with self.database.transaction() as transaction:
            await leftovers.mark_audio_deleted(transaction, session_id)
        return True

    async def _delete_orphan(self, key: str) -> bool:
        await deletion.delete(self.storage, key)
        return True

    async def _expire_audio(self, session_id: str) -> bool:
        """Noted before it is deleted: until then a person may ask for another try, afterwards not.

        After a crash in between, the audio has no session, and the next sweep deletes it.
        """
        async with self.database.transaction() as transaction:
            key = await leftovers.expire_audio(transaction, session_id, ttl_secs=self.failed_audio_ttl_secs)
        if key is None:
            return False
        await deletion.delete(self.storage, key)
        return True

    async def _forget(self, session_id: str) -> bool:
        async with self.database.transaction() as transaction:
            return await leftovers.forget_unless_uploaded(
                transaction, session_id, grace_secs=UPLOAD_GRACE_SECS
            )

    async def _orphaned_audio(self) -> list[str]:
        """Keys of stored audio without a session, unless so new that its session may be on its way.

        Other programs may keep files here under keys of another shape; those are not ours to delete.
        """
        async with self.database.reading() as reading:
            before = await leftovers.now(reading) - timedelta(seconds=UPLOAD_GRACE_SECS)
        orphans: list[str] = []
        batch: dict[str, str] = {}
        async for stored in self.storage().list("sessions/"):
            session_id = session_of(stored.key)
            if session_id is not None and stored.last_modified < before:
                batch[stored.key] = session_id
            if len(batch) >= BATCH:
                orphans += await self._without_session(batch)
                batch = {}
            if len(orphans) >= BATCH:
                return orphans[:BATCH]
        return (orphans + await self._without_session(batch))[:BATCH]

    async def _without_session(self, by_key: dict[str, str]) -> list[str]:
        if not by_key:
            return []
        async with self.database.reading() as reading:
            having = await leftovers.sessions_with_audio(reading, list(by_key.values()))
        return [key for key, session_id in by_key.items() if session_id not in having]
