"""Sets this process's clocks wrong by `CLOCK_SHIFT_SECS`; Python runs it first where it is on PYTHONPATH."""

import datetime as dt
import os
import time
from typing import Any, Self

SHIFT_SECS = float(os.environ["CLOCK_SHIFT_SECS"])
_true_time = time.time
_true_datetime = dt.datetime


class _AnyDatetime(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _true_datetime)


class _WrongDatetime(_true_datetime, metaclass=_AnyDatetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Self:
        return cls.fromtimestamp(time.time(), tz)


def _wrong_time() -> float:
    return _true_time() + SHIFT_SECS


wrong: Any = {"time": _wrong_time, "time_ns": lambda: int(_wrong_time() * 1e9)}
time.__dict__.update(wrong)
dt.datetime = _WrongDatetime  # type: ignore[misc]
