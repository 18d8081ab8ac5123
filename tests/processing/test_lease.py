import asyncio

import pytest

from speaking.errors import DatabaseUnavailable, LeaseLost
from speaking.processing.lease import kept_alive


async def test_work_ends_when_the_lease_is_lost() -> None:
    """A worker whose session was taken over stops at once and knows why."""

    async def renew() -> None:
        raise LeaseLost

    with pytest.raises(LeaseLost):
        async with kept_alive(renew, every_secs=0):
            await asyncio.Event().wait()


async def test_work_goes_on_while_the_lease_is_renewed() -> None:
    """The lease is renewed again and again for as long as the work takes."""
    renewals = 0
    enough = asyncio.Event()

    async def renew() -> None:
        nonlocal renewals
        renewals += 1
        if renewals == 3:
            enough.set()

    async with kept_alive(renew, every_secs=0):
        await enough.wait()
    assert renewals >= 3


async def test_a_database_that_is_away_does_not_end_the_work() -> None:
    """A renewal that fails in passing is tried again."""
    answered = asyncio.Event()
    failures = [DatabaseUnavailable(), DatabaseUnavailable()]

    async def renew() -> None:
        if failures:
            raise failures.pop()
        answered.set()

    async with kept_alive(renew, every_secs=0):
        await answered.wait()


async def test_being_cancelled_is_not_losing_the_lease() -> None:
    """A shutdown cancels the work as a shutdown, not as a lost lease."""
    begun = asyncio.Event()

    async def renew() -> None: ...

    async def work() -> None:
        async with kept_alive(renew, every_secs=60):
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_an_error_of_the_work_passes_through() -> None:
    """What the work raises is what the caller sees."""

    async def renew() -> None: ...

    with pytest.raises(ValueError, match="broken"):
        async with kept_alive(renew, every_secs=60):
            raise ValueError("broken")


async def test_a_renewal_that_has_begun_is_not_cut_off() -> None:
    """Work that ends while its lease is being renewed lets the renewal end by itself."""
    begun, ended = asyncio.Event(), asyncio.Event()

    async def renew() -> None:
        begun.set()
        for _ in range(3):
            await asyncio.sleep(0)
        ended.set()

    async with kept_alive(renew, every_secs=0):
        await begun.wait()
    assert ended.is_set()


async def test_a_renewal_that_never_ends_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is gone without a word does not keep a worker from stopping."""
    monkeypatch.setattr("speaking.processing.lease.ENDING_SECS", 0)
    begun = asyncio.Event()

    async def renew() -> None:
        begun.set()
        await asyncio.Event().wait()

    async with kept_alive(renew, every_secs=0):
        await begun.wait()


async def test_a_lease_lost_at_the_very_end_is_lost() -> None:
    """Work whose last renewal is refused while it ends knows that it lost its lease."""
    begun = asyncio.Event()

    async def renew() -> None:
        begun.set()
        await asyncio.sleep(0)
        raise LeaseLost

    with pytest.raises(LeaseLost):
        async with kept_alive(renew, every_secs=0):
            await begun.wait()
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_a_lease_that_was_let_go_is_not_lost() -> None:
    """The last write ends the lease itself; a renewal that comes too late does not undo it."""
    begun, written = asyncio.Event(), asyncio.Event()

    async def renew() -> None:
        begun.set()
        await written.wait()
        raise LeaseLost

    async with kept_alive(renew, every_secs=0) as let_go:
        await begun.wait()
        let_go()
        written.set()
        for _ in range(3):
            await asyncio.sleep(0)


async def test_who_let_go_renews_no_more() -> None:
    """What comes after the last write is not of this worker any more."""
    renewals = 0

    async def renew() -> None:
        nonlocal renewals
        renewals += 1

    async with kept_alive(renew, every_secs=0) as let_go:
        let_go()
        for _ in range(3):
            await asyncio.sleep(0)
    assert renewals == 0
