"""`INSERT … ON CONFLICT`, which SQLAlchemy spells differently for each of our two dialects."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = postgresql.Insert | sqlite.Insert
Statement = TypeVar("Statement", bound=Executable)


def insert(connection: AsyncConnection, table: Table) -> Insert:
    """An insert into `table` that offers `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def prepared(table: Table, build: Callable[[Insert], Statement]) -> Callable[[AsyncConnection], Statement]:
    """A statement based on an insert into `table`, built once per dialect and chosen by the connection."""
    statements = {"postgresql": build(postgresql.insert(table)), "sqlite": build(sqlite.insert(table))}
    return lambda connection: statements[connection.dialect.name]
