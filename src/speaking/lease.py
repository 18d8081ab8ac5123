"""Keeping a lease alive while work goes on, and letting go of the work when it is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from speaking.errors import LeaseLost, Unavailable
from speaking.logs import kind_and_place

log = structlog.get_logger()


@asynccontextmanager
async def kept_alive(renew: Callable[[], Awaitable[None]], *, every_secs: float) -> AsyncIterator[None]:
    """Call `renew` again and again while the block runs; cancel the block when the lease is lost.

    A database that does not answer is asked again until it does: nobody can claim the session through it
    meanwhile either.

    Raises:
        LeaseLost: `renew` said so, and the block was cancelled.
    """
    work = asyncio.current_task()
    done = asyncio.Event()
    lost = False

    async def keep_renewing() -> None:
        nonlocal lost
        while not await _is_set_within(done, every_secs):
            try:
                await renew()
            except LeaseLost:
                lost = True
                if work is not None:
                    work.cancel()
                return
            except Unavailable as error:
                log.warning("lease.not_renewed", code=error.code)
            except Exception as error:  # noqa: BLE001 - the lease is kept whatever happened to one renewal
                log.error("lease.not_renewed", error=kind_and_place(error))

    renewal = asyncio.create_task(keep_renewing())
    try:
        try:
            yield
        finally:
            done.set()  # a renewal that has begun ends by itself: cut off, it would break its connection
            await asyncio.wait([renewal])
    except asyncio.CancelledError:
        if not lost or work is None or work.uncancel() > 0:
            raise
        raise LeaseLost from None


async def _is_set_within(event: asyncio.Event, secs: float) -> bool:
    try:
        async with asyncio.timeout(secs):
            await event.wait()
    except TimeoutError:
        return False
    return True
