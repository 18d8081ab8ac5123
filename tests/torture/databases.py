"""Databases for the service under torture: migrated once, a fresh copy for every trial."""

import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import make_url

from speaking.services import migrate
from speaking.settings import Settings
from support.postgres import _server


@contextmanager
def sqlite_databases() -> Iterator[Iterator[str]]:
    """URLs of migrated SQLite files, a fresh one each."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        template = Path(folder) / "template.db"
        migrate(Settings(database_url=f"sqlite:///{template}", data_dir=Path(folder)))
        yield _sqlite_copies(template)


def _sqlite_copies(template: Path) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        copy = template.with_name(f"{number}.db")
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
        yield f"sqlite:///{copy}"
        copy.unlink()


@contextmanager
def postgresql_databases() -> Iterator[Iterator[str]]:
    """URLs of migrated PostgreSQL databases, a fresh one each, on a server that is deleted at the end."""
    with _server() as server:
        url = server.get_uri("torture_template")
        with _admin(server.get_uri()) as admin, admin.connect() as connection:
            connection.exec_driver_sql("DROP DATABASE IF EXISTS torture_template WITH (FORCE)")
            connection.exec_driver_sql("CREATE DATABASE torture_template")
        migrate(Settings(database_url=url, queue="postgres", data_dir=Path("unused")))
        with closing(_postgresql_copies(server.get_uri(), url)) as copies:
            yield copies
        with _admin(server.get_uri()) as admin, admin.connect() as connection:
            connection.exec_driver_sql("DROP DATABASE torture_template WITH (FORCE)")


def _postgresql_copies(server: str, template: str) -> Generator[str, None, None]:
    number = 0
    with _admin(server) as admin, admin.connect() as connection:
        while True:
            number += 1
            name = f"torture_{number}"
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE torture_template")
            yield template.replace("torture_template", name)
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _admin(url: str) -> Iterator[Engine]:
    engine = create_engine(_driver(url), isolation_level="AUTOCOMMIT")
    try:
        yield engine
    finally:
        engine.dispose()


def engine_of(url: str) -> Engine:
    """Connections of our own, to look at a database from outside."""
    waiting = {"connect_args": {"timeout": 30}} if url.startswith("sqlite") else {}
    return create_engine(_driver(url), **waiting)


def _driver(url: str) -> str:
    kind = "postgresql+psycopg" if url.startswith("postgresql") else "sqlite"
    return make_url(url).set(drivername=kind).render_as_string(hide_password=False)


DATABASES = {"sqlite": sqlite_databases, "postgresql": postgresql_databases}
