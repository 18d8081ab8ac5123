"""A detector that fails costs its own evidence, never the session: every detector is called from here."""

from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

import structlog

from speaking.logs import kind_and_place
from speaking.metrics import DETECTOR_FAILURES

log = structlog.get_logger()

Read = ParamSpec("Read")
Found = TypeVar("Found")


def found_by(
    name: str, detect: Callable[Read, Iterable[Found]], /, *read: Read.args, **how: Read.kwargs
) -> list[Found]:
    """Everything that a detector finds; nothing if it fails, even halfway.

    A failure is logged and counted under the detector's name, without a word of the text.
    """
    try:
        return list(detect(*read, **how))
    except Exception as error:  # noqa: BLE001 - a detector may fail in any way
        log.error("detector.failed", detector=name, error=kind_and_place(error))
        DETECTOR_FAILURES.labels(detector=name).inc()
        return []
