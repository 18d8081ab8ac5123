"""What a worker writes: as it is, once, and only while the session is its own."""

import asyncio

import pytest
from sqlalchemy import func, select, text

from speaking.db.database import Database
from speaking.db.ids import new_id
from speaking.db.tables import model_uses, processing_jobs, transcript_timings, transcripts
from speaking.errors import InvalidState, LeaseLost
from speaking.processing import claims, results
from speaking.processing.claims import Lease
from speaking.processing.results import TranscriptRows
from speaking.states import SessionStatus
from support.makers import make_session
from support.stored import session_row


def transcript_rows(session_id: str) -> TranscriptRows:
    """A transcript with all that is JSON, null or a number in it."""
    tokens = ("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens")
    use = {
        "id": new_id(),
        "session_id": session_id,
        "stage": "transcription",
        "provider": "openai",
        "model": "whisper-1",
        "audio_secs": 1.5,
        "cost_usd": None,
        **dict.fromkeys(tokens, 2**20),
    }
    return TranscriptRows(
        transcript={"id": new_id(), "session_id": session_id, "text": "“So” um\n我", "word_count": 3},
        timing={
            "session_id": session_id,
            "language": "en",
            "duration": 1.5,
            "words": [["“So”", 0.1, 0.30000000000000004, 1.0], ["um", 0.5, 0.7, 0.25]],
        },
        uses=[use],
    )


async def claimed(database: Database, session_id: str) -> Lease:
    lease = Lease(session_id, owner="worker", secs=60)
    async with database.transaction() as transaction:
        await claims.take(transaction, lease, SessionStatus.TRANSCRIBING)
    return lease


async def test_rows_are_stored_as_they_are(database: Database) -> None:
    """Letters of every script, numbers to the last digit, nothing at all, and the moment of the storing."""
    session_id = await make_session(database)
    rows = transcript_rows(session_id)
    lease = await claimed(database, session_id)
    async with database.transaction() as transaction:
        await results.store_transcript(transaction, lease, rows)
    async with database.reading() as reading:
        transcript = (await reading.execute(select(transcripts))).one()
        timing = (await reading.execute(select(transcript_timings))).one()
        use = (await reading.execute(select(model_uses))).one()
    session = await session_row(database, session_id)
    assert (transcript.text, transcript.word_count) == ("“So” um\n我", 3)
    assert (timing.words, timing.duration) == (rows.timing["words"], 1.5)
    assert (use.input_tokens, use.cost_usd) == (2**20, None)
    assert use.created_at >= session.created_at


async def test_a_transcript_that_is_stored_again_is_stored_once(database: Database) -> None:
    """The answer to a commit may be lost, and nobody knows whether it took place."""
    session_id = await make_session(database)
    rows = transcript_rows(session_id)
    lease = await claimed(database, session_id)
    for _ in range(2):
        async with database.transaction() as transaction:
            await results.store_transcript(transaction, lease, rows)
    async with database.reading() as reading:
        for table in (transcripts, transcript_timings, model_uses):
            assert await reading.scalar(select(func.count()).select_from(table)) == 1


async def test_a_session_that_is_gone_is_a_lost_lease(database: Database) -> None:
    """A learner may delete what a worker still works on."""
    rows = transcript_rows("gone")

    async def store() -> None:
        async with database.transaction() as transaction:
            await results.store_transcript(transaction, Lease("gone", "worker", 60), rows)

    with pytest.raises(LeaseLost):
        await store()


async def test_a_finished_session_cannot_be_taken(database: Database) -> None:
    """And no job is made for it."""
    session_id = await make_session(database, status=SessionStatus.DONE)
    with pytest.raises(InvalidState):
        await claimed(database, session_id)
    async with database.reading() as reading:
        assert await reading.scalar(select(func.count()).select_from(processing_jobs)) == 0


async def test_a_write_that_waited_for_the_next_owner_is_turned_away(database: Database) -> None:
    """It began while the lease was its own: it must not believe what it saw at its beginning."""
    session_id = await make_session(database)
    rows = transcript_rows(session_id)
    lease = await claimed(database, session_id)

    async def store() -> None:
        async with database.transaction() as late:
            await results.store_transcript(late, lease, rows)

    async with database.transaction() as taking_over:
        await claims.candidate(taking_over, session_id)
        await claims.take(taking_over, Lease(session_id, "another", 60), SessionStatus.TRANSCRIBING)
        storing = asyncio.create_task(store())
        await until_it_waits(database, storing)
    with pytest.raises(LeaseLost):
        await storing
    async with database.reading() as reading:
        assert await reading.scalar(select(func.count()).select_from(transcripts)) == 0


async def until_it_waits(database: Database, task: "asyncio.Task[None]") -> None:
    """Until PostgreSQL says that somebody waits for a lock; on SQLite a writer waits before it begins."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE wait_event_type = 'Lock' AND datname = current_database()"
    )
    while not database.is_sqlite and not task.done():
        async with database.reading() as reading:
            if await reading.scalar(waiting):
                return
    await asyncio.sleep(0)
