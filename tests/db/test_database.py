import asyncio
import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import VARCHAR, create_engine, func, insert, select, text
from sqlalchemy.engine import make_url

from speaking.db.database import PIPELINE_AT_ONCE, Database, database_url, migrate
from speaking.db.other_versions import OpenEnum
from speaking.db.tables import metadata, users
from speaking.errors import ConfigurationError, DatabaseTooNew, DatabaseUnavailable
from speaking.settings import Settings
from support.patience import waiting_for


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Settings with no SQLite file yet, and once more with an empty PostgreSQL database."""
    if request.param == "sqlite":
        return settings
    return settings.model_copy(update={"database_url": request.getfixturevalue("postgres_url")})


def types_differ(
    _context: object, _inspected: object, _modelled: object, made: object, used: object
) -> bool | None:
    """SQLite has no enums and stores their text; everything else is for Alembic to compare."""
    return False if isinstance(made, VARCHAR) and isinstance(used, OpenEnum) else None


def test_the_migrations_make_the_tables_that_the_models_read(empty_database: Settings) -> None:
    """No column, type or index differs between what is made and what is used."""
    migrate(empty_database)
    url = make_url(database_url(empty_database))
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "speaking_migrations", "compare_type": types_differ}
        )
        assert compare_metadata(context, metadata) == []
    engine.dispose()


async def test_many_processes_may_migrate_at_once(empty_database: Settings) -> None:
    """Starting several servers on an empty database is no race."""
    await asyncio.gather(*(asyncio.to_thread(migrate, empty_database) for _ in range(4)))
    database = Database(empty_database)
    await database.ping()
    await database.close()


def test_a_database_of_a_newer_version_is_left_alone(settings: Settings) -> None:
    """An older app says that it is too old instead of guessing."""
    migrate(settings)
    with sqlite3.connect(settings.data_dir / "speaking.db") as connection:
        connection.execute("UPDATE speaking_migrations SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseTooNew, match="newer version"):
        migrate(settings)


def test_half_of_the_apps_tables_is_an_error(settings: Settings) -> None:
    """A database that holds other things under our names is not touched."""
    settings.data_dir.mkdir()
    with sqlite3.connect(settings.data_dir / "speaking.db") as connection:
        connection.execute("CREATE TABLE users (id TEXT)")
    connection.close()
    with pytest.raises(ConfigurationError, match="lacks"):
        migrate(settings)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """The message tells which folder and which variable."""
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DatabaseUnavailable, match=r"cannot be written to\. Set DATA_DIR"):
        migrate(Settings(data_dir=tmp_path / "file" / "data"))


def test_another_kind_of_database_is_refused() -> None:
    """A URL of a database that we do not speak to is an error of its own."""
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        database_url(Settings(database_url="mysql://localhost/app"))


async def test_an_error_undoes_the_transaction(database: Database) -> None:
    """What was written before an error in the same transaction is gone."""

    async def write_half() -> None:
        async with database.transaction() as transaction:
            await transaction.execute(insert(users).values(external_id="somebody"))
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        await write_half()
    async with database.reading() as reading:
        assert await reading.scalar(select(func.count()).select_from(users)) == 0


async def test_a_connection_that_was_closed_while_it_rested_costs_nothing(
    settings: Settings, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A restart of the database in a quiet hour is not noticed."""
    monkeypatch.setattr("speaking.db.database.REST_SECS", 0.0)
    database = Database(settings.model_copy(update={"database_url": postgres_url}))
    process = select(func.pg_backend_pid())
    async with database.reading() as reading:
        closed = await reading.scalar(process)
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [closed])
    async with database.reading() as reading:
        assert await reading.scalar(process) != closed
    await database.close()


async def test_a_locked_database_is_a_passing_failure(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that holds the SQLite file makes us try again later, not crash."""
    monkeypatch.setattr("speaking.db.database.BUSY_TIMEOUT_SECS", 0.01)
    migrate(settings)
    database = Database(settings)
    with sqlite3.connect(settings.data_dir / "speaking.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnavailable):
            async with database.transaction() as transaction:
                await transaction.execute(text("SELECT 1"))
    other.close()
    await database.close()


async def test_the_pipeline_leaves_connections_for_pages(
    settings: Settings, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many sessions are ready to be stored: a few at a time, and a page reads meanwhile."""
    database = Database(settings.model_copy(update={"database_url": postgres_url}))
    monkeypatch.setattr("speaking.db.database.BUSY_TIMEOUT_SECS", 0.05)
    async with AsyncExitStack() as held:
        for _ in range(PIPELINE_AT_ONCE):
            await held.enter_async_context(database.pipeline_transaction())
        with pytest.raises(DatabaseUnavailable):
            await held.enter_async_context(database.pipeline_transaction())
        async with database.reading() as reading:
            assert await reading.scalar(select(1)) == 1
    async with database.pipeline_transaction() as transaction:
        assert await transaction.scalar(select(1)) == 1
    await database.close()


async def test_the_pipelines_transactions_take_turns(settings: Settings, postgres_url: str) -> None:
    """One that waited begins when another has ended, in the order in which they came."""
    database = Database(settings.model_copy(update={"database_url": postgres_url}))
    began: asyncio.Queue[int] = asyncio.Queue()
    ends = [asyncio.Event() for _ in range(3 * PIPELINE_AT_ONCE)]

    async def work(number: int) -> None:
        async with database.pipeline_transaction():
            began.put_nowait(number)
            await ends[number].wait()

    async with waiting_for("every transaction to have its turn"), asyncio.TaskGroup() as works:
        for number in range(len(ends)):
            works.create_task(work(number))
        first = {await began.get() for _ in range(PIPELINE_AT_ONCE)}
        assert first == set(range(PIPELINE_AT_ONCE))
        for waiting in range(PIPELINE_AT_ONCE, len(ends)):
            assert began.empty()
            ends[waiting - PIPELINE_AT_ONCE].set()
            assert await began.get() == waiting
        for end in ends:
            end.set()
    await database.close()
