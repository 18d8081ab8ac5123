"""Renews a lease while its work runs, and cancels the work if the lease is lost."""

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
    """Call `renew` again and again while the block runs; cancel the block and raise LeaseLost if it says so.

    Yields a function that stops the renewals early. The block calls it before its last write, which checks
    the lease itself and ends it: a renewal at that moment would find no lease and cancel finished work.

    If the database does not answer, renewal is tried until it does; meanwhile nobody else can claim the
    session through it either.
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
    """Renews one lease for the task that creates it."""

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
        # A renewal in progress is left to finish: cancelling it would break its connection.
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
