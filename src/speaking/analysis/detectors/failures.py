"""What a detector that fails costs: its own evidence, never the session.

Every detector is called from here.
"""

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
    """All that a detector finds in what it is given to read; nothing where it fails, even halfway.

    A failure is logged and counted under the detector's name, without a word of what it read.
    """
    try:
        return list(detect(*read, **how))
    except Exception as error:  # noqa: BLE001 - nobody knows what a detector fails at
        log.error("detector.failed", detector=name, error=kind_and_place(error))
        DETECTOR_FAILURES.labels(detector=name).inc()
        return []
