import asyncio
from contextlib import suppress

from speaking.ending import ended
from support.listening import errors_in, heard


async def test_a_task_that_loses_a_cancellation_ends_all_the_same() -> None:
    """As those of Python 3.11's `asyncio.wait_for` do: they are asked a second time."""
    asked = 0

    async def lose_one() -> None:
        nonlocal asked
        for _ in range(2):
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                asked += 1

    task = asyncio.create_task(lose_one())
    await asyncio.sleep(0)
    await ended(task, within_secs=0.01)
    assert task.done()
    assert asked == 2


async def test_a_task_that_does_not_end_keeps_nobody_waiting() -> None:
    """The log names it."""
    enough = asyncio.Event()

    async def go_on() -> None:
        while not enough.is_set():
            with suppress(asyncio.CancelledError):
                await enough.wait()

    task = asyncio.create_task(go_on(), name="stubborn")
    await asyncio.sleep(0)
    with heard() as entries:
        await ended(task, within_secs=0.01)
    enough.set()
    await task
    assert [(each["event"], each["task"]) for each in errors_in(entries)] == [("task.goes_on", "stubborn")]


async def test_a_task_that_breaks_while_it_ends_is_told_of_without_its_words() -> None:
    """What it says may quote a learner."""

    async def break_down() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            raise ValueError("what the learner said")

    task = asyncio.create_task(break_down(), name="broken")
    await asyncio.sleep(0)
    with heard() as entries:
        await ended(task)
    [entry] = errors_in(entries)
    assert (entry["event"], entry["task"]) == ("task.crashed", "broken")
    assert "ValueError" in entry["error"]
    assert "learner" not in str(entry)


async def test_what_has_ended_already_is_left_alone() -> None:
    """Its error is for whoever waits for the task, not for the log."""

    async def fail() -> None:
        raise ValueError

    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    with heard() as entries:
        await ended(task)
    assert entries == []
    assert isinstance(task.exception(), ValueError)
