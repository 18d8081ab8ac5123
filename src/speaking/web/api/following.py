"""Following a session as it moves from state to state."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

from fastapi import Request

from speaking.errors import Unavailable
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.sessions.stored import Progress
from speaking.states import StoredStatus
from speaking.web.api.schemas import Moment, Wire

LOOK_EVERY_SECS = 0.25
OVERHEAD_SECS = 3.0
PACES = MappingProxyType({"local": 0.2, "openai": 0.1})
"""Seconds of work for a second of speech, the local one as `make bench` shows on two cores, rounded up."""


class ProgressOut(Wire):
    status: StoredStatus
    error_message: str | None
    attempts: int
    next_attempt_at: Moment | None
    estimated_wait_secs: int


async def follow(
    request: Request, services: Services, session_id: str, learner: str
) -> AsyncIterator[ProgressOut]:
    """Yield where a session stands now and at every change, until nothing more will change by itself.

    The database is asked again and again rather than a worker, which may be on another machine. A database
    that is away for a moment ends nothing.
    """
    stopping: asyncio.Event = request.app.state.stopping
    shown: tuple[StoredStatus, int, datetime | None] | None = None
    while not stopping.is_set() and not await request.is_disconnected():
        try:
            async with services.database.reading() as reading:
                progress = await sessions.progress(reading, session_id, learner)
        except Unavailable:
            pass
        else:
            if progress is None:
                return
            now = (progress.status, progress.attempts, progress.next_attempt_at)
            if now != shown:
                shown = now
                yield await _out(services, progress)
            if progress.is_settled:
                return
        await _pause(stopping)


async def _pause(stopping: asyncio.Event) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(LOOK_EVERY_SECS):
            await stopping.wait()


async def estimated_wait_secs(services: Services) -> int:
    """Seconds until a session that was just sent is likely to be DONE."""
    async with services.database.reading() as reading:
        queued = await sessions.queued_secs(reading)
    pace = PACES[services.settings.chosen_transcriber]
    return math.ceil(OVERHEAD_SECS + queued * pace / services.settings.worker_concurrency)


async def _out(services: Services, progress: Progress) -> ProgressOut:
    return ProgressOut(
        status=progress.status,
        error_message=progress.error_message,
        attempts=progress.attempts,
        next_attempt_at=progress.next_attempt_at,
        estimated_wait_secs=0 if progress.is_settled else await estimated_wait_secs(services),
    )
