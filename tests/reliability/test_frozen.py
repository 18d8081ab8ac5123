"""A worker that stops breathing: its session goes to another one, and it writes nothing when it is back."""

import asyncio
import signal
from pathlib import Path

import pytest

from reliability.embedded import assert_done_once, wait_until, working
from reliability.processes import environment_of, running
from reliability.rows import all_rows
from speaking.queues import embedded
from speaking.services import Services
from speaking.states import SessionStatus
from support.limits import starts_processes
from support.makers import expire_lease
from support.outcomes import upload
from support.vendors import Hold
from support.vendors.openai import OpenAI

pytestmark = starts_processes


async def test_a_frozen_worker_loses_its_session_for_good(
    services: Services, whisper: OpenAI, talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SIGSTOP for longer than the lease: another finishes; SIGCONT: not one row changes, and no error."""
    monkeypatch.setattr(embedded, "POLL_SECS", 0.05)
    hold = Hold()
    whisper.script(hold)
    session_id = await upload(services, talk)
    with running(tmp_path / "log", "worker", environment=environment_of(services.settings)) as frozen:
        await hold.until_reached()
        await asyncio.to_thread(frozen.freeze)
        await expire_lease(services.database, session_id)
        async with working(services):
            await wait_until(services, session_id, SessionStatus.DONE)
        await assert_done_once(services, session_id)
        before = await all_rows(services.database)
        hold.release()
        frozen.send(signal.SIGCONT)
        await asyncio.to_thread(frozen.wait_for, "session.lease_lost")
        assert await asyncio.to_thread(frozen.stop) == 0
        assert await all_rows(services.database) == before
        assert frozen.complaints() == []
    assert len(whisper.requests) == 2
