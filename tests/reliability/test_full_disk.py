"""A disk that is really full: a file system of its own, so small that a test can fill it."""

import errno
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from reliability.processes import running
from support.limits import starts_processes
from support.serving import SPEAKING, browser_at, free_port, wait_until_ready
from support.sounds import recording_bytes
from support.vendors import Hold
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI

DISK_MB = 80
UNSHARE = shutil.which("unshare")
OWN_DISK = (UNSHARE or "unshare", "--user", "--map-root-user", "--mount")


def may_mount() -> bool:
    """Whether this machine lets a process have a file system of its own."""
    if UNSHARE is None:
        return False
    tried = subprocess.run(  # noqa: S603 - the system's own command
        [*OWN_DISK, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


pytestmark = [
    starts_processes,
    pytest.mark.skipif(not may_mount(), reason="no file system of one's own to fill here"),
]


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not one byte more fits on the disk of this folder."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError as error:
                assert error.errno == errno.ENOSPC  # noqa: PT017 - how else a disk says that it is full
    yield
    filler.unlink()


def send(client: httpx.Client) -> httpx.Response:
    """Send a recording of a second."""
    audio = ("talk.webm", recording_bytes("webm", 1.0), "audio/webm")
    return client.post("/api/sessions", files={"audio": audio}, data={"duration": "1"})


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    """It is named, refuses what is new with a sentence, and what ran is finished once there is room again."""
    data = tmp_path / "data"
    data.mkdir()
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    script = f'mount -t tmpfs -o size={DISK_MB}m none "$DATA_DIR" && exec "$0" serve --port {port}'
    program = (*OWN_DISK, "sh", "-c", script, str(SPEAKING))
    with OpenAI() as whisper, Anthropic() as claude:
        environment = whisper.environment() | claude.environment() | {"DATA_DIR": str(data)}
        hold = Hold()
        whisper.script(hold)
        with (
            running(tmp_path / "log", program=program, environment=environment) as server,
            browser_at(address) as client,
        ):
            wait_until_ready(address, server.process)
            client.post("/welcome", data={"granted": ["AUDIO_STORAGE", "PATTERN_TRACKING"]})
            session_id = send(client).json()["id"]
            hold.wait_until_reached()
            with filled(Path(f"/proc/{server.process.pid}/root{data}")):
                told = client.get("/readyz")
                assert told.status_code == 503
                assert all("full" in problem for problem in told.json()["problems"].values())
                refused = send(client)
                assert refused.status_code == 503
                assert "try again" in refused.json()["error"]
                hold.release()
                server.wait_for("database.away")
            assert client.get("/readyz").status_code == 200
            assert "DONE" in client.get(f"/api/sessions/{session_id}/events").text
            listed = client.get("/api/sessions").json()
            assert [each["id"] for each in listed["sessions"]] == [session_id]
            assert server.stop() == 0
            assert server.complaints() == []
        assert len(whisper.requests) == len(claude.requests) == 1
