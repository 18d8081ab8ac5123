"""What can go wrong with a request; script it with `StandIn.script`."""

import asyncio
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from support.patience import in_vain, patience_secs
from support.vendors.server import Answer, Connection, Request, StandIn

LONGEST_HOLD_SECS = 120.0
"""A held request that is never released ends after this time, so that a failing test ends."""


class Normal:
    """No fault, for a request that goes well."""

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        connection.send(stand_in.answer(request))


@dataclass(frozen=True)
class Status:
    """This status instead of the normal answer; the body is what the provider would say."""

    status: int
    body: bytes = b'{"error": {"message": "words of the provider", "type": "made_up"}}'
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        connection.send(Answer(self.status, self.body, {"Content-Type": "application/json", **self.headers}))


class MalformedJson:
    """A 200 whose body claims to be JSON but breaks off halfway; its length matches its header."""

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        connection.send(Answer(200, b'{"text": "well I', {"Content-Type": "application/json"}))


class ResetInBody:
    """The head and half the body of the normal answer, then a TCP reset. The work is done and charged."""

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        answer = stand_in.answer(request)
        connection.send_head(answer)
        connection.wfile.write(answer.body[: len(answer.body) // 2])
        connection.reset()


class ResetAtOnce:
    """A TCP reset instead of an answer; no work is done."""

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        connection.reset()


class Hold:
    """No answer until `release()`, then the normal one."""

    def __init__(self) -> None:
        self._reached = threading.Event()
        self._released = threading.Event()

    def wait_until_reached(self) -> None:
        """Wait until the request has arrived.

        Raises:
            TimeoutError: It never did.
        """
        if not self._reached.wait(patience_secs()):
            raise in_vain("a request to hold")

    async def until_reached(self) -> None:
        """The same without blocking this thread's event loop."""
        await asyncio.to_thread(self.wait_until_reached)

    def release(self) -> None:
        self._released.set()

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        stand_in.on_close(self.release)
        self._reached.set()
        self._released.wait(LONGEST_HOLD_SECS)
        connection.send(stand_in.answer(request))


class SlowTrickle:
    """The normal answer, one byte at a time with a pause before each, so that no single read times out.

    `release()`, or closing the stand-in, sends the rest at once.
    """

    def __init__(self, *, pause_secs: float = 0.05) -> None:
        self._pause_secs = pause_secs
        self._released = threading.Event()

    def release(self) -> None:
        self._released.set()

    def play(self, stand_in: StandIn, request: Request, connection: Connection) -> None:
        stand_in.on_close(self.release)
        answer = stand_in.answer(request)
        connection.send_head(answer)
        for position in range(len(answer.body)):
            self._released.wait(self._pause_secs)
            connection.wfile.write(answer.body[position : position + 1])
