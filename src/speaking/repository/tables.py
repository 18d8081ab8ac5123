"""Tables for the statements of the pipeline, which are built once.

Building a statement from the mapped classes at each call costs more than running it. These name columns as
the database does.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, inspect

from speaking.models import Base


def table_of(model: type[Base]) -> Table:
    """The table that a class is mapped to."""
    return cast("Table", model.__table__)


def by_column(model: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by attribute as values by column: `{"session_id": …}` becomes `{"sessionId": …}`."""
    columns = _columns(model)
    return {columns[name]: value for name, value in values.items()}


@cache
def _columns(model: type[Base]) -> dict[str, str]:
    return {attribute.key: attribute.columns[0].key for attribute in inspect(model).column_attrs}
