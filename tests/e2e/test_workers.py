"""The queue that needs no third party: `speaking worker` processes on one PostgreSQL, one of them killed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from speaking.queues import postgres
from speaking.settings import Settings
from support.limits import starts_processes
from support.patience import patience_secs
from support.serving import SPEAKING
from support.vendors import Hold
from support.world import World, assert_done_once

pytestmark = [
    starts_processes,
    pytest.mark.parametrize("world", [{"queue": "postgres"}], indirect=True, ids=["postgres"]),
]


@contextmanager
def worker(world: World) -> Iterator["subprocess.Popen[bytes]"]:
    """A `speaking worker` process with the app's own environment."""
    command = [str(SPEAKING), "worker"]
    process = subprocess.Popen(command, env={**os.environ, **world.environment})  # noqa: S603 - our own program
    try:
        yield process
    finally:
        process.terminate()
        process.wait(patience_secs())


def wait_until_settled(world: World, session_id: str) -> None:
    """Follow a session's events to their end."""
    with world.browser.stream("GET", f"/api/sessions/{session_id}/events") as events:
        events.read()


def test_workers_share_the_sessions(world: World) -> None:
    """Two processes take four sessions to DONE, each paid for once, and no message goes to QStash."""
    session_ids = [world.record() for _ in range(4)]
    with worker(world), worker(world):
        for session_id in session_ids:
            wait_until_settled(world, session_id)
    for session_id in session_ids:
        assert_done_once(world, session_id)
    assert len(world.whisper.requests) == 4
    assert world.qstash.messages == []


async def test_a_killed_workers_session_is_finished_by_another(world: World) -> None:
    """A kill in the middle of a transcription costs time and nothing else."""
    hold = Hold()
    world.whisper.script(hold)
    session_id = world.record()
    with worker(world) as doomed:
        hold.wait_until_reached()
        doomed.kill()
    hold.release()
    world.query("""UPDATE processing_jobs SET "leaseExpiresAt" = now() AT TIME ZONE 'UTC'""")
    world.query("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    app = await postgres.open_app(Settings(database_url=world.database))
    assert await postgres.rescue(app) >= 1
    await app.close_async()
    with worker(world):
        wait_until_settled(world, session_id)
    assert_done_once(world, session_id)
