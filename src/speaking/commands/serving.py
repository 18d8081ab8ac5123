"""`speaking serve`."""

import math
import signal
import socket
import sys
from types import FrameType

import click
import uvicorn

from speaking.addresses import is_loopback, is_on_this_machine
from speaking.errors import ConfigurationError
from speaking.queues import QUEUES
from speaking.services import migrate
from speaking.settings import Settings

SIGN_IN = ("auth_issuer", "auth_client_id", "auth_client_secret")
CLOSING_SECS = 10
"""How much longer than the grace time open requests may take before the server cuts them off."""


def run_server(settings: Settings, *, host: str, port: int, workers: int) -> None:
    """Serve the app until a signal comes: in this process, or in several `workers`.

    Raises:
        ConfigurationError: The port is taken or not allowed, what a part needs is missing, or strangers would
            get in.
        DatabaseTooNew, DatabaseUnavailable: The database cannot be used; told here in one sentence, where
            the server would print a stack trace.
    """
    check_who_gets_in(settings, host=host)
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


def check_who_gets_in(settings: Settings, *, host: str) -> None:
    """Check that sign-in is configured as a whole, and on if others than this machine may reach the service.

    Behind a proxy, every request comes from this machine: without sign-in, all the world would be the one
    local learner.

    Raises:
        ConfigurationError: It is configured in part, or off where it must be on.
    """
    given = {name: getattr(settings, name) for name in SIGN_IN}
    missing = " and ".join(name.upper() for name, value in given.items() if not value)
    if missing and any(given.values()):
        raise ConfigurationError(f"Sign-in is configured in part: set {missing} too, or none of AUTH_*.")
    public = [] if is_loopback(host) else [f"--host {host}"]
    public += [] if is_on_this_machine(settings.app_url) else [f"APP_URL={settings.app_url}"]
    if missing and public and not settings.allow_insecure:
        raise ConfigurationError(
            f"With {' and '.join(public)}, others can reach the service, and without sign-in all of them "
            "would be the same learner. Set AUTH_ISSUER, AUTH_CLIENT_ID and AUTH_CLIENT_SECRET, or "
            "ALLOW_INSECURE=1 if you mean it."
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
