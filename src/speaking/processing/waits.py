"""How long to wait before a session is retried."""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from speaking.errors import DatabaseUnavailable

log = structlog.get_logger()

Result = TypeVar("Result")

PATIENCE_SECS = 90.0
"""Longer than a managed database takes to restart or fail over."""

SHORTEST_PAUSE_SECS = 0.1
LONGEST_PAUSE_SECS = 5.0

LONGEST_WAIT_SECS = 24 * 3600.0


def wait_secs(attempt: int, *, asked: float | None = None, jitter: float = 0.1) -> float:
    """Seconds until the next try, after attempt number `attempt` (from 1) failed.

    QStash's own schedule, `e ** (2.5 * attempt)` (12 s, 2 min 28 s, 30 min 8 s), so that what learners read
    is true of every queue; longer by up to the share `jitter`, so that sessions that failed together do not
    all return at once; never shorter than a service `asked` for.
    """
    planned = min(math.exp(2.5 * min(attempt, 10)), LONGEST_WAIT_SECS)
    spread = random.uniform(1.0, 1.0 + jitter)  # noqa: S311 - a wait is no secret
    return max(planned, asked or 0.0) * spread


async def patiently(step: Callable[[], Awaitable[Result]], *, patience_secs: float = PATIENCE_SECS) -> Result:
    """Read or write, and try again while the database is away or its disk is full.

    `step` must be safe to repeat, as a connection lost during the commit may have committed.

    Raises:
        DatabaseUnavailable: The database was away for all of `patience_secs`.
    """
    give_up_at = time.monotonic() + patience_secs
    wait = SHORTEST_PAUSE_SECS
    while True:
        try:
            return await step()
        except DatabaseUnavailable as error:
            if time.monotonic() + wait > give_up_at:
                raise
            log.warning("database.away", code=error.code, next_try_in_secs=wait)
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_PAUSE_SECS)
