"""What happens to a request's long work when the server is asked to stop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from speaking.errors import Unavailable

COME_BACK_SECS = 5.0
"""By then another process has taken over the address, if there is one."""


class Stopping(Unavailable):
    default = "The server is restarting. Another one will continue this work."


class Stop(asyncio.Event):
    """Set when the server is asked to stop.

    Args:
        grace_secs: How long running work then has to finish.
    """

    def __init__(self, grace_secs: float) -> None:
        super().__init__()
        self._grace_secs = grace_secs
        self._at_work: set[asyncio.Timeout] = set()

    def set(self) -> None:
        """Announce the stop; running work has `grace_secs` from the first call to finish."""
        if self.is_set():
            return
        super().set()
        ends_at = asyncio.get_running_loop().time() + self._grace_secs
        for work in self._at_work:
            work.reschedule(ends_at)

    @asynccontextmanager
    async def grace(self) -> AsyncIterator[None]:
        """Run the block; after a stop, it is cancelled once `grace_secs` are over.

        The server itself would cut off the request and close the database before the work is handed back.

        Raises:
            Stopping: The work was cancelled, after it had time to hand back what it held.
        """
        work = asyncio.timeout(self._grace_secs if self.is_set() else None)
        try:
            async with work:
                self._at_work.add(work)
                try:
                    yield
                finally:
                    self._at_work.discard(work)
        except TimeoutError:
            if not work.expired():
                raise
            raise Stopping(retry_after=COME_BACK_SECS) from None
