"""`speaking serve`."""

import math
import signal
import socket
import sys
from types import FrameType

import click
import uvicorn

from speaking.errors import ConfigurationError
from speaking.queues import QUEUES
from speaking.services import migrate
from speaking.settings import Settings

CLOSING_SECS = 10
"""How much longer than the grace time open requests may take before the server cuts them off."""


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve the app until a signal comes: in this process, or in several `workers`.

    Raises:
        ConfigurationError: The port is taken or not allowed, or what a part needs is missing.
        DatabaseTooNew, DatabaseUnavailable: The database cannot be used; told here in one sentence, where
            the server would print a stack trace.
    """
    _check_port(host, port)
    # The server would tell these in a stack trace, or only once a recording waits for its queue in vain.
    QUEUES.chosen(settings).description.check_packages()
    if settings.auth_client_id is not None:
        from speaking.web.sign_in import new_provider

        new_provider(settings)
    migrate(settings)
    click.echo(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl+C stops).", err=True)
    signal.signal(signal.SIGTERM, _end_well)
    uvicorn.run(
        "speaking.web.app:create_migrated_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=math.ceil(settings.shutdown_grace) + CLOSING_SECS,
    )


def _end_well(_number: int, _frame: FrameType | None) -> None:
    """Being asked to stop is not a failure: uvicorn raises the signal again after it has shut down."""
    sys.exit(0)


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
