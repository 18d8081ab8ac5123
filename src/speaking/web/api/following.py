"""Following a session from state to state."""

import asyncio
import math
from collections.abc import AsyncIterator
from datetime import datetime

from fastapi import Request

from speaking.documents.session_document import Moment, Wire
from speaking.ending import set_within
from speaking.errors import Unavailable
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.states import StoredStatus
from speaking.web.api.schemas import Accepted

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
                yield ProgressOut(
                    status=progress.status,
                    error_message=progress.error_message,
                    attempts=progress.attempts,
                    next_attempt_at=progress.next_attempt_at,
                    estimated_wait_secs=0 if progress.is_settled else await _estimated_wait_secs(services),
                )
            if progress.is_settled:
                return
        await set_within(stopping, LOOK_EVERY_SECS)


async def _estimated_wait_secs(services: Services) -> int:
    """Seconds until a session that was sent just now is likely to be DONE."""
    async with services.database.reading() as reading:
        queued = await sessions.queued_secs(reading)
    pace = services.chosen_transcriber.description.pace
    return math.ceil(OVERHEAD_SECS + queued * pace / services.settings.worker_concurrency)


async def accepted(services: Services, session: SpeakingSession) -> Accepted:
    """What we answer to a recording that has been sent."""
    wait = await _estimated_wait_secs(services)
    return Accepted(
        id=session.id, status=session.status, created_at=session.created_at, estimated_wait_secs=wait
    )
