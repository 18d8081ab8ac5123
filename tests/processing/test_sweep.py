"""The sweep: every kind of leftover made on purpose, found, mended; and what it must leave alone."""

import asyncio

import pytest

from speaking.db.clock import utc_in
from speaking.db.database import Database
from speaking.processing import attempts, claims
from speaking.processing.claims import Lease
from speaking.processing.sweep import BATCH, Leftovers
from speaking.queues.qstash import QStashQueue
from speaking.services import Services
from speaking.settings import Settings
from speaking.states import SessionStatus
from support.leftovers import (
    HOUR,
    LEFTOVERS,
    TWO_DAYS,
    audio_of,
    counted,
    keep_audio,
    leave_lost_message,
    leave_marked_audio,
    leave_orphaned_audio,
    stored_audio,
)
from support.makers import make_job, make_session
from support.stored import job_row, session_row


@pytest.fixture
def services(database: Database, either_database: Settings) -> Services:
    """The embedded service on each database."""
    opened = Services(either_database)
    opened.database = database
    return opened


@pytest.mark.parametrize(
    ("kind", "leave"),
    [*LEFTOVERS.items(), ("unannounced", leave_lost_message), ("orphaned_audio", leave_marked_audio)],
)
async def test_a_leftover_is_found_left_by_a_dry_run_and_mended_once(
    services: Services, kind: str, leave: object
) -> None:
    """Each kind is counted under its name, finding changes nothing, and mending leaves nothing to mend."""
    assert callable(leave)
    await leave(services)
    expected = dict.fromkeys(LEFTOVERS, 0) | {kind: 1}
    assert await counted(services) == expected
    assert await counted(services) == expected
    assert await services.run_sweep() == expected
    after = await counted(services)
    assert after == dict.fromkeys(LEFTOVERS, 0) | ({"abandoned": 1} if kind == "abandoned" else {})
    assert stored_audio(services) == []


async def test_two_sweeps_at_once_are_as_good_as_one(services: Services) -> None:
    """Whatever both find, both mend it without an error."""
    for leave in LEFTOVERS.values():
        await leave(services)
    found = await services.sweep.find()
    counts = await asyncio.gather(services.sweep.mend(found), services.sweep.mend(found))
    assert all(count[kind] <= 1 for count in counts for kind in LEFTOVERS)
    assert all(any(count[kind] for count in counts) for kind in LEFTOVERS)
    assert stored_audio(services) == []


async def test_a_sweep_takes_a_bounded_batch(services: Services) -> None:
    """What is over waits for the next sweep."""
    for number in range(BATCH + 1):
        keep_audio(services, f"sessions/somebody/gone{number}/audio.webm")
    assert (await services.run_sweep())["orphaned_audio"] == BATCH
    assert (await services.run_sweep())["orphaned_audio"] == 1


async def test_a_young_leftover_is_left_alone(services: Services) -> None:
    """What may still be going on is not mended."""
    await make_session(services.database)
    await make_session(services.database, status=SessionStatus.CREATED)
    failed = await make_session(services.database, status=SessionStatus.FAILED)
    await make_job(services.database, failed, attempts=1)
    keep_audio(services, "sessions/somebody/new/audio.webm", age_secs=0)
    assert await counted(services) == dict.fromkeys(LEFTOVERS, 0)


def found(**ids: str) -> Leftovers:
    """What a sweep found a moment ago."""
    return {kind: [ids[kind]] if kind in ids else [] for kind in LEFTOVERS}


async def test_an_upload_that_ends_during_a_sweep_is_kept(services: Services) -> None:
    """A session that was found without audio and got it since is not deleted."""
    session_id = await make_session(services.database, age_secs=2 * HOUR)
    await services.sweep.mend(found(never_uploaded=session_id))
    assert await session_row(services.database, session_id)


async def test_a_retry_during_a_sweep_keeps_its_audio(services: Services) -> None:
    """A person who presses the button in the last moment gets another try."""
    session_id = await make_session(services.database, age_secs=TWO_DAYS)
    await make_job(services.database, session_id, next_attempt_at=utc_in(0))
    key = await audio_of(services, session_id)
    keep_audio(services, key)
    await services.sweep.mend(found(audio_expired=session_id))
    assert stored_audio(services) == ["audio.webm"]


@pytest.mark.parametrize("status", [SessionStatus.DONE, SessionStatus.FAILED])
async def test_a_session_that_ended_during_a_sweep_is_not_announced(
    services: Services, status: SessionStatus
) -> None:
    """A session found abandoned and finished since is not brought back to life."""
    session_id = await make_session(services.database, status=status)
    await make_job(services.database, session_id, attempts=1)
    await services.sweep.mend(found(abandoned=session_id))
    job = await job_row(services.database, session_id)
    assert (job.announcements, job.next_attempt_at) == (0, None)


async def test_a_session_deleted_during_a_sweep_stops_nothing(services: Services) -> None:
    """What is gone by the time it is mended is passed by, and the rest is mended."""
    await leave_orphaned_audio(services)
    gone = found(**dict.fromkeys(LEFTOVERS, "gone"))
    orphans = (await services.sweep.find())["orphaned_audio"]
    mended = await services.sweep.mend({**gone, "orphaned_audio": orphans})
    assert mended == dict.fromkeys(LEFTOVERS, 0) | {"orphaned_audio": 1}
    assert stored_audio(services) == []


async def test_what_the_queue_was_not_told_is_not_counted_as_mended(services: Services) -> None:
    """An operator whose queue is out of reach does not read that all is well."""
    await make_session(services.database, age_secs=HOUR)
    services.queue = QStashQueue(Settings(queue="qstash"))  # which has no token
    assert (await services.run_sweep())["unannounced"] == 0


async def test_what_another_app_left_half_done_is_taken_up(services: Services) -> None:
    """A session that the TypeScript app was working on when it ended becomes due after its announcement."""
    session_id = await make_session(services.database, status=SessionStatus.TRANSCRIBING, age_secs=HOUR)
    assert (await services.run_sweep())["unannounced"] == 1
    async with services.database.reading() as reading:
        assert await attempts.due(reading, limit=10) == [session_id]


async def test_announcing_and_claiming_at_once_do_not_block_each_other(services: Services) -> None:
    """A first announcement that meets a claim waits for it and no deadlock comes of it."""
    session_id = await make_session(services.database)

    async def claim() -> None:
        async with services.database.transaction() as transaction:
            await claims.candidate(transaction, session_id)
            claimed.set()
            await asyncio.sleep(0)
            await claims.take(transaction, Lease(session_id, "owner", 60), SessionStatus.TRANSCRIBING)

    claimed = asyncio.Event()
    await asyncio.gather(claim(), services.intake.announce(session_id))
    job = await job_row(services.database, session_id)
    assert (job.owner, job.attempts, job.announcements) == ("owner", 1, 1)


async def test_what_others_keep_beside_recordings_stays(services: Services) -> None:
    """An object whose key no session of ours could have is another program's."""
    for key in ("sessions/readme.webm", "sessions/a/b/c/audio.webm", "sessions/a/notes/words.txt"):
        keep_audio(services, key)
    found = await services.sweep.find()
    assert found["orphaned_audio"] == []


async def test_storage_that_is_away_does_not_stop_the_announcements(services: Services) -> None:
    """Sessions get on while nobody can look for forgotten audio."""
    session_id = await make_session(services.database, age_secs=HOUR)
    assert await services.sweep.find()
    folder = services.settings.data_dir / "audio"
    folder.rmdir()
    folder.write_text("not a folder")
    found = await services.sweep.find()
    assert found["unannounced"] == [session_id]
    assert (await services.sweep.mend(found))["unannounced"] == 1
