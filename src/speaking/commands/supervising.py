"""The server as uvicorn starts it: `python -m speaking.commands.supervising HOST PORT WORKERS GRACE_SECS`.

With several workers this process only starts them and watches over them, for as long as the service runs.
So it loads nothing of the app, and no other module of ours (docs/decisions/902).
"""

import signal
import sys
from types import FrameType

import uvicorn


def supervise(host: str, port: int, *, workers: int, grace_secs: int) -> None:
    """Serve the app until a signal comes: in this process, or several `workers` in processes of their own.

    The database must be up to date already.

    Args:
        host: The address to listen on.
        port: The port to listen on.
        workers: How many processes serve.
        grace_secs: How long open requests are given when it ends.
    """
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
        timeout_graceful_shutdown=grace_secs,
    )


def _end_well(_number: int, _frame: FrameType | None) -> None:
    """Being asked to stop is no failure: uvicorn raises the signal again after it has shut down."""
    sys.exit(0)


if __name__ == "__main__":
    at_host, at_port, processes, secs = sys.argv[1:]
    supervise(at_host, int(at_port), workers=int(processes), grace_secs=int(secs))
