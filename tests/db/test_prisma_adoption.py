"""A database that the TypeScript app's Prisma migrations made is taken over without losing anything."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql

from speaking.errors import ConfigurationError
from speaking.services import Services, migrate
from speaking.settings import Settings
from support import prisma
from support.prisma import run
from support.sounds import recording_bytes
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI

THEIRS = ("users", "user_consents", "speaking_sessions", "transcripts", "insights", "pattern_profiles")
VERSIONS = {
    "0.7.0": (prisma.SEED, prisma.ROWS),
    "later": (prisma.SEED, prisma.LATER, prisma.ROWS, prisma.LATER_ROWS),
}


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        every = sql.SQL("SELECT * FROM {} ORDER BY 1")
        return {
            table: connection.execute(every.format(sql.Identifier(table))).fetchall() for (table,) in tables
        }


def shape(url: str) -> list[list[tuple[Any, ...]]]:
    """Columns, indexes, constraints and enums of the app's six tables, as the catalogue tells them."""
    questions: tuple[LiteralString, ...] = (
        """SELECT table_name, column_name, data_type, udt_name, datetime_precision, is_nullable,
        column_default
        FROM information_schema.columns WHERE table_name = ANY(%(theirs)s) ORDER BY 1, 2""",
        """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%(theirs)s) ORDER BY 1""",
        """SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid::regclass::text = ANY(%(theirs)s) AND contype <> 'n' ORDER BY 1""",
        """SELECT typname, array_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum
        JOIN pg_type ON pg_type.oid = enumtypid GROUP BY 1 ORDER BY 1""",
    )
    with psycopg.connect(url) as connection:
        return [connection.execute(each, {"theirs": list(THEIRS)}).fetchall() for each in questions]


@pytest.mark.parametrize("version", VERSIONS)
def test_no_row_and_no_column_is_lost(postgres_url: str, version: str) -> None:
    """After `migrate` every row of theirs is as it was, byte for byte, and our tables stand beside."""
    run(postgres_url, *VERSIONS[version])
    rows_before, shape_before = rows(postgres_url), shape(postgres_url)
    for _ in range(2):
        migrate(Settings(database_url=postgres_url))
    rows_after = rows(postgres_url)
    assert {table: rows_after[table] for table in rows_before} == rows_before
    assert shape(postgres_url) == shape_before
    assert "processing_jobs" in rows_after


def test_our_own_database_is_one_that_prisma_would_know(postgres_url: str) -> None:
    """What `migrate` makes differs from Prisma's tables in no column, default, index, key or enum."""
    run(postgres_url, prisma.SEED)
    theirs = shape(postgres_url)
    run(postgres_url, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    migrate(Settings(database_url=postgres_url))
    assert shape(postgres_url) == theirs


@pytest.mark.parametrize(
    "extra",
    [
        "schema=public",
        "schema=public&connection_limit=5&pgbouncer=true",
        "sslidentity=client.p12&max_idle_connection_lifetime=300&single_use_connections=true",
    ],
)
def test_prismas_own_address_works(postgres_url: str, extra: str) -> None:
    """DATABASE_URL may be copied from the TypeScript app's `.env`, Prisma's own parameters included."""
    run(postgres_url, *VERSIONS["0.7.0"])
    migrate(Settings(database_url=f"{postgres_url}&{extra}"))
    assert "processing_jobs" in rows(postgres_url)


def test_a_port_that_is_no_number_is_a_sentence() -> None:
    """As when a placeholder was left in the address."""
    with pytest.raises(ConfigurationError, match="its port must be a number"):
        migrate(Settings(database_url="postgresql://speaking@db:PORT/speaking"))


def test_another_schema_is_refused(postgres_url: str) -> None:
    """Tables in another schema would not be found, so an empty app beside them is never made."""
    with pytest.raises(ConfigurationError, match="schema"):
        migrate(Settings(database_url=f"{postgres_url}&schema=speaking"))
    assert rows(postgres_url) == {}


@pytest.fixture
async def services(
    request: pytest.FixtureRequest, postgres_url: str, tmp_path: Path
) -> AsyncIterator[Services]:
    """The app on a database of theirs, with stand-ins for the two model services."""
    run(postgres_url, *VERSIONS[request.param])
    with OpenAI() as whisper, Anthropic() as claude:
        keys = whisper.environment() | claude.environment()
        values = {name.lower(): value for name, value in keys.items()}
        settings = Settings.model_validate({**values, "database_url": postgres_url, "data_dir": tmp_path})
        await asyncio.to_thread(migrate, settings)
        opened = Services(settings)
        yield opened
        await opened.close()


@pytest.mark.parametrize("services", VERSIONS, indirect=True)
async def test_sessions_go_on_where_the_typescript_app_left_them(
    services: Services, postgres_url: str, tmp_path: Path
) -> None:
    """What was uploaded, stranded or failed there ends in DONE here, and what was DONE is as it was."""
    before = rows(postgres_url)
    audio = tmp_path / "audio.wav"
    audio.write_bytes(recording_bytes("wav"))
    await services.storage.put(f"sessions/{prisma.LEARNER}/{prisma.WAITING}/audio.wav", audio, "audio/wav")
    found = await services.sweep.find()
    assert set(found["unannounced"]) == {prisma.WAITING, prisma.STRANDED}
    await services.retry.retry(prisma.FAILED, prisma.LEARNER)
    for session_id in (prisma.WAITING, prisma.STRANDED, prisma.FAILED):
        await services.pipeline.process(session_id)
    after = rows(postgres_url)
    assert {row[2] for row in after["speaking_sessions"] if row[0] != prisma.CANCELLED} == {"DONE"}
    for table in ("users", "user_consents", "insights", "transcripts"):
        assert all(row in after[table] for row in before[table])
    for row in before["speaking_sessions"]:
        assert row in after["speaking_sessions"] or row[0] not in {prisma.DONE, prisma.CANCELLED}


@pytest.mark.parametrize("services", ["0.7.0"], indirect=True)
async def test_their_profile_is_counted_on(services: Services, postgres_url: str) -> None:
    """A learner's counts of years are kept, and new sessions add to them."""
    await services.retry.retry(prisma.FAILED, prisma.LEARNER)
    await services.pipeline.process(prisma.FAILED)
    [(_, learner, patterns, *_)] = rows(postgres_url)["pattern_profiles"]
    assert learner == prisma.LEARNER
    assert patterns.items() >= {"grammar:Missing articles": 4, "vocabulary:Filler words": 1}.items()
    assert len(patterns) == 3
