"""Being asked to stop: nothing new is taken, what runs is finished or released, streams end, exit code 0."""

import asyncio
import json
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from reliability.embedded import assert_done_once, detail_of, wait_until, working
from reliability.processes import Running, environment_of, running
from speaking.services import Services
from speaking.settings import Settings
from speaking.states import SessionStatus
from support.limits import starts_processes
from support.outcomes import upload
from support.patience import patience_secs
from support.serving import browser_at, free_port, wait_until_ready
from support.stored import job_row
from support.vendors import Hold
from support.vendors.openai import OpenAI
from support.vendors.qstash import QStash

pytestmark = starts_processes

SHORT_GRACE = {"SHUTDOWN_GRACE": "0.2"}


@pytest.fixture
def either_database(settings: Settings) -> Settings:
    """SQLite: which database it is makes no difference to a signal."""
    return settings


@contextmanager
def serving(tmp_path: Path, environment: dict[str, str]) -> Iterator[tuple[Running, httpx.Client]]:
    """`speaking serve`, ready, and a client of it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = environment | {"APP_URL": address}
    with (
        running(tmp_path / "log", "serve", "--port", str(port), environment=environment) as server,
        browser_at(address) as client,
    ):
        wait_until_ready(address, server.process)
        yield server, client


async def test_a_server_finishes_its_session_and_ends_its_streams(
    services: Services, whisper: OpenAI, talk: Path, tmp_path: Path
) -> None:
    """A learner who follows sees a clean end; the session that ran is DONE; another one was not begun."""
    hold = Hold()
    whisper.script(hold)
    session_id, waiting = [await upload(services, talk) for _ in range(2)]

    def follow_and_stop() -> list[str]:
        with serving(tmp_path, environment_of(services.settings)) as (server, client):
            hold.wait_until_reached()
            with client.stream("GET", f"/api/sessions/{session_id}/events") as events:
                lines = events.iter_lines()
                seen = [next(lines)]
                server.send(signal.SIGTERM)
                seen += lines
            hold.release()
            assert server.process.wait(patience_secs()) == 0
            assert server.complaints() == []
        return seen

    seen = await asyncio.to_thread(follow_and_stop)
    assert any("TRANSCRIBING" in line for line in seen)
    assert (await detail_of(services, waiting)).session.status is SessionStatus.UPLOADED
    await services.removal.remove(waiting, (await detail_of(services, waiting)).session.user_id)
    await assert_done_once(services, session_id)
    assert len(whisper.requests) == 1


@pytest.mark.parametrize("command", ["serve", "worker"])
async def test_what_does_not_end_in_time_is_released(
    services: Services,
    whisper: OpenAI,
    talk: Path,
    tmp_path: Path,
    command: str,
) -> None:
    """The attempt does not count, and another worker takes the session at once."""
    hold = Hold()
    whisper.script(hold)
    session_id = await upload(services, talk)
    environment = environment_of(services.settings) | SHORT_GRACE
    arguments = ["serve", "--port", "0"] if command == "serve" else [command]
    with running(tmp_path / "log", *arguments, environment=environment) as stopping:
        await hold.until_reached()
        assert await asyncio.to_thread(stopping.stop) == 0
        assert stopping.complaints() == []
    released = await detail_of(services, session_id)
    assert released.session.status is SessionStatus.UPLOADED
    assert (released.attempts, (await job_row(services.database, session_id)).owner) == (0, None)
    async with working(services):
        await wait_until(services, session_id, SessionStatus.DONE)
    await assert_done_once(services, session_id)


async def test_a_delivery_that_does_not_end_in_time_is_released(
    services: Services, whisper: OpenAI, talk: Path, tmp_path: Path
) -> None:
    """QStash is told to come back, its next delivery works, and the server ends without a stack trace."""
    hold = Hold()
    whisper.script(hold)
    session_id = await upload(services, talk)
    body = json.dumps({"sessionId": session_id}).encode()
    path = "/api/internal/process"

    def deliver_and_stop(qstash: QStash) -> httpx.Response:
        environment = environment_of(services.settings) | qstash.environment() | SHORT_GRACE
        with (
            serving(tmp_path, environment) as (server, client),
            ThreadPoolExecutor(1) as pool,
        ):
            headers = {"Upstash-Signature": qstash.sign(str(client.base_url).rstrip("/") + path, body)}
            delivery = pool.submit(client.post, path, content=body, headers=headers)
            hold.wait_until_reached()
            assert server.stop() == 0
            assert server.complaints() == []
            return delivery.result()

    with QStash() as qstash:
        answer = await asyncio.to_thread(deliver_and_stop, qstash)
    assert (answer.status_code, answer.json()["code"]) == (500, "PROCESSING_ERROR")
    assert int(answer.headers["Retry-After"]) >= 1
    released = await detail_of(services, session_id)
    assert released.session.status is SessionStatus.UPLOADED
    assert (released.attempts, (await job_row(services.database, session_id)).owner) == (0, None)
    await services.pipeline.process(session_id)
    await assert_done_once(services, session_id)
