"""The database: engine, transactions and migrations, on SQLite and PostgreSQL alike.

A transaction that writes begins as a writer (`BEGIN IMMEDIATE` on SQLite), so that two of them wait for each
other instead of failing halfway. Nothing else commits.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InvalidatePoolError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from speaking.db import pooler
from speaking.disk import is_nearly_full
from speaking.errors import ConfigurationError, DatabaseTooNew, DatabaseUnavailable
from speaking.extras import needs
from speaking.settings import Settings

BUSY_TIMEOUT_SECS = 10
PING_PATIENCE_SECS = 2.0
"""Longer than writers normally keep each other waiting."""
MIGRATIONS = Path(__file__).parent / "migrations"
ENABLES_POSTGRESQL = "The database PostgreSQL"
MIGRATION_LOCK = 0x5EA1
PIPELINE_AT_ONCE = 4
"""Transactions of the pipeline at a time: a few that end soon. Many would end late and block the pages."""
REST_SECS = 1.0
"""After this long without use, the other end may have closed a connection."""
PRISMAS_PARAMETERS = (
    "schema",
    "connection_limit",
    "pool_timeout",
    "socket_timeout",
    "pgbouncer",
    "statement_cache_size",
    "sslaccept",
    "sslidentity",
    "max_idle_connection_lifetime",
    "single_use_connections",
)
"""What Prisma reads from the URL and libpq refuses:
https://www.prisma.io/docs/orm/overview/databases/postgresql."""

READ_ONLY_TRANSACTION = "25006"
"""https://www.postgresql.org/docs/current/errcodes-appendix.html"""

_PASSING = (OperationalError, InterfaceError, PoolTimeoutError)


class Database:
    """The one engine of an app, for the database that the settings name.

    Every transaction raises DatabaseUnavailable if the database is locked, gone or out of connections.

    Raises:
        ConfigurationError: DATABASE_URL is neither SQLite nor PostgreSQL.
    """

    def __init__(self, settings: Settings) -> None:
        self.url = make_url(database_url(settings))
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)
        self._writer = self.engine.execution_options(writes=True)
        self._turns = asyncio.Semaphore(PIPELINE_AT_ONCE)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: committed at the end of the block, rolled back on an error."""
        with _errors_translated():
            async with self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def pipeline_transaction(self) -> AsyncIterator[AsyncConnection]:
        """The same for the pipeline: at most `PIPELINE_AT_ONCE` at a time, the others wait in order."""
        async with AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(BUSY_TIMEOUT_SECS):
                    await turn.enter_async_context(self._turns)
            except TimeoutError as error:
                raise DatabaseUnavailable from error
            async with self.transaction() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads."""
        with _errors_translated():
            async with self.engine.connect() as connection:
                yield connection

    async def ping(self) -> None:
        """Check that the database can be written, without changing it.

        Raises:
            DatabaseUnavailable: It is locked, gone or read-only, or its disk is nearly full.
        """
        if self.is_sqlite:
            await asyncio.to_thread(_ping_sqlite, self.url.database or "")
            return
        try:
            await self._ask_for_writes()
        except DatabaseUnavailable as error:
            if not getattr(error.__cause__, "connection_invalidated", False):
                raise
            await self._ask_for_writes()  # on a new connection, to find out what is wrong

    async def _ask_for_writes(self) -> None:
        async with self.reading() as connection:
            if await connection.scalar(text("SHOW transaction_read_only")) == "on":
                raise DatabaseUnavailable("The database can only be read at the moment.")

    async def close(self) -> None:
        await self.engine.dispose()


class _errors_translated:  # noqa: N801 - a context manager used like a function
    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, _PASSING) or (isinstance(error, DBAPIError) and _passes(error)):
            raise DatabaseUnavailable from error


def _passes(error: DBAPIError) -> bool:
    """Whether the connection was lost, or leads to a standby: after a failover a pool may hold both."""
    return error.connection_invalidated or getattr(error.orig, "sqlstate", None) == READ_ONLY_TRANSACTION


def database_url(settings: Settings) -> str:
    """The database's URL: `DATABASE_URL`, or the SQLite file in `DATA_DIR`.

    Raises:
        ConfigurationError: The URL is neither SQLite nor PostgreSQL, or names a schema of its own.
    """
    if settings.database_url is None:
        return f"sqlite:///{settings.data_dir.absolute() / 'speaking.db'}"
    url = settings.database_url.replace("postgres://", "postgresql://", 1)
    if not url.startswith(("postgresql://", "postgresql+psycopg://", "sqlite:///")):
        raise ConfigurationError("DATABASE_URL must begin with postgresql:// or sqlite:///.")
    try:
        parsed = make_url(url)
    except ValueError as error:
        raise ConfigurationError("DATABASE_URL cannot be read: its port must be a number.") from error
    if parsed.query.get("schema", "public") != "public":
        raise ConfigurationError("DATABASE_URL names another schema; the tables must be in public.")
    return parsed.difference_update_query(PRISMAS_PARAMETERS).render_as_string(hide_password=False)


def _sqlite_engine(url: URL) -> AsyncEngine:
    engine = create_async_engine(
        url.set(drivername="sqlite+aiosqlite"), connect_args={"timeout": BUSY_TIMEOUT_SECS}
    )
    _listen_sqlite(engine.sync_engine)
    return engine


def _ping_sqlite(database: str) -> None:
    """Take the write lock on a new connection: a pooled one may hold a file that has been deleted since."""
    file = Path(database).absolute()
    try:
        connection = sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=PING_PATIENCE_SECS)
        with closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        if is_nearly_full(file.parent):
            raise DatabaseUnavailable("The database's disk is nearly full. Free some space on it.")
    except (sqlite3.Error, OSError) as error:
        raise DatabaseUnavailable(
            f"The database file {file} cannot be written at the moment: {error}."
        ) from error


def _listen_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.isolation_level = None  # so that our own BEGIN is the only one
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql_engine(url: URL) -> AsyncEngine:
    with needs("postgres", enables=ENABLES_POSTGRESQL):
        engine = create_async_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=20,
            max_overflow=0,
            pool_timeout=BUSY_TIMEOUT_SECS,
            connect_args={"options": pooler.OPTIONS, "connect_timeout": BUSY_TIMEOUT_SECS},
        )
    pooler.work_behind_a_pooler(engine.sync_engine)
    _prove_after_a_rest(engine.sync_engine)
    return engine


def _prove_after_a_rest(engine: Engine) -> None:
    """Ping a connection before use, unless it was used a moment ago."""

    @event.listens_for(engine, "checkin")
    def rest(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def prove(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:  # noqa: ANN401 - a DBAPI connection
        rests_since = record.info.get("rests_since")
        if rests_since is None or time.monotonic() - rests_since < REST_SECS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def migrate(settings: Settings) -> None:
    """Bring the database up to this version; a database of the TypeScript app is adopted, never emptied.

    Many processes may run this at once.

    Raises:
        DatabaseTooNew: A newer version made the database.
        DatabaseUnavailable: It cannot be opened or written.
        ConfigurationError: It has other tables with our names.
    """
    url = make_url(database_url(settings))
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        _make_folder(url.database)
        _use_wal(url.database)
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_SECS})
        _listen_sqlite(engine)
    else:
        with needs("postgres", enables=ENABLES_POSTGRESQL):
            # Behind a pooler, what one client has prepared gets in another one's way.
            engine = create_engine(
                url.set(drivername="postgresql+psycopg"), connect_args={"prepare_threshold": None}
            )
    try:
        with _errors_translated(), engine.execution_options(writes=True).begin() as connection:
            if not is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
            _upgrade(connection)
    except (SQLAlchemyError, RuntimeError) as error:
        raise ConfigurationError(f"The database could not be brought up to date: {error}") from error
    finally:
        engine.dispose()


def _make_folder(database: str | None) -> None:
    if not database:
        return
    try:
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(
            f"The data folder {Path(database).parent} cannot be written to. Set DATA_DIR to one that can."
        ) from error


def _use_wal(database: str | None) -> None:
    """Let readers and one writer work side by side; the file remembers the setting.

    SQLite ignores its busy timeout here if several processes switch at once.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_SECS
    while True:
        try:
            with closing(sqlite3.connect(database or ":memory:")) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if time.monotonic() > deadline or "locked" not in str(error):
                raise DatabaseUnavailable(
                    f"The database file {database} cannot be written to: {error}. Check DATA_DIR."
                ) from error
            time.sleep(0.02)
        else:
            return


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if inspect(connection).has_table("speaking_migrations"):
        present = connection.execute(text("SELECT version_num FROM speaking_migrations")).scalars()
        if not known.issuperset(present):
            raise DatabaseTooNew
    command.upgrade(config, "head")
