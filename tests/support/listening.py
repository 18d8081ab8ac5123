"""What the service logs, whichever app configured the logs before."""

import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from structlog.testing import capture_logs

Entry = MutableMapping[str, Any]


@contextmanager
def heard() -> Iterator[list[Entry]]:
    """Every event that this process logs during the block."""
    cached = structlog.get_config()["cache_logger_on_first_use"]
    structlog.configure(cache_logger_on_first_use=False)
    _forget_cached_loggers()
    with capture_logs() as entries:
        yield entries
    structlog.configure(cache_logger_on_first_use=cached)


def errors_in(entries: list[Entry]) -> list[Entry]:
    """The events that should alert an operator."""
    return [entry for entry in entries if entry["log_level"] in {"error", "critical"}]


def _forget_cached_loggers() -> None:
    for name, module in sys.modules.copy().items():
        if name.startswith("speaking"):
            getattr(vars(module).get("log"), "__dict__", {}).pop("bind", None)
