"""The real service in a process of its own, which dies where it is told to.

The processes are forked from a server that has imported everything once, so that hundreds of them cost
no more than a moment each.
"""

import multiprocessing
import os
import signal
import socket
from collections.abc import Mapping
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Self

import uvicorn

from speaking.jobs import embedded
from speaking.settings import Settings
from speaking.web import app as web_app
from speaking.web import progress
from torture.points import Fate, watch

PATIENCE_SECS = 60.0
QUICK_SECS = 0.05

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["torture.warm"])


class Child:
    """`speaking serve` as a process: started, met by its fate or not, ended."""

    def __init__(self, environment: Mapping[str, str], *, port: int, fate: Fate, log: Path) -> None:
        self._ready, theirs = _context.Pipe(duplex=False)
        arguments = (dict(environment), port, fate, log, theirs)
        self.process: ForkServerProcess = _context.Process(target=serve, args=arguments)
        self.process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.kill()
        self._ready.close()

    @property
    def alive(self) -> bool:
        return self.process.is_alive()

    @property
    def killed(self) -> bool:
        return self.process.exitcode == -signal.SIGKILL

    def wait_until_ready(self) -> bool:
        """Whether it serves now; False where it died before."""
        wait([self._ready, self.process.sentinel], PATIENCE_SECS)
        try:
            return self._ready.poll() and bool(self._ready.recv())
        except EOFError:
            return False

    def wait_until_dead(self, secs: float = PATIENCE_SECS) -> bool:
        self.process.join(secs)
        return not self.process.is_alive()

    def send(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        if self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, number)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: "Connection[bool, bool]") -> None:
        super().__init__(config)
        self._announce = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce.send(True)  # noqa: FBT003 - the one thing it ever says


def serve(
    environment: Mapping[str, str], port: int, fate: Fate, log: Path, ready: "Connection[bool, bool]"
) -> None:
    """Serve in this process until fate or a signal comes; the log goes to a file."""
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    os.chdir(log.parent)
    embedded.POLL_SECS = progress.LOOK_EVERY_SECS = QUICK_SECS
    web_app.GRACE_SECS = float(environment.get("TORTURE_GRACE_SECS", web_app.GRACE_SECS))
    app = web_app.create_app(Settings())
    watch(app.state.services, fate)
    config = uvicorn.Config(
        app, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=int(web_app.GRACE_SECS)
    )
    _Announcing(config, ready).run()
