"""Deleting recordings: the only module that does.

What cannot be deleted now is deleted by the sweep, so callers choose only whether they want to know.
"""

from collections.abc import Callable

import structlog

from speaking.audio import Storage
from speaking.errors import SpeakingError

log = structlog.get_logger()


class AudioDeletion:
    """Deletes recordings from the storage, which is made on first use."""

    def __init__(self, storage: Callable[[], Storage]) -> None:
        self._storage = storage

    async def delete(self, key: str) -> None:
        """Delete a recording; one that is not there is deleted already.

        Raises:
            StorageUnavailable: The storage is out of reach; the recording may still be there.
        """
        await self._storage().delete(key)

    async def delete_or_leave(self, key: str) -> bool:
        """Delete a recording, or leave it to the sweep; returns whether it is gone."""
        try:
            await self.delete(key)
        except SpeakingError as error:
            log.warning("audio.not_deleted", code=error.code)
            return False
        return True
