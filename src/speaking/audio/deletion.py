"""Deletes recordings; no other module does.

The sweep deletes later what cannot be deleted now, so callers only choose whether they want to know. The
storage is passed as a function that creates it on first use.
"""

from collections.abc import Callable

import structlog

from speaking.audio import Storage
from speaking.errors import SpeakingError

log = structlog.get_logger()


async def delete(storage: Callable[[], Storage], key: str) -> None:
    """Delete a recording, if it is there; raises StorageUnavailable if it may still be there."""
    await storage().delete(key)


async def delete_or_leave(storage: Callable[[], Storage], key: str) -> bool:
    """Delete a recording, or leave it to the sweep; returns whether it is gone."""
    try:
        await delete(storage, key)
    except SpeakingError as error:
        log.warning("audio.not_deleted", code=error.code)
        return False
    return True
