"""Ends tasks for certain, and waits with a limit.

A cancellation can get lost. On Python 3.11, `asyncio.wait_for` returns as if it had not been cancelled if
the result arrives at the same moment (https://github.com/python/cpython/issues/86296). We use
`asyncio.timeout`, which loses none, but the drivers below us still call `wait_for`. So we ask a task twice
to end, and never wait for it without a limit.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog

from speaking.errors import SpeakingError
from speaking.logs import kind_and_place

log = structlog.get_logger()

ENDING_SECS = 10.0
"""Enough to hand back a session to a busy database."""


async def ended(*tasks: asyncio.Task[Any], within_secs: float = ENDING_SECS) -> None:
    """Cancel the tasks that are still running, and wait until they have ended in any way.

    A task that has not ended after `within_secs` is cancelled again. If it is still running after the same
    time, we leave it alone and log its name.
    """
    asked = [task for task in tasks if not task.done()]
    going_on = set(asked)
    for _ in range(2):
        if not going_on:
            break
        for task in going_on:
            task.cancel()
        _, going_on = await asyncio.wait(going_on, timeout=within_secs)
    for task in asked:
        if task in going_on:
            log.error("task.goes_on", task=task.get_name())
        elif not task.cancelled() and (error := task.exception()):
            log.error("task.crashed", task=task.get_name(), error=kind_and_place(error))


async def set_within(event: asyncio.Event, secs: float) -> bool:
    """Wait for an event for at most `secs`; returns whether it is set."""
    with suppress(TimeoutError):
        async with asyncio.timeout(secs):
            await event.wait()
    return event.is_set()


async def problem_within(secs: float, check: Callable[[], Awaitable[None]]) -> str | None:
    """What a check finds wrong, in a sentence, or that it takes longer than `secs`; None if all is well."""
    try:
        async with asyncio.timeout(secs):
            await check()
    except SpeakingError as error:
        return error.message
    except TimeoutError:
        return f"There was no answer within {secs:.0f} seconds."
    return None
