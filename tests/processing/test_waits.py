from hypothesis import given
from hypothesis import strategies as st

from speaking.processing.waits import LONGEST_WAIT_SECS, wait_secs


def test_the_waits_are_those_of_the_queue() -> None:
    """12 s, 2 min 28 s, 30 min 8 s: what QStash itself waits."""
    assert [round(wait_secs(attempt, jitter=0)) for attempt in (1, 2, 3)] == [12, 148, 1808]


def test_a_service_that_asks_for_more_time_gets_it() -> None:
    """Retry-After is obeyed."""
    assert wait_secs(1, asked=300, jitter=0) == 300


@given(st.integers(1, 1000), st.floats(0, 1e5))
def test_a_wait_is_never_shorter_than_planned_or_asked(attempt: int, asked: float) -> None:
    """Jitter only ever adds, and there is a longest wait."""
    wait = wait_secs(attempt, asked=asked)
    assert wait >= max(asked, wait_secs(attempt, jitter=0))
    assert wait <= 1.1 * max(asked, LONGEST_WAIT_SECS)
