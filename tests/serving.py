"""`speaking serve` as a process: a port of its own, and how to wait until it answers."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from vendors import NO_TLS

SPEAKING = Path(sys.executable).with_name("speaking")
PORTS = range(20_000, 32_000)
"""Below those that systems give out by themselves, so that nobody's connection takes one in between."""
PATIENCE_SECS = 60.0
LOOK_EVERY_SECS = 0.05
_ANY = random.SystemRandom()


def free_port() -> int:
    """A port of loopback that nobody listens on, and that nobody is given who does not ask for it."""
    while True:
        port = _ANY.choice(PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


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
    """Wait until a server would take a recording.

    Raises:
        TimeoutError: It did not become ready.
        AssertionError: It has ended.
    """
    deadline = time.monotonic() + PATIENCE_SECS
    with httpx.Client(base_url=address, timeout=PATIENCE_SECS, verify=NO_TLS) as client:
        while time.monotonic() < deadline:
            try:
                if client.get("/readyz").is_success:
                    return
            except httpx.TransportError:
                assert process.poll() is None, "the server ended"
            time.sleep(LOOK_EVERY_SECS)
    raise TimeoutError(address)
