"""`speaking serve`."""

import socket
import sys

import click
import uvicorn

from speaking.errors import ConfigurationError
from speaking.services import migrate
from speaking.settings import Settings

GRACE_SECS = 30


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve the app until a signal comes.

    Raises:
        ConfigurationError: The port is taken or not allowed.
        DatabaseTooNew, DatabaseUnavailable: The database cannot be used; told here in one sentence, where
            the server would print a stack trace.
    """
    _check_port(host, port)
    migrate(settings)
    click.echo(f"Serving at http://{f'[{host}]' if ':' in host else host}:{port} (Ctrl+C stops).", err=True)
    uvicorn.run(
        "speaking.web.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECS,
    )


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
