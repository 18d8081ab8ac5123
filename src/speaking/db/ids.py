"""Row ids in the shape of those that Prisma makes."""

import secrets

_ID_BYTES = 12


def new_id() -> str:
    """A fresh row id: 24 random characters after a "c"."""
    return "c" + secrets.token_hex(_ID_BYTES)


def new_ids(count: int) -> list[str]:
    """Fresh row ids, each greater than the one before: rows that are ordered by id stay as they were made."""
    digits = secrets.token_hex(_ID_BYTES * count)
    size = 2 * _ID_BYTES
    return sorted("c" + digits[start : start + size] for start in range(0, len(digits), size))
