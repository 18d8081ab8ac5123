"""The column types that every migration shares."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
timestamp = sa.DateTime().with_variant(postgresql.TIMESTAMP(precision=3), "postgresql")


def created(name: str = "createdAt") -> sa.Column[Any]:
    """A time that the database fills in."""
    return sa.Column(name, timestamp, nullable=False, server_default=sa.text("CURRENT_TIMESTAMP"))


def parent(name: str, table: str, **options: Any) -> sa.Column[Any]:
    """A reference to a parent row; deleting the parent deletes this row."""
    key = sa.ForeignKey(
        f"{table}.id", ondelete="CASCADE", onupdate="CASCADE", name=options.pop("constraint", None)
    )
    return sa.Column(name, sa.Text(), key, nullable=False, **options)
