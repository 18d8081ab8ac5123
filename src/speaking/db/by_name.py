"""Rows read by the names of their columns."""

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row

AnyRow = Row[*tuple[Any, ...]]
Record = TypeVar("Record")


def filled(record: type[Record], row: AnyRow, **others: Any) -> Record:
    """A dataclass with the values of the row's columns that are named as its fields, and with `others`."""
    names = [field.name for field in fields(record) if field.name not in others]  # type: ignore[arg-type]
    return record(**{name: getattr(row, name) for name in names}, **others)
