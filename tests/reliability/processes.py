"""`speaking` commands as processes of their own, and what they write to their logs."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from serving import SPEAKING
from speaking.settings import Settings

PATIENCE_SECS = 60.0
LOOK_EVERY_SECS = 0.02


@dataclass(frozen=True)
class Running:
    """A command that runs, and the file that its standard error goes to."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def freeze(self) -> None:
        """Stop its breath, and wait until it stands still."""
        self.send(signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)

    def stop(self) -> int:
        """Ask it to stop, and return its exit code."""
        self.send(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECS)

    def events(self) -> list[dict[str, Any]]:
        """What it logged so far."""
        lines = self.log.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def wait_for(self, event: str) -> dict[str, Any]:
        """Wait until it has logged an event; returns the first of that name."""
        deadline = time.monotonic() + PATIENCE_SECS
        while time.monotonic() < deadline:
            found = [entry for entry in self.events() if entry["event"] == event]
            if found:
                return found[0]
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(LOOK_EVERY_SECS)
        raise TimeoutError(event)

    def complaints(self) -> list[str]:
        """Every line that is an error: of ours, of a library, or a stack trace."""
        return [line for line in self.log.read_text("utf-8").splitlines() if _is_complaint(line)]


@contextmanager
def running(
    log: Path, *arguments: str, environment: Mapping[str, str], program: Sequence[str] = (str(SPEAKING),)
) -> Iterator[Running]:
    """Run a command; one that still runs at the end of the block is killed."""
    with log.open("wb") as stderr:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*program, *arguments], env=os.environ | environment, stderr=stderr, stdout=stderr
        )
    try:
        yield Running(process, log)
    finally:
        process.kill()
        process.wait()


def environment_of(settings: Settings) -> dict[str, str]:
    """The variables that give a process these settings."""
    values = {name.upper(): getattr(settings, name) for name in settings.model_fields_set}
    return {
        name: value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        for name, value in values.items()
        if value is not None
    }


def _is_complaint(line: str) -> bool:
    if line.startswith("{"):
        return json.loads(line)["level"] in {"error", "critical"}
    return line.startswith(("ERROR", "CRITICAL", "Traceback"))
