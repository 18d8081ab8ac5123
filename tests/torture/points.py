"""Named places at which the service under torture can die: before and after whatever leaves a trace.

A point's name says what happens there, such as `commit Pipeline._claim after` or `storage.delete before`;
for a commit it is the function of ours whose transaction ends. Nothing in production code knows of them.
"""

import fcntl
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

import speaking
from speaking.services import Services

Transactions = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
OUR_CODE = Path(speaking.__file__).parent
ENDS = {
    "storage": ("put", "download", "delete", "rename"),
    "transcriber": ("transcribe",),
    "analyzer": ("analyze",),
    "queue": ("enqueue",),
}


@dataclass(frozen=True)
class Fate:
    """At which point a process meets which signal; `trace` is a file that lists the points passed.

    Processes that share a fate share its trace: whoever passes the point for the `visit`-th time dies.
    """

    trace: Path
    point: str | None = None
    visit: int = 1
    signal: int = signal.SIGKILL


class Watched:
    """An end of the service whose calls are points; everything else is the end's own."""

    def __init__(self, end: object, name: str, *, reach: Callable[[str], None]) -> None:
        self._end, self._name, self._reach = end, name, reach

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - whatever the end has there
        found = getattr(self._end, attribute)
        if attribute not in ENDS[self._name]:
            return found
        return self._watched(f"{self._name}.{attribute}", found)

    def _watched(self, point: str, call: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def passing_points(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the end's
            self._reach(f"{point} before")
            answer = await call(*arguments, **options)
            self._reach(f"{point} after")
            return answer

        return passing_points


def watch(services: Services, fate: Fate) -> None:
    """Make every commit and every call of an end a point, and let fate have its way there."""

    def reach(point: str) -> None:
        with fate.trace.open("a+") as trace:
            fcntl.flock(trace, fcntl.LOCK_EX)
            trace.seek(0)
            visit = trace.read().splitlines().count(point) + 1
            trace.write(f"{point}\n")
        if (point, visit) == (fate.point, fate.visit):
            os.kill(os.getpid(), fate.signal)

    transactions = _watched(services.database.transaction, reach=reach)
    setattr(services.database, "transaction", transactions)  # noqa: B010 - a method of this one object
    for name in ENDS:
        setattr(services, name, Watched(getattr(services, name), name, reach=reach))


def _watched(begin: Transactions, *, reach: Callable[[str], None]) -> Transactions:
    @asynccontextmanager
    async def passing_points() -> AsyncIterator[AsyncConnection]:
        async with begin() as connection:
            yield connection
            reach(f"commit {_transaction()} before")
        reach(f"commit {_transaction()} after")

    return passing_points


def _transaction() -> str:
    """The innermost function of ours, the database's own aside, that is running now."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - the documented way to the stack
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(OUR_CODE) and path.name != "database.py":
            return frame.f_code.co_qualname.replace(".<locals>", "")
        frame = frame.f_back
    return "unknown"
