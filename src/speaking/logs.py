"""Logs: dotted event names with fields, readable on a terminal and as JSON lines elsewhere.

Transcripts, keys and a provider's own words are never logged. An exception's message may quote all three, so
we log only its type and where in our code it came from.
"""

import logging
import sys
import traceback
from pathlib import Path

import structlog

OUR_CODE = Path(__file__).parent


def configure_logs(*, level: int = logging.INFO) -> None:
    """Send our events, and the libraries' warnings, to standard error."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")


def kind_and_place(error: BaseException) -> str:
    """An exception as it may be logged: its types, from the outside in, and our own frames down to it."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        kinds.append(type(cause).__qualname__)
        cause = cause.__cause__ or cause.__context__
    frames = [
        f"{Path(frame.filename).relative_to(OUR_CODE)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(OUR_CODE)
    ]
    return f"{' from '.join(kinds)} at {' > '.join(frames) or 'unknown'}"
