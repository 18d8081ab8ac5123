"""The HTTP server of every stand-in: it records what arrives and plays the script."""

import json
import os
import socket
import ssl
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol, Self, cast
from urllib.parse import parse_qs, urlsplit

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For clients that use plain HTTP on loopback: saves them from loading the system's certificates."""


@dataclass(frozen=True)
class Request:
    """One request as it was sent: `target` holds path and query, `body` the raw bytes."""

    method: str
    target: str
    headers: Message
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.target).query)

    def json(self) -> Any:  # noqa: ANN401 - JSON may be anything
        return json.loads(self.body)


@dataclass(frozen=True)
class Answer:
    """What is sent back; its length is added on sending unless a header states it (as for HEAD)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, content: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Self:
        """An answer whose body is `content` as JSON."""
        kind = {"Content-Type": "application/json"}
        return cls(status, json.dumps(content).encode(), {**kind, **(headers or {})})


class Fault(Protocol):
    """Something that goes wrong with one request."""

    def play(self, stand_in: "StandIn", request: Request, connection: "Connection") -> None: ...


class Connection(BaseHTTPRequestHandler):
    """One client's connection: reads requests and writes answers, completely, in part or not at all."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def send(self, answer: Answer) -> None:
        self.send_head(answer)
        self.wfile.write(answer.body)

    def send_head(self, answer: Answer) -> None:
        """Send status line and headers; the length is the whole body's unless the answer states another."""
        self.send_response(answer.status)
        length = str(len(answer.body))
        for name, value in {"Content-Length": length, **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def reset(self) -> None:
        """End the connection with a TCP reset: with zero seconds to linger, close() sends RST, not FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())
        self.close_connection = True

    def _take(self) -> None:
        request = Request(self.command, self.path, self.headers, self._body())
        cast("_Server", self.server).stand_in.serve(request, self)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = _take  # noqa: N815 - http.server looks for these names

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """Log nothing: tests read `StandIn.requests`."""


class StandIn:
    """A threaded server on a free port of 127.0.0.1; subclasses define the normal answers.

    Attributes:
        url: `http://127.0.0.1:<port>`, without a slash at the end.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: list[Request] = []
        self._script: deque[Fault] = deque()
        self._default: Fault | None = None
        self._closing: list[Callable[[], None]] = []
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, request: Request) -> Answer:
        """The normal answer; runs in the connection's own thread, at the same time as others."""
        raise NotImplementedError

    @property
    def requests(self) -> list[Request]:
        """Every request so far in order of arrival, including the failed ones."""
        with self._lock:
            return list(self._requests)

    def script(self, *faults: Fault) -> None:
        """Play these faults for the next requests, one each; then everything is normal again."""
        with self._lock:
            self._script.extend(faults)

    def always(self, fault: Fault) -> None:
        """Play this fault for every request without a script; `always(Normal())` ends it."""
        with self._lock:
            self._default = fault

    def on_close(self, action: Callable[[], None]) -> None:
        """Call this first when the stand-in closes, so that nothing waits in vain."""
        with self._lock:
            self._closing.append(action)

    def serve(self, request: Request, connection: Connection) -> None:
        with self._lock:
            self._requests.append(request)
            fault = self._script.popleft() if self._script else self._default
        if fault is None:
            connection.send(self.answer(request))
        else:
            fault.play(self, request, connection)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Release everything that waits, hang up, and end the threads; closing twice is fine."""
        with self._lock:
            closing = list(self._closing)
        for action in closing:
            action()
        self._server.shutdown()
        self._server.hang_up()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 512

    def __init__(self, stand_in: StandIn) -> None:
        self.stand_in = stand_in
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), Connection)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in socketserver
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - as in socketserver
        self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Read nothing more, so that threads of connections that clients keep open end after their answer."""
        for connection in list(self._open):
            try:
                connection.shutdown(socket.SHUT_RD)
            except OSError:
                continue

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is expected; any other error is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(cast("Any", request), client_address)
