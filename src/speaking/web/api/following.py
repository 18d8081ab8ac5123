"""Following a session from state to state."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime

from fastapi import Request

from speaking.documents.session_document import Moment, Wire
from speaking.errors import Unavailable
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.sessions.stored import Progress
from speaking.states import StoredStatus

LOOK_EVERY_SECS = 0.25
OVERHEAD_SECS = 3.0


class ProgressOut(Wire):
    status: StoredStatus
    error_message: str | None
    attempts: int
    next_attempt_at: Moment | None
    estimated_wait_secs: int


async def follow(
    request: Request, services: Services, session_id: str, learner: str
) -> AsyncIterator[ProgressOut]:
    """Yield a session's state now and after every change, until nothing more will change by itself.

    This polls the database, because the worker may be on another machine. The stream survives a database that
    is unavailable for a moment.
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
    """Seconds until a session that was sent just now is likely to be DONE."""
    async with services.database.reading() as reading:
        queued = await sessions.queued_secs(reading)
    pace = services.chosen_transcriber.description.pace
    return math.ceil(OVERHEAD_SECS + queued * pace / services.settings.worker_concurrency)


async def _out(services: Services, progress: Progress) -> ProgressOut:
    return ProgressOut(
        status=progress.status,
        error_message=progress.error_message,
        attempts=progress.attempts,
        next_attempt_at=progress.next_attempt_at,
        estimated_wait_secs=0 if progress.is_settled else await estimated_wait_secs(services),
    )
