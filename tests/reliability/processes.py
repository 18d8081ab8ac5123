"""`speaking` commands as processes of their own, and what they write to their logs."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from speaking.settings import Settings
from support.patience import look_for, patience_secs
from support.serving import SPEAKING


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
        return self.process.wait(patience_secs())

    def events(self) -> list[dict[str, Any]]:
        """What it logged so far."""
        lines = self.log.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def wait_for(self, event: str) -> dict[str, Any]:
        """Wait until it has logged an event; returns the first of that name."""

        def logged() -> list[dict[str, Any]]:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            return [entry for entry in self.events() if entry["event"] == event]

        return look_for(logged, f"the event {event} in the log")[0]

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
