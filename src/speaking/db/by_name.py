"""Reads rows by the names of their columns."""

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row

AnyRow = Row[*tuple[Any, ...]]
Record = TypeVar("Record")


def filled(record: type[Record], row: AnyRow, **others: Any) -> Record:
    """A dataclass filled from the row's columns with the names of its fields, and from `others`."""
    names = [field.name for field in fields(record) if field.name not in others]  # type: ignore[arg-type]
    return record(**{name: getattr(row, name) for name in names}, **others)
