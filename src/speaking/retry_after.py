"""What a service asks us to wait."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after_secs(header: str | None) -> float | None:
    """Seconds in a Retry-After header, which holds a number or a date (RFC 9110, 10.2.3).

    None without a header, or with one that says neither.
    """
    if not header:
        return None
    try:
        secs = float(header)
    except ValueError:
        secs = _secs_until(header)
    return secs if 0 <= secs < math.inf else None


def _secs_until(date: str) -> float:
    try:
        return max(0.0, (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return math.inf
