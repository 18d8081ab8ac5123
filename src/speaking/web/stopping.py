"""What becomes of a request's long work when the server is asked to stop."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from speaking.errors import Unavailable

COME_BACK_SECS = 5.0
"""By then another process has taken over the address, where there is one."""


class Stopping(Unavailable):
    default = "The server is being restarted; somebody else goes on with it."


async def finish_or_release(work: Awaitable[None], *, stopping: asyncio.Event, grace_secs: float) -> None:
    """Wait for `work`; once `stopping` is set, no longer than `grace_secs`, then cancel it.

    The server itself would cut a request off and close the database before the work could be given back.

    Raises:
        Stopping: The work was cancelled, and had the time to give back what it held.
    """
    task = asyncio.ensure_future(work)
    try:
        await _first_of(task, stopping)
        if not task.done():
            await asyncio.wait({task}, timeout=grace_secs)
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
    if task.cancelled():
        raise Stopping(retry_after=COME_BACK_SECS)
    task.result()


async def _first_of(task: "asyncio.Future[None]", event: asyncio.Event) -> None:
    waiting = asyncio.create_task(event.wait())
    either: set[asyncio.Future[Any]] = {task, waiting}
    try:
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
