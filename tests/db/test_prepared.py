"""Statements that the driver runs by itself behave as SQLAlchemy's own do."""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import bindparam, func, insert, select

from speaking.db.database import Database
from speaking.db.models import PatternProfile, SpeakingSession, TranscriptTiming, User
from speaking.db.prepared import fixed
from speaking.db.tables import table_of
from speaking.errors import DatabaseUnavailable
from speaking.settings import Settings
from speaking.states import SessionStatus
from support.makers import make_learner, make_session, make_transcript

MOMENT = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
SESSION = fixed(
    select(
        SpeakingSession.status,
        SpeakingSession.duration_secs,
        SpeakingSession.audio_deleted_at,
        SpeakingSession.topic,
        TranscriptTiming.duration,
        TranscriptTiming.words,
    )
    .join(TranscriptTiming)
    .where(SpeakingSession.id == bindparam("session_id"))
)
NEW_USER = fixed(insert(table_of(User)))
PROCESS = fixed(select(func.pg_backend_pid()))
USERS = fixed(select(User.id).where(User.external_id == "somebody"))


async def test_values_come_back_as_the_models_have_them(database: Database) -> None:
    """States, moments in UTC, numbers, JSON and nothing at all."""
    session_id = await make_session(database, audio_deleted_at=MOMENT)
    await make_transcript(database, session_id, text="So I went")
    async with database.reading() as reading:
        model = await reading.get_one(TranscriptTiming, session_id)
        [row] = await SESSION.run(reading, {"session_id": session_id})
    assert row == (SessionStatus.UPLOADED, 60, MOMENT, None, model.duration, model.words)
    assert row[2].tzinfo is UTC


async def test_values_go_in_as_the_models_have_them(database: Database) -> None:
    """JSON with its nulls, and a moment that another machine's zone tells."""
    learner = await make_learner(database)
    table = table_of(PatternProfile)
    profile: dict[str, Any] = {
        "id": "p",
        "userId": learner,
        "patterns": {"grammar:x": 3},
        "focusAreas": ["x"],
    }
    async with database.transaction() as transaction:
        await fixed(insert(table)).run(transaction, {**profile, "lastUpdated": MOMENT})
    async with database.reading() as reading:
        stored = await reading.get_one(PatternProfile, "p")
    assert (stored.patterns, stored.focus_areas, stored.last_updated) == ({"grammar:x": 3}, ["x"], MOMENT)


async def test_a_statement_shares_its_transaction(database: Database) -> None:
    """What it wrote is seen by the next statement, and undone with the transaction."""

    async def write_and_fail() -> None:
        async with database.transaction() as transaction:
            await NEW_USER.run(transaction, {"id": "u", "externalId": "somebody"})
            assert await USERS.run(transaction, {}) == [("u",)]
            assert await transaction.get(User, "u") is not None
            raise KeyError

    with pytest.raises(KeyError):
        await write_and_fail()
    async with database.reading() as reading:
        assert await USERS.run(reading, {}) == []


async def test_a_missing_value_is_named(database: Database) -> None:
    """A default that Python makes is not forgotten in silence."""
    async with database.transaction() as transaction:
        with pytest.raises(TypeError, match=r"users\.id"):
            await NEW_USER.run(transaction, {"externalId": "somebody"})


async def test_a_connection_that_breaks_is_a_passing_failure(postgres_url: str, settings: Settings) -> None:
    """The error is the one of every other statement, and the next transaction gets a sound connection."""
    database = Database.of(settings.model_copy(update={"database_url": postgres_url}))

    async def be_cut_off() -> None:
        async with database.reading() as reading:
            [[process]] = await PROCESS.run(reading, {})
            with psycopg.connect(postgres_url) as other:
                other.execute("SELECT pg_terminate_backend(%s)", [process])
            await PROCESS.run(reading, {})

    with pytest.raises(DatabaseUnavailable):
        await be_cut_off()
    async with database.reading() as reading:
        assert len(await PROCESS.run(reading, {})) == 1
    await database.close()
