"""The real service in a process of its own, which dies where it is told to.

The processes are forked from a server that has imported everything once, so that hundreds of them cost
no more than a moment each.
"""

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Self

import uvicorn

from speaking.commands import working
from speaking.queues import embedded, postgres
from speaking.services import Services
from speaking.settings import Settings
from speaking.web import app as web_app
from speaking.web.api import following
from support.forks import CONTEXT
from support.patience import patience_secs
from torture.points import Fate, watch

QUICK_SECS = 0.05
WORKERS_POLL_SECS = 0.3
HEARTBEAT_SECS = 0.5
STALLED_SECS = 2.0
EVERY_SECOND = "* * * * * *"


class Child:
    """A process of the service: started, met by its fate or not, ended."""

    def __init__(
        self, run: "Run", environment: Mapping[str, str], *, port: int, fate: Fate, log: Path
    ) -> None:
        self._ready, theirs = CONTEXT.Pipe(duplex=False)
        arguments = (dict(environment), port, fate, log, theirs)
        self.process: ForkServerProcess = CONTEXT.Process(target=run, args=arguments)
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
        wait([self._ready, self.process.sentinel], patience_secs())
        try:
            return self._ready.poll() and bool(self._ready.recv())
        except EOFError:
            return False

    def send(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        if self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, number)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()


class Crew:
    """All processes of one service: the one that serves, and its workers."""

    def __init__(
        self, environment: Mapping[str, str], *, port: int, workers: int, fate: Fate, log: Path
    ) -> None:
        runs = [serve] + [work] * workers
        self._stack = ExitStack()
        self.children = [
            self._stack.enter_context(Child(run, environment, port=port, fate=fate, log=log)) for run in runs
        ]
        self._mourned = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    @property
    def serves(self) -> bool:
        """Whether the process that answers requests is alive."""
        return self.children[0].alive

    @property
    def killed(self) -> bool:
        """Whether SIGKILL ended one of them."""
        return any(child.killed for child in self.children)

    def wait_until_ready(self) -> None:
        """Wait until requests are answered, or never will be."""
        self.children[0].wait_until_ready()

    def wait_until_dead(self) -> bool:
        """Whether one of them ends, now or soon."""
        wait([child.process.sentinel for child in self.children], patience_secs())
        return not all(child.alive for child in self.children)

    def has_fallen(self) -> bool:
        """Whether one of them ended that nobody mourned yet."""
        return not self._mourned and not all(child.alive for child in self.children)

    def mourn(self) -> None:
        """Go on with who is left."""
        self._mourned = True


Run = Callable[[Mapping[str, str], int, Fate, Path, "Connection[bool, bool]"], None]


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
    _become(environment, log)
    settings = Settings()
    app = web_app.create_app(settings)
    watch(app.state.services, fate)
    config = uvicorn.Config(
        app,
        port=port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=int(settings.shutdown_grace),
    )
    _Announcing(config, ready).run()


def work(
    environment: Mapping[str, str], port: int, fate: Fate, log: Path, ready: "Connection[bool, bool]"
) -> None:
    """Be `speaking worker` until fate or a signal comes; it answers nobody."""
    del port, ready
    _become(environment, log)

    def watched_services(settings: Settings) -> Services:
        services = Services(settings)
        watch(services, fate)
        return services

    setattr(working, "Services", watched_services)  # noqa: B010 - its ends become points
    asyncio.run(working.run_worker(Settings()))


def _become(environment: Mapping[str, str], log: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 2)
    os.chdir(log.parent)
    embedded.POLL_SECS = following.LOOK_EVERY_SECS = QUICK_SECS
    postgres.POLL_SECS = WORKERS_POLL_SECS
    postgres.HEARTBEAT_SECS, postgres.STALLED_SECS, postgres.RESCUE_CRON = (
        HEARTBEAT_SECS,
        STALLED_SECS,
        EVERY_SECOND,
    )
