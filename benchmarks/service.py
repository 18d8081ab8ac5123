"""`speaking serve` as a process of its own, to be measured from outside."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import httpx

SPEAKING = Path(sys.executable).with_name("speaking")
START_SECS = 60.0
LOOK_EVERY_SECS = 0.02
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Server:
    """A served app: its address, its process, and the seconds until it was ready."""

    address: str
    process: int
    ready_secs: float


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@contextmanager
def served(
    port: int, *options: str, folder: Path, environment: Mapping[str, str] = _NOTHING
) -> Iterator[Server]:
    """`speaking serve` in a folder, ready to work.

    Raises:
        TimeoutError: It did not become ready within `START_SECS`.
    """
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [str(SPEAKING), "serve", "--port", str(port), *options],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while not _is_ready(address):
            if time.perf_counter() - began > START_SECS:
                raise TimeoutError("the service did not become ready")
            time.sleep(LOOK_EVERY_SECS)
        yield Server(address, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait()


def _is_ready(address: str) -> bool:
    try:
        return httpx.get(f"{address}/readyz").is_success
    except httpx.TransportError:
        return False
