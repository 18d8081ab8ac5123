"""`speaking serve`."""

import math
import os
import socket
import sys
from types import MappingProxyType
from typing import NoReturn

import click

from speaking.commands import supervising
from speaking.commands.supervising import supervise
from speaking.errors import ConfigurationError
from speaking.queues import QUEUES
from speaking.services import migrate
from speaking.settings import Settings

CLOSING_SECS = 10
"""What the server gives open requests beyond the grace time, before it cuts them off."""


_FREED_MEMORY_IS_USED_AGAIN = MappingProxyType(
    {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "1048576", "MALLOC_TRIM_THRESHOLD_": "2097152"}
)
"""For glibc's allocator (https://man7.org/linux/man-pages/man3/mallopt.3.html): otherwise each thread keeps
what it once used, and both thresholds rise with the largest block ever freed. Below a megabyte a block of its
own costs more processor time than it saves memory (docs/decisions/902)."""


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve the app until a signal comes.

    Raises:
        ConfigurationError: The port is taken or not allowed, or what a part needs is missing.
        DatabaseTooNew, DatabaseUnavailable: The database cannot be used; told here in one sentence, where
            the server would print a stack trace.
    """
    _check_port(host, port)
    _check_parts(settings)
    migrate(settings)
    click.echo(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl+C stops).", err=True)
    grace_secs = math.ceil(settings.shutdown_grace) + CLOSING_SECS
    if workers > 1 and sys.platform != "win32":  # where a process cannot become another program
        _become_supervisor(host, port, workers, grace_secs)
    supervise(host, port, workers=workers, grace_secs=grace_secs)


def _become_supervisor(*arguments: object) -> NoReturn:
    """Go on as a process that never loaded the app: the workers load it, and this one only waits for them."""
    # -P: the folder that it is started in holds no modules of ours, but may hold others of the same names.
    command = [sys.executable, "-P", "-m", supervising.__name__, *map(str, arguments)]
    environment = {**_FREED_MEMORY_IS_USED_AGAIN, **os.environ}
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own command, and no shell is wanted


def _check_parts(settings: Settings) -> None:
    """What a server would miss in a stack trace, or only once a recording waits for its queue in vain."""
    QUEUES.chosen(settings).description.check_packages()
    if settings.auth_client_id is not None:
        from speaking.web.sign_in import new_provider

        new_provider(settings)


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigurationError(
                f"Port {port} on {host} cannot be used: {error.strerror}. Choose another one with --port."
            ) from error
