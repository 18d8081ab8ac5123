"""`speaking serve` as a process: a port of its own, how to wait until it is ready, and how to call it."""

import os
import random
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from support.patience import look_for, patience_secs
from support.vendors import NO_TLS

SPEAKING = Path(sys.executable).with_name("speaking")
PORTS = range(20_000, 32_000)
"""Below the ports that systems assign by themselves, so that no connection takes one in the meantime."""
_ANY = random.SystemRandom()
_claims: list[socket.socket] = []


def free_port() -> int:
    """A port on loopback that nobody listens on, and that no other run of these tests gets.

    A UDP socket with the same number reserves it until somebody listens.
    """
    while True:
        port = _ANY.choice(PORTS)
        claim = socket.socket(type=socket.SOCK_DGRAM)
        with socket.socket() as probe, suppress(OSError):
            claim.bind(("127.0.0.1", port))
            probe.bind(("127.0.0.1", port))
            _claims.append(claim)
            return port
        claim.close()


def run(
    *arguments: str | Path,
    command: Path = SPEAKING,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run an installed `speaking` to its end, with these variables added to ours."""
    return subprocess.run(  # noqa: S603 - our own command
        [command, *arguments],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=patience_secs(),
        check=False,
    )


def browser_at(address: str) -> httpx.Client:
    """A client of a server that runs beside other work."""
    return httpx.Client(base_url=address, timeout=patience_secs(), verify=NO_TLS)


@contextmanager
def served(
    folder: Path, environment: Mapping[str, str], *, command: Path = SPEAKING
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """`speaking serve` in a folder, ready: its address and its process, which is killed at the end."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(  # noqa: S603 - our own command
        [command, "serve", "--port", str(port)],
        cwd=folder,
        env={**os.environ, **environment},
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_ready(address, process)
        yield address, process
    finally:
        process.kill()
        process.wait()


def wait_until_ready(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server would accept a recording.

    Raises:
        TimeoutError: It did not become ready.
        AssertionError: It has ended.
    """
    with browser_at(address) as browser:

        def is_ready() -> bool:
            try:
                return browser.get("/readyz").is_success
            except httpx.TransportError:
                assert process.poll() is None, "the server ended"
                return False

        look_for(is_ready, f"the server at {address} to be ready")
