"""Keeping a lease alive while work goes on, and letting go of the work when it is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog

from speaking.errors import LeaseLost, Unavailable

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
    lost = False

    async def keep_renewing() -> None:
        nonlocal lost
        while True:
            await asyncio.sleep(every_secs)
            try:
                await renew()
            except LeaseLost:
                lost = True
                if work is not None:
                    work.cancel()
                return
            except Unavailable as error:
                log.warning("lease.not_renewed", code=error.code)

    renewal = asyncio.create_task(keep_renewing())
    try:
        yield
    except asyncio.CancelledError:
        if not lost or work is None or work.uncancel() > 0:
            raise
        raise LeaseLost from None
    finally:
        renewal.cancel()
        with suppress(asyncio.CancelledError):
            await renewal
