"""Keeping a lease alive while work goes on, and letting go of the work when it is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from speaking.ending import ENDING_SECS, ended, set_within
from speaking.errors import LeaseLost, Unavailable
from speaking.logs import kind_and_place

log = structlog.get_logger()


@asynccontextmanager
async def kept_alive(
    renew: Callable[[], Awaitable[None]], *, every_secs: float
) -> AsyncIterator[Callable[[], None]]:
    """Call `renew` again and again while the block runs; cancel the block when the lease is lost.

    Gives a function that ends this early. Before its last write, which asks for the lease itself and ends it,
    the block calls it: a renewal at that moment would find no lease and cancel what is done already.

    A database that does not answer is asked again until it does: nobody can claim the session through it
    meanwhile either.

    Raises:
        LeaseLost: `renew` said so, and the block was cancelled.
    """
    keeper = _Keeper(renew, every_secs)
    try:
        try:
            yield keeper.let_go
        finally:
            await keeper.end()
    except asyncio.CancelledError:
        if not keeper.cancelled_the_work():
            raise
        raise LeaseLost from None


class _Keeper:
    """Renews one lease for the task that makes it."""

    def __init__(self, renew: Callable[[], Awaitable[None]], every_secs: float) -> None:
        self._renew = renew
        self._every_secs = every_secs
        self._work = asyncio.current_task()
        self._done = asyncio.Event()
        self._needed, self._lost = True, False
        self._renewals = asyncio.create_task(self._keep_renewing())

    def let_go(self) -> None:
        self._needed = False
        self._done.set()

    async def end(self) -> None:
        self._done.set()
        # A renewal that has begun may end by itself: cut off, it would break its connection.
        await asyncio.wait([self._renewals], timeout=ENDING_SECS)
        await ended(self._renewals)

    def cancelled_the_work(self) -> bool:
        return self._lost and self._work is not None and self._work.uncancel() == 0

    async def _keep_renewing(self) -> None:
        while not await set_within(self._done, self._every_secs):
            try:
                await self._renew()
            except LeaseLost:
                self._lost = self._needed
                if self._lost and self._work is not None:
                    self._work.cancel()
                return
            except Unavailable as error:
                log.warning("lease.not_renewed", code=error.code)
            except Exception as error:  # noqa: BLE001 - the lease is kept whatever happened to one renewal
                log.error("lease.not_renewed", error=kind_and_place(error))
