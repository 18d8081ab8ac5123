"""Inserts many rows at once: on PostgreSQL as one JSON parameter, as a session may have fifty quotes.

A statement for each row, or a parameter for each value, costs much more processor time (docs/decisions/901).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Insert, Table, bindparam, column, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection


async def insert_rows(connection: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert all rows, if any: mappings of columns to JSON values, for every column without a default."""
    if rows and connection.dialect.name == "postgresql":
        await connection.execute(_insert_from_json(table), {"rows": rows})
    elif rows:
        await connection.execute(insert(table), rows)


@cache
def _insert_from_json(table: Table) -> Insert:
    given = [each for each in table.c if each.server_default is None]
    record = func.json_to_recordset(bindparam("rows", type_=JSON)).table_valued(
        *(column(each.key, each.type) for each in given)
    )
    return insert(table).from_select(given, select(record.render_derived(with_types=True)))
