"""`INSERT … ON CONFLICT`, which SQLAlchemy spells by dialect and both of ours understand."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession


def insert(session: AsyncSession, table: type[Any]) -> postgresql.Insert | sqlite.Insert:
    """An insert into `table` that offers `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
