"""Everything a database holds, to be compared."""

from typing import Any

from sqlalchemy import select

from speaking.db.database import Database
from speaking.db.tables import metadata


async def all_rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, in the order of their keys."""
    async with database.reading() as reading:
        return {
            table.name: [
                tuple(row) for row in await reading.execute(select(table).order_by(*table.primary_key))
            ]
            for table in metadata.sorted_tables
        }
