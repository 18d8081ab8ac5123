import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.db.clock import utc_in
from speaking.db.database import Database
from speaking.db.tables import processing_jobs
from speaking.errors import LeaseLost
from speaking.processing import attempts, claims
from speaking.processing.attempts import MAX_ATTEMPTS
from speaking.processing.claims import Lease
from speaking.states import SessionStatus
from support.makers import expire_lease, make_job, make_session


async def take(database: Database, session_id: str, owner: str) -> bool:
    """Claim a session as the pipeline does; whether it was free."""
    async with database.transaction() as transaction:
        candidate = await claims.candidate(transaction, session_id)
        assert candidate is not None
        if candidate.leased:
            return False
        await claims.take(transaction, Lease(session_id, owner, 60), SessionStatus.TRANSCRIBING)
        return True


async def due(database: Database) -> list[str]:
    async with database.reading() as reading:
        return await attempts.due(reading, limit=10)


async def test_of_many_claims_at_once_one_wins(database: Database) -> None:
    """However concurrently a session is delivered, one worker gets it."""
    session_id = await make_session(database)
    claims = [take(database, session_id, f"worker {number}") for number in range(8)]
    assert sum(await asyncio.gather(*claims)) == 1


async def test_an_expired_lease_may_be_claimed(database: Database) -> None:
    """A dead worker's session passes to another one."""
    session_id = await make_session(database)
    assert await take(database, session_id, "dead")
    assert not await take(database, session_id, "early")
    await expire_lease(database, session_id)
    assert await take(database, session_id, "alive")


async def test_who_lost_the_lease_writes_nothing_more(database: Database) -> None:
    """The old owner is turned away in whatever it tries."""
    session_id = await make_session(database)
    await take(database, session_id, "old")
    await expire_lease(database, session_id)
    await take(database, session_id, "new")
    lease = Lease(session_id, "old", 60)
    writes: list[Callable[[AsyncConnection], Awaitable[None]]] = [
        lambda transaction: claims.keep(transaction, lease),
        lambda transaction: claims.finish(transaction, lease),
        lambda transaction: claims.give_back(transaction, lease),
        lambda transaction: claims.fail(transaction, lease, code="X", retry_in_secs=1),
    ]
    for write in writes:
        async with database.transaction() as transaction:
            with pytest.raises(LeaseLost):
                await write(transaction)


async def test_giving_back_does_not_use_up_an_attempt(database: Database) -> None:
    """A shutdown costs the session nothing and makes it due at once."""
    session_id = await make_session(database)
    await take(database, session_id, "owner")
    async with database.transaction() as transaction:
        await claims.give_back(transaction, Lease(session_id, "owner", 60))
        assert await transaction.scalar(select(processing_jobs.c.attempts)) == 0
    assert await due(database) == [session_id]


async def test_a_failed_session_is_due_when_its_wait_is_over(database: Database) -> None:
    """Back-off is respected, and a session without a next attempt is left alone."""
    waiting = await make_session(database, status=SessionStatus.FAILED)
    await make_job(database, waiting, attempts=1, next_attempt_at=utc_in(60))
    ready = await make_session(database, status=SessionStatus.FAILED)
    await make_job(database, ready, attempts=1, next_attempt_at=utc_in(-1))
    dead = await make_session(database, status=SessionStatus.FAILED)
    await make_job(database, dead, attempts=1)
    assert await due(database) == [ready]


async def test_the_longest_waiting_comes_first(database: Database) -> None:
    """Sessions are taken in the order in which they became due."""
    late = await make_session(database)
    await make_job(database, late, next_attempt_at=utc_in(-1))
    early = await make_session(database)
    await make_job(database, early, next_attempt_at=utc_in(-100))
    assert await due(database) == [early, late]


async def test_used_up_attempts_are_not_due(database: Database) -> None:
    """A session that kills its worker does not go round for ever."""
    session_id = await make_session(database, status=SessionStatus.TRANSCRIBING)
    await make_job(database, session_id, attempts=MAX_ATTEMPTS, lease_expires_at=utc_in(-1))
    assert await due(database) == []


async def test_each_announcement_has_a_number_of_its_own(database: Database) -> None:
    """A queue that drops repeats does not drop a second announcement made on purpose."""
    session_id = await make_session(database)
    numbers = []
    for _ in range(3):
        async with database.transaction() as transaction:
            numbers.append(await attempts.announce(transaction, session_id))
    assert numbers == [0, 1, 2]
    assert await due(database) == [session_id]
