"""A machine whose clock is wrong by an hour: leases, waits and the sweep go by the database's clock."""

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from reliability.embedded import assert_done_once, detail_of, let_the_wait_pass, wait_until
from reliability.processes import environment_of, running
from speaking.errors import InProgress
from speaking.processing import leftovers
from speaking.services import Services, migrate
from speaking.settings import Settings
from speaking.states import SessionStatus
from support.limits import starts_processes
from support.outcomes import upload
from support.serving import run
from support.vendors import Hold, Status
from support.vendors.openai import OpenAI

pytestmark = starts_processes

AN_HOUR = 3600.0
LOOKED_LATE_SECS = 300.0
"""What a busy machine may let pass before a test sees a wait: far less than the clocks are wrong by."""
LONGEST_WAIT_SECS = 20.0
both_ways = pytest.mark.parametrize("secs", [AN_HOUR, -AN_HOUR], ids=["fast", "slow"])


def wrong_clock(secs: float) -> dict[str, str]:
    """The environment of a Python process whose clocks are wrong by so much."""
    folders = [str(Path(__file__).with_name("wrong_clock")), os.environ.get("PYTHONPATH")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, folders)), "CLOCK_SHIFT_SECS": str(secs)}


@pytest.fixture
def either_database(settings: Settings, migrated_postgres_url: str) -> Settings:
    """PostgreSQL alone: machines with different clocks cannot share a SQLite file."""
    return settings.model_copy(update={"database_url": migrated_postgres_url})


@both_ways
def test_the_clocks_of_such_a_process_are_wrong(secs: float) -> None:
    """What the other tests rest on."""
    program = "import time, datetime; print(time.time(), datetime.datetime.now(datetime.UTC).timestamp())"
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program],
        env=os.environ | wrong_clock(secs),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert [float(clock) - time.time() for clock in told.split()] == pytest.approx([secs, secs], abs=30)


async def test_a_worker_with_a_fast_clock_is_a_worker_like_any_other(
    services: Services, whisper: OpenAI, talk: Path, tmp_path: Path
) -> None:
    """It leaves a live lease alone, its own lease is respected, and its retries come when they should."""
    ours, theirs = Hold(), Hold()
    whisper.script(ours, theirs)
    held_here = await upload(services, talk)
    here = asyncio.create_task(services.pipeline.process(held_here))
    await ours.until_reached()
    held_there = await upload(services, talk)
    environment = environment_of(services.settings) | wrong_clock(AN_HOUR)
    with running(tmp_path / "log", "worker", environment=environment) as there:
        await theirs.until_reached()
        with pytest.raises(InProgress):
            await services.pipeline.process(held_there)
        whisper.script(Status(503))
        failing = await upload(services, talk)
        theirs.release()
        failed = await wait_until(services, failing, SessionStatus.FAILED)
        assert -LOOKED_LATE_SECS < await secs_until_next_attempt(services, failing) < LONGEST_WAIT_SECS
        assert failed.attempts == 1
        await let_the_wait_pass(services.database)
        await wait_until(services, failing, SessionStatus.DONE)
        ours.release()
        await here
        assert await asyncio.to_thread(there.stop) == 0
        assert there.complaints() == []
    for session_id in (held_here, held_there, failing):
        await assert_done_once(services, session_id)
    assert len(whisper.requests) == 4


async def secs_until_next_attempt(services: Services, session_id: str) -> float:
    """Seconds from now until a session is tried again, both by the database's clock."""
    detail = await detail_of(services, session_id)
    assert detail.next_attempt_at is not None
    async with services.database.reading() as reading:
        now = await leftovers.now(reading)
    return (detail.next_attempt_at - now).total_seconds()


async def test_a_job_of_a_worker_with_a_slow_clock_comes_back_in_time(
    services: Services, whisper: OpenAI, talk: Path, tmp_path: Path
) -> None:
    """Not at once, which would use up a session's attempts in a moment."""
    settings = services.settings.model_copy(update={"queue": "postgres"})
    await asyncio.to_thread(migrate, settings)
    grown_up = Services(settings)
    whisper.script(Status(503))
    environment = environment_of(settings) | {"QUEUE": "postgres"} | wrong_clock(-AN_HOUR)
    with running(tmp_path / "log", "worker", environment=environment) as there:
        session_id = await upload(grown_up, talk)
        await wait_until(services, session_id, SessionStatus.FAILED)
        assert await asyncio.to_thread(there.stop) == 0
    await grown_up.close()
    with psycopg.connect(settings.database_url or "") as connection:
        [[wait]] = connection.execute(
            "SELECT extract(epoch FROM scheduled_at - now()) FROM procrastinate_jobs"
            " WHERE args->>'session_id' = %s",
            [session_id],
        )
    assert -LOOKED_LATE_SECS < wait < LONGEST_WAIT_SECS


async def test_the_sweep_of_a_machine_with_a_wrong_clock_spares_what_is_new(
    services: Services, talk: Path
) -> None:
    """To a clock that is an hour fast every recording looks forgotten."""
    storage = services.storage
    await storage.put("sessions/somebody/new/audio.webm", talk, "audio/webm")
    environment = environment_of(services.settings) | wrong_clock(2 * AN_HOUR)
    swept = await asyncio.to_thread(run, "sweep", "--dry-run", environment=environment)
    assert swept.returncode == 0, swept.stderr
    assert json.loads(swept.stdout)["orphaned_audio"] == 0
