"""Writes that belong together, in one statement or one after the other."""

import asyncio

import pytest
from sqlalchemy import bindparam, func, select, text, update

from speaking.db.database import Database
from speaking.db.models import ModelUse, ProcessingJob, SpeakingSession, Transcript, TranscriptTiming, new_id
from speaking.db.tables import table_of
from speaking.db.together import Step, Together, required
from speaking.errors import InvalidState, LeaseLost, SessionNotFound
from speaking.processing import claims, results
from speaking.processing.claims import Lease
from speaking.processing.results import TranscriptRows
from speaking.states import SessionStatus
from support.makers import make_session

_SESSIONS = table_of(SpeakingSession)


def naming(topic: str, named: str) -> Step:
    """Give the session of a topic another one."""
    change = update(_SESSIONS).where(_SESSIONS.c.topic == bindparam(f"of_{topic}")).values(topic=named)
    return required(change.returning(_SESSIONS.c.id), SessionNotFound)


BOTH = Together(naming("first", "1"), naming("second", "2"))


async def topics(database: Database) -> list[str | None]:
    async with database.reading() as reading:
        return sorted(await reading.scalars(select(SpeakingSession.topic)), key=str)


async def test_all_steps_are_taken(database: Database) -> None:
    """Each with its own parameters."""
    await make_session(database, topic="first")
    await make_session(database, topic="second")
    async with database.transaction() as transaction:
        await BOTH.run(transaction, {"of_first": "first", "of_second": "second"})
    assert await topics(database) == ["1", "2"]


@pytest.mark.parametrize("there", ["first", "second"])
async def test_where_one_finds_nothing_none_is_taken(database: Database, there: str) -> None:
    """Its error ends the transaction, whichever step it was."""
    await make_session(database, topic=there)

    async def rename() -> None:
        async with database.transaction() as transaction:
            await BOTH.run(transaction, {"of_first": "first", "of_second": "second"})

    with pytest.raises(SessionNotFound):
        await rename()
    assert await topics(database) == [there]


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
        transcript = await reading.scalar(select(Transcript))
        timing = await reading.scalar(select(TranscriptTiming))
        use = await reading.scalar(select(ModelUse))
        session = await reading.get_one(SpeakingSession, session_id)
    assert transcript
    assert timing
    assert use
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
        for table in (Transcript, TranscriptTiming, ModelUse):
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
        assert await reading.scalar(select(func.count()).select_from(ProcessingJob)) == 0


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
        assert await reading.scalar(select(func.count()).select_from(Transcript)) == 0


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
