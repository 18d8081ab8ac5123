"""How long to wait before a session is tried again."""

import math
import random

LONGEST_WAIT_SECS = 24 * 3600.0


def wait_secs(attempt: int, *, asked: float | None = None, jitter: float = 0.1) -> float:
    """Seconds until the next try after the `attempt`-th one (from 1) failed.

    QStash's own schedule, `e ** (2.5 * attempt)` (12 s, 2 min 28 s, 30 min 8 s), so that what the learner
    is told holds for every queue; up to a share of `jitter` longer, so that sessions that failed together
    do not come back together; never sooner than a service `asked` for.
    """
    planned = min(math.exp(2.5 * min(attempt, 10)), LONGEST_WAIT_SECS)
    spread = random.uniform(1.0, 1.0 + jitter)  # noqa: S311 - nothing secret about a wait
    return max(planned, asked or 0.0) * spread
