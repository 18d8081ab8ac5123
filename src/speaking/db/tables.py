"""Tables for the statements of the pipeline, which are built once.

Building a statement from the mapped classes at each call costs more than running it. These name columns as
the database does.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Table, inspect

from speaking.db.models import Base


def table_of(model: type[Base]) -> Table:
    """The table that a class is mapped to."""
    return cast("Table", model.__table__)


def by_column(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by attribute as values by column: `{"session_id": …}` becomes `{"sessionId": …}`."""
    columns = columns_of(model)
    return {columns[name].key: value for name, value in values.items()}


@cache
def columns_of(model: type[Base]) -> Mapping[str, Column[Any]]:
    """The columns of a class's table by attribute."""
    mapper = inspect(model)
    return {mapper.get_property_by_column(column).key: column for column in table_of(model).c}
