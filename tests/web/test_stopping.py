import asyncio
from collections.abc import Callable

import pytest

from speaking.web.stopping import Stop, Stopping


async def never_ending(stop: Stop, *, at_the_end: Callable[[], None]) -> None:
    """Work during which the server is asked to stop, and what it does when it is cancelled."""
    async with stop.grace():
        stop.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0)
            at_the_end()
            raise


async def test_work_that_ends_in_time_is_not_disturbed() -> None:
    """A stop that comes meanwhile changes nothing for it."""
    stop = Stop(grace_secs=60)
    async with stop.grace():
        stop.set()
        await asyncio.sleep(0)
    assert stop.is_set()


async def test_work_that_does_not_end_is_cancelled_and_can_give_back() -> None:
    """It has the time to let go of what it holds, and whoever waits is told that there was a stop."""
    given_back = asyncio.Event()
    with pytest.raises(Stopping) as caught:
        await never_ending(Stop(grace_secs=0), at_the_end=given_back.set)
    assert given_back.is_set()
    assert caught.value.retry_after


async def test_work_that_begins_after_the_stop_has_its_grace_too() -> None:
    """A request may have been accepted a moment before."""
    stop = Stop(grace_secs=0)
    stop.set()
    with pytest.raises(Stopping):
        async with stop.grace():
            await asyncio.Event().wait()


async def test_a_second_stop_gives_no_more_time() -> None:
    """Nor does it disturb what is giving back already."""
    stop = Stop(grace_secs=0)
    with pytest.raises(Stopping):
        await never_ending(stop, at_the_end=stop.set)


async def test_a_timeout_of_the_work_itself_is_its_own() -> None:
    """Only the end of the grace time is a stop."""
    stop = Stop(grace_secs=60)
    with pytest.raises(TimeoutError):
        async with stop.grace():
            raise TimeoutError


async def test_without_a_stop_nothing_is_cut_off() -> None:
    """And what has ended is not touched by a later one."""
    stop = Stop(grace_secs=0)
    async with stop.grace():
        await asyncio.sleep(0)
    stop.set()
    await asyncio.sleep(0)
