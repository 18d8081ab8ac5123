"""Many sessions of one learner at once: the profile is the sum of the insights that are there."""

import asyncio
import itertools
from pathlib import Path

import pytest

from reliability.embedded import detail_of
from speaking.db import database as database_module
from speaking.services import Services
from speaking.states import SessionStatus
from support.limits import works_on_many_sessions
from support.outcomes import counts, upload

pytestmark = works_on_many_sessions


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty writers of one SQLite file wait for each other, on a busy machine for longer than ten seconds."""
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_SECS", 60)


async def assert_adds_up(services: Services, *, sessions: int) -> None:
    """The profile's counts are those of the insights of so many sessions."""
    profile, added = await counts(services)
    assert {habit: count for habit, count in profile.items() if count} == added
    assert sum(added.values()) >= sessions
    assert bool(added) == bool(sessions)


@pytest.mark.parametrize("number", [2, 50])
async def test_sessions_at_once_add_up(services: Services, talk: Path, number: int) -> None:
    """Half are worked on side by side, then deleted while the others are worked on, then those too."""
    first = [await upload(services, talk) for _ in range(number // 2)]
    second = [await upload(services, talk) for _ in range(number // 2)]
    learner = (await detail_of(services, first[0])).session.user_id
    other = Services(services.settings)  # a second process: its own connections to the same database
    other.transcriber, other.analyzer = services.transcriber, services.analyzer
    turns = itertools.cycle((services, other))

    await asyncio.gather(*(next(turns).pipeline.process(session_id) for session_id in first))
    await assert_adds_up(services, sessions=len(first))
    await asyncio.gather(
        *(next(turns).pipeline.process(session_id) for session_id in second),
        *(next(turns).removal.remove(session_id, learner) for session_id in first),
    )
    await assert_adds_up(services, sessions=len(second))
    done = {(await detail_of(services, session_id)).session.status for session_id in second}
    assert done == {SessionStatus.DONE}
    await asyncio.gather(*(next(turns).removal.remove(session_id, learner) for session_id in second))
    await assert_adds_up(services, sessions=0)
    await other.database.close()
