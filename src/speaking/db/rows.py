"""Rows as one JSON parameter, however many they are: a few times as cheap as a parameter for each value."""

from sqlalchemy import JSON, ColumnElement, bindparam, column, func, select
from sqlalchemy.dialects import postgresql, sqlite

from speaking.db.models import Base
from speaking.db.tables import columns_of, table_of
from speaking.db.upsert import insert_in


def inserting_rows(
    dialect: str, model: type[Base], parameter: str, where: ColumnElement[bool]
) -> postgresql.Insert | sqlite.Insert:
    """An insert of all rows in a parameter, where a condition holds.

    The parameter is a list of mappings from attributes to values as JSON has them; each has a value for every
    attribute that has no default in the database.
    """
    given = {name: each for name, each in columns_of(model).items() if each.server_default is None}
    rows = bindparam(parameter, type_=JSON)
    if dialect == "postgresql":
        record = func.json_to_recordset(rows).table_valued(
            *(column(name, each.type) for name, each in given.items())
        )
        found = select(record.render_derived(with_types=True))
    else:
        row = func.json_each(rows).table_valued("value")
        found = select(*(func.json_extract(row.c.value, f"$.{name}") for name in given))
    names = [each.key for each in given.values()]
    return insert_in(dialect, table_of(model)).from_select(names, found.where(where))
