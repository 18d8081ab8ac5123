"""How long a test waits for something, and what it says if that never happens."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

LOOK_EVERY_SECS = 0.02
TO_SAY_IT_SECS = 5.0
"""Time before a test's limit in which it can still say what it waited for."""

Found = TypeVar("Found")


@dataclass
class _Running:
    """The running test."""

    ends_at: float = 0.0
    limit_secs: float = 60.0


_test = _Running()


def begin_test(limit_secs: float) -> None:
    """Note that a test begins that may last this long."""
    _test.ends_at = time.monotonic() + limit_secs
    _test.limit_secs = limit_secs


def patience_secs() -> float:
    """How long to wait for anything: as long as the running test may last, if there is one."""
    left = _test.ends_at - time.monotonic() if _test.ends_at else _test.limit_secs
    return max(left - TO_SAY_IT_SECS, LOOK_EVERY_SECS)


@asynccontextmanager
async def waiting_for(what: str) -> AsyncIterator[None]:
    """Give a block as much time as the test has.

    Raises:
        TimeoutError: That was not enough; the message names `what` was missing.
    """
    try:
        async with asyncio.timeout(patience_secs()) as limit:
            yield
    except TimeoutError as error:
        if limit.expired():
            raise in_vain(what) from error
        raise


def look_for(look: Callable[[], Found], what: str) -> Found:
    """Look again and again until there is something to find.

    Raises:
        TimeoutError: There never was; the message names `what` was missing.
    """
    deadline = time.monotonic() + patience_secs()
    while not (found := look()):
        if time.monotonic() > deadline:
            raise in_vain(what)
        time.sleep(LOOK_EVERY_SECS)
    return found


async def until(condition: Callable[[], bool], what: str) -> None:
    """The same, while this thread's event loop continues."""
    async with waiting_for(what):
        while not condition():  # noqa: ASYNC110 - the condition sends no event
            await asyncio.sleep(LOOK_EVERY_SECS)


def in_vain(what: str) -> TimeoutError:
    """The error of a wait that was too long."""
    return TimeoutError(f"waited in vain for {what}, in a test that may last {_test.limit_secs:.0f} s")
