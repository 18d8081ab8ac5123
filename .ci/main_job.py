"""The main job on the Python that runs this: a recording to DONE, by the command line and over HTTP."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from speaking.settings import Settings

EXAMPLE = Path(__file__).parents[1] / "examples" / "monologue.webm"
SPEAKING = Path(sys.executable).with_name("speaking")
PATIENCE_SECS = 300
LOOK_EVERY_SECS = 0.5


def process(folder: str) -> dict[str, Any]:
    """What `speaking process --json` prints of the example."""
    done = subprocess.run(  # noqa: S603 - our own command
        [SPEAKING, "process", EXAMPLE, "--json"], cwd=folder, check=True, stdout=subprocess.PIPE
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def upload(address: str) -> dict[str, Any]:
    """The session that a server makes of the example, once it is finished."""
    with httpx.Client(base_url=address, timeout=PATIENCE_SECS) as client:
        _until(lambda: client.get("/readyz").is_success)
        sent = client.post(
            "/api/sessions",
            files={"audio": ("talk.webm", EXAMPLE.read_bytes(), "audio/webm")},
            data={"duration": "60"},
        )
        where = f"/api/sessions/{sent.raise_for_status().json()['id']}"
        _until(lambda: client.get(where).json()["status"] in {"DONE", "FAILED"})
        found: dict[str, Any] = client.get(where).json()
        return found


def serve_and_upload(folder: str) -> dict[str, Any]:
    """The same over HTTP."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([SPEAKING, "serve", "--port", str(port)], cwd=folder)  # noqa: S603 - our own command
    try:
        return upload(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        if server.wait(PATIENCE_SECS) != 0:
            sys.exit("The server did not end well.")


def _until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECS
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except httpx.TransportError:
            pass
        time.sleep(LOOK_EVERY_SECS)
    sys.exit("It took too long.")


def main() -> None:
    """Do both and compare."""
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)
    with tempfile.TemporaryDirectory() as folder:
        session = process(folder)
        served = serve_and_upload(folder)
    status, text = served["status"], session["transcript"]["text"]
    if session["session"]["status"] != "DONE" or status != "DONE" or not session["insights"]:
        sys.exit(f"The example did not get through: {session['session']['status']} and {status}.")
    if served["transcript"]["text"] != text:
        sys.exit("The same recording was heard differently over HTTP.")
    print(f"Python {sys.version.split()[0]}: {len(text.split())} words, {len(session['insights'])} insights.")


if __name__ == "__main__":
    main()
