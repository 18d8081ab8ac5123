"""Recordings: what they are, where they are kept (the interface of every storage), how they are deleted."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from speaking.ends import Description, End
from speaking.settings import Settings


@dataclass(frozen=True, slots=True)
class StoredObject:
    """One object of a listing: `size` in bytes, `last_modified` in UTC."""

    key: str
    size: int
    last_modified: datetime


class Storage(Protocol):
    """Keeps recordings until they are transcribed.

    Every method may raise StorageUnavailable (passing) or ConfigurationError (lasting).
    """

    async def put(self, key: str, path: Path, content_type: str) -> None:
        """Store a local file under a key, all of it or nothing, in bounded memory."""
        ...

    async def download(self, key: str, to: Path) -> None:
        """Copy an object to a local file that only we may read, in bounded memory; a failure leaves no file.

        Raises:
            AudioMissing: There is no such object.
        """
        ...

    async def delete(self, key: str) -> None:
        """Delete an object; if there is none, nothing happens."""
        ...

    async def size(self, key: str) -> int:
        """The object's size in bytes.

        Raises:
            AudioMissing: There is no such object.
        """
        ...

    def list(self, prefix: str) -> AsyncIterator[StoredObject]:
        """Every complete object below a prefix such as "sessions", in no order."""
        ...

    async def presign_put(self, key: str, *, expires_in: timedelta) -> str:
        """A URL to which a browser may PUT the object's content until it expires.

        Raises:
            ConfigurationError: This storage has no address that browsers can reach.
        """
        ...

    async def rename(self, key: str, to: str) -> None:
        """Move an object to another key without its content passing through us.

        Raises:
            AudioMissing: There is no such object.
        """
        ...

    async def check(self) -> None:
        """Check, at no cost, that the storage answers and would accept a recording."""
        ...

    async def sweep_leftovers(self, *, older_than: timedelta) -> int:
        """Remove what a killed process left of an unfinished `put`; returns how many files."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageDescription(Description[Storage]):
    """A storage; `origin` is where browsers upload to directly, None where they upload through the app."""

    origin: Callable[[Settings], str | None] = lambda _: None


STORAGES = End("speaking.storages", setting="storage", default="folder", described_as=StorageDescription)
