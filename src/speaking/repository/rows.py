"""Rows as one JSON parameter, however many they are: a few times as cheap as a parameter for each value."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, ColumnElement, bindparam, column, func, select
from sqlalchemy.dialects import postgresql, sqlite

from speaking.models import Base
from speaking.repository.tables import by_column, table_of
from speaking.repository.upsert import insert_in


def inserting_rows(
    dialect: str, model: type[Base], parameter: str, where: ColumnElement[bool]
) -> postgresql.Insert | sqlite.Insert:
    """An insert of all rows in a parameter (see `rows_of`), where a condition holds.

    The rows have a value for every column that has no default in the database.
    """
    table = table_of(model)
    given = [each for each in table.c if each.server_default is None]
    rows = bindparam(parameter, type_=JSON)
    if dialect == "postgresql":
        record = func.json_to_recordset(rows).table_valued(*(column(each.key, each.type) for each in given))
        found = select(record.render_derived(with_types=True))
    else:
        row = func.json_each(rows).table_valued("value")
        found = select(*(func.json_extract(row.c.value, f"$.{each.key}") for each in given))
    return insert_in(dialect, table).from_select([each.key for each in given], found.where(where))


def rows_of(model: type[Base], *rows: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Rows by attribute as such a parameter; None is no row."""
    return [by_column(model, row) for row in rows if row is not None]
