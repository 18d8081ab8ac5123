"""Recordings: formats, storage (the interface), deletion."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from speaking.ends import Description, End
from speaking.settings import Settings


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object in a listing: `size` in bytes, `last_modified` in UTC."""

    key: str
    size: int
    last_modified: datetime


class Storage(Protocol):
    """Keeps recordings until they are transcribed.

    Every method may raise StorageUnavailable (passing) or ConfigurationError (lasting). `download`, `size`
    and `rename` raise AudioMissing if there is no such object.
    """

    async def put(self, key: str, path: Path, content_type: str) -> None:
        """Store a local file under a key, completely or not at all, in bounded memory."""
        ...

    async def download(self, key: str, to: Path) -> None:
        """Copy an object to a local file that only we may read, in bounded memory; failing leaves no file."""
        ...

    async def delete(self, key: str) -> None:
        """Delete an object; if there is none, nothing happens."""
        ...

    async def size(self, key: str) -> int:
        """The object's size in bytes."""
        ...

    def list(self, prefix: str) -> AsyncIterator[StoredObject]:
        """Every complete object under a prefix such as "sessions", in no particular order."""
        ...

    async def presign_put(self, key: str, *, expires_in: timedelta) -> str:
        """A URL to which a browser may PUT the object until it expires.

        Raises ConfigurationError if browsers cannot reach this storage.
        """
        ...

    async def rename(self, key: str, to: str) -> None:
        """Move an object to another key without its content passing through us."""
        ...

    async def check(self) -> None:
        """Check, at no cost, that the storage answers and would accept a recording."""
        ...

    async def sweep_leftovers(self, *, older_than: timedelta) -> int:
        """Remove what a killed process left of an unfinished `put`; returns the number of files."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageDescription(Description[Storage]):
    """A storage; `origin` is where browsers upload directly, None if they upload through the app."""

    origin: Callable[[Settings], str | None] = lambda _: None


STORAGES = End("speaking.storages", setting="storage", default="folder", described_as=StorageDescription)
