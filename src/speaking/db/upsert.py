"""`INSERT … ON CONFLICT`, which SQLAlchemy spells by dialect and both of ours understand."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.db.prepared import dialect_of


def insert(session: AsyncSession, table: type[Any]) -> postgresql.Insert | sqlite.Insert:
    """An insert into `table` that offers `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return insert_in(dialect_of(session), table)


def insert_in(dialect: str, table: type[Any] | Table) -> postgresql.Insert | sqlite.Insert:
    """The same for statements that are built once for each dialect."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
