"""How this version reads what another version of the app may have stored in the tables we share.

The TypeScript app owns six of the tables and continues: its later versions know more statuses and flags, and
put other things into JSON columns. What this version does not know stays as it is stored.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect
from sqlalchemy.types import UserDefinedType


class OpenEnum(UserDefinedType[str]):
    """An enum column to which another version may have added values; those are read as text.

    Args:
        members: The values that this version knows, each read as its member.
        name: The type's name in PostgreSQL; SQLite stores text.
    """

    cache_ok = True

    def __init__(self, members: type[StrEnum], name: str) -> None:
        self.members = members
        self.name = name

    def get_col_spec(self, **_: Any) -> str:
        return f'"{self.name}"'

    def bind_processor(self, dialect: Dialect) -> Callable[[str | None], str | None]:  # noqa: ARG002 - SQLAlchemy's signature
        return lambda value: None if value is None else str(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str], str]:  # noqa: ARG002 - SQLAlchemy's signature
        known: dict[str, str] = {member.value: member for member in self.members}
        return lambda stored: known.get(stored, stored)


def times_met(frequency: int | None) -> int:
    """How often an insight counts: its frequency, or once if it has no usable one."""
    return 1 if frequency is None or frequency < 0 else frequency


def known(figure: int | None) -> int | None:
    """A number of words, seconds or places; None if it is zero or less, which says nothing."""
    return figure if figure and figure > 0 else None


def count_of(stored: object) -> int | None:
    """A count in a profile: a whole number, zero or more; None for anything else."""
    return stored if isinstance(stored, int) and not isinstance(stored, bool) and stored >= 0 else None


def readable_counts(stored: object) -> dict[str, int]:
    """The readable counts in a profile, by habit."""
    entries = stored.items() if isinstance(stored, Mapping) else ()
    return {key: count for key, value in entries if (count := count_of(value)) is not None}


def is_texts(stored: object) -> bool:
    """Whether something is a list of texts."""
    return isinstance(stored, list) and all(isinstance(value, str) for value in stored)


def readable_texts(stored: object) -> list[str]:
    """The texts in a list of texts; a single text counts as a list of one."""
    values = stored if isinstance(stored, list) else [stored]
    return [value for value in values if isinstance(value, str) and value.strip()]
