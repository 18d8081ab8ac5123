"""Processes forked from a server that has imported everything once, so hundreds of them start quickly."""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from support.patience import in_vain, patience_secs

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    [
        "anthropic",
        "harper",
        "obstore.store",
        "openai",
        "procrastinate",
        "psycopg",
        "qstash",
        "spacy",
        "speaking.commands.doctoring",
        "speaking.web.app",
    ]
)
"""The server silently leaves out what it cannot find, and it does not look into `tests`."""


def speaking(*arguments: str, stdin: str = "", **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours in this folder, with these variables added to ours.

    Raises:
        TimeoutError: It did not end.
    """
    with TemporaryDirectory() as name:
        streams = [Path(name, stream) for stream in ("stdin", "stdout", "stderr")]
        streams[0].write_text(stdin, "utf-8")
        given = (arguments, os.environ | environment, Path.cwd(), streams)
        process = CONTEXT.Process(target=_command, args=given)
        process.start()
        try:
            process.join(patience_secs())
            if process.exitcode is None:
                raise in_vain(f"speaking {' '.join(arguments)} to end")
            output = [stream.read_text("utf-8") for stream in streams[1:]]
            return subprocess.CompletedProcess(arguments, process.exitcode, *output)
        finally:
            process.kill()
            process.join()


def _command(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, streams: Sequence[Path]
) -> None:
    from speaking.cli import main

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for number, (stream, mode) in enumerate(zip(streams, "rww", strict=True)):
        with stream.open(mode) as file:
            os.dup2(file.fileno(), number)
    sys.stdin = os.fdopen(0, closefd=False)  # multiprocessing has replaced it with an empty one
    main(list(arguments), prog_name="speaking")
