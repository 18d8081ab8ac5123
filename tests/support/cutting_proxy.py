"""A failing network: a TCP proxy on loopback that cuts connections in the middle of an upload."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CHUNK_BYTES = 4096
RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing sends a reset, like a connection that is gone."""


@dataclass
class Cuts:
    """How the network fails: until it `is_over`, connections with such a `request` end `after_bytes`.

    A browser repeats a request by itself if a connection that it has used before breaks, so a fixed number
    of cuts may go unnoticed.
    """

    request: bytes
    after_bytes: int = 2 * CHUNK_BYTES
    is_over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def cutting_proxy(address: str, cuts: Cuts) -> Iterator[str]:
    """The address of a proxy in front of `address`."""
    target = urlsplit(address)
    listening = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        with suppress(OSError):
            while True:
                browser, _ = listening.accept()
                server = socket.create_connection((target.hostname or "", target.port or 0))
                for serve in (_upward, _downward):
                    threading.Thread(target=serve, args=(browser, server, cuts), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def _upward(browser: socket.socket, server: socket.socket, cuts: Cuts) -> None:
    left: int | None = None
    with suppress(OSError), browser, server:
        while sent := browser.recv(CHUNK_BYTES):
            if cuts.request in sent and not cuts.is_over.is_set():
                left = cuts.after_bytes
            if left is not None:
                left -= len(sent)
                if left <= 0:
                    for end in (browser, server):
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                        end.shutdown(socket.SHUT_RD)
                    return
            server.sendall(sent)


def _downward(browser: socket.socket, server: socket.socket, _cuts: Cuts) -> None:
    with suppress(OSError):
        while answered := server.recv(CHUNK_BYTES):
            browser.sendall(answered)
        browser.shutdown(socket.SHUT_WR)
