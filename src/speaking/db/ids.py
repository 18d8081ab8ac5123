"""Row ids in the shape of those that Prisma makes."""

import secrets

_ID_BYTES = 12


def new_id() -> str:
    """A new row id: "c" and 24 random characters."""
    return "c" + secrets.token_hex(_ID_BYTES)


def new_ids(count: int) -> list[str]:
    """New row ids, each greater than the one before, so that rows sorted by id stay in order of creation."""
    digits = secrets.token_hex(_ID_BYTES * count)
    size = 2 * _ID_BYTES
    return sorted("c" + digits[start : start + size] for start in range(0, len(digits), size))
