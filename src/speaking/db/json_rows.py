"""Inserts rows of several tables at once: on PostgreSQL with one statement and one JSON parameter per table.

A session may have fifty quotes. A statement for each row or table, or a parameter for each value, costs much
more processor time (docs/decisions/901).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import JSON, Executable, Table, bindparam, column, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db import upsert

Rows = Mapping[Table, Sequence[Mapping[str, Any]]]


async def insert_rows(connection: AsyncConnection, given: Rows, *, unless_there: bool = False) -> None:
    """Insert rows: mappings of columns to JSON values, for every column without a default.

    A table comes after those that it refers to. With `unless_there`, rows that exist already stay.
    """
    given = {table: rows for table, rows in given.items() if rows}
    if given and connection.dialect.name == "postgresql":
        statement = _insert_from_json(tuple(given), unless_there=unless_there)
        await connection.execute(statement, {table.name: rows for table, rows in given.items()})
        return
    for table, rows in given.items():
        insert = upsert.insert(connection, table)
        await connection.execute(insert.on_conflict_do_nothing() if unless_there else insert, rows)


@cache
def _insert_from_json(tables: tuple[Table, ...], *, unless_there: bool) -> Executable:
    """`WITH first AS (INSERT …), second AS (INSERT …) INSERT …`; references are checked at its end."""
    *others, last = (_insert_into(table, unless_there=unless_there) for table in tables)
    return last.add_cte(*(each.cte() for each in others))


def _insert_into(table: Table, *, unless_there: bool) -> postgresql.Insert:
    given = [each for each in table.c if each.server_default is None]
    record = func.json_to_recordset(bindparam(table.name, type_=JSON)).table_valued(
        *(column(each.key, each.type) for each in given)
    )
    insert = postgresql.insert(table).from_select(given, select(record.render_derived(with_types=True)))
    return insert.on_conflict_do_nothing() if unless_there else insert
