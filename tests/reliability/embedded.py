"""The embedded service at work: recordings in, its worker beside it, what became of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from sqlalchemy import update

from speaking.db.clock import utc_now
from speaking.db.database import Database
from speaking.db.tables import processing_jobs
from speaking.errors import DatabaseUnavailable
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SessionDetail
from speaking.states import SessionStatus
from support.makers import make_learner
from support.outcomes import counts, effects
from support.patience import LOOK_EVERY_SECS, in_vain, patience_secs, waiting_for


@asynccontextmanager
async def working(services: Services) -> AsyncIterator[None]:
    """The embedded worker runs beside the block, as it does beside the app."""
    worker = asyncio.create_task(services.worker.run())
    try:
        yield
    finally:
        worker.cancel()
        ended, _ = await asyncio.wait({worker}, timeout=patience_secs())
        if not ended:
            raise in_vain("the worker to stop")
        with suppress(asyncio.CancelledError):
            await worker
        await services.worker.drain(grace_secs=5)


async def detail_of(services: Services, session_id: str) -> SessionDetail:
    """All that is known of a session."""
    learner = await make_learner(services.database)
    async with services.database.reading() as reading:
        found = await sessions.detail(reading, session_id, learner)
    assert found is not None
    return found


async def wait_until(services: Services, session_id: str, status: SessionStatus) -> SessionDetail:
    """Look again and again until a session has come to a state, whatever the database answers meanwhile."""
    async with waiting_for(f"the session to be {status}"):
        while True:
            with suppress(DatabaseUnavailable):
                detail = await detail_of(services, session_id)
                if detail.session.status is status:
                    return detail
            await asyncio.sleep(LOOK_EVERY_SECS)


async def let_the_wait_pass(database: Database) -> None:
    """Make every retry due now, as if the minutes until then were over."""
    async with database.transaction() as transaction:
        await transaction.execute(
            update(processing_jobs)
            .where(processing_jobs.c.next_attempt_at.is_not(None))
            .values(next_attempt_at=utc_now())
        )


async def stored_audio(services: Services) -> list[str]:
    """The keys of the recordings that are still stored."""
    return [stored.key async for stored in services.storage.list("sessions")]


async def assert_done_once(services: Services, session_id: str) -> None:
    """DONE with one transcript, one analysis, one paid call each, the profile right, the audio gone."""
    detail = await detail_of(services, session_id)
    assert detail.session.status is SessionStatus.DONE
    assert detail.session.error_message is None
    assert detail.session.audio_deleted_at is not None
    assert await effects(services, session_id) == (1, 1, 2)
    profile, added = await counts(services)
    assert profile == added != {}
    assert await stored_audio(services) == []
