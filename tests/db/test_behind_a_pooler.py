"""Hosted PostgreSQL is reached through a pooler, which forgets settings and mixes connections."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, text

from speaking.db.database import Database
from speaking.db.tables import users
from speaking.queues.postgres import PostgresQueue, run_worker
from speaking.services import migrate
from speaking.settings import Settings
from support.limits import starts_processes
from support.patience import until
from support.pgbouncer import pooler, require_pooler

require_pooler()
pytestmark = starts_processes

POOLERS = [("session", ""), ("transaction", ""), ("transaction", "options"), ("session", "options")]


@pytest.fixture(params=POOLERS, ids=lambda given: " ".join(given).strip())
def url(request: pytest.FixtureRequest, queue_postgres_url: str) -> Iterator[str]:
    """The address of a migrated database behind a pooler of each kind."""
    mode, ignored = request.param
    with pooler(queue_postgres_url, mode=mode, ignored=ignored) as address:
        yield address


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = Database(Settings(database_url=url))
    yield opened
    await opened.close()


async def test_many_transactions_get_through(database: Database) -> None:
    """The same statements again and again, by turns on every connection of the pooler, and none fails."""

    async def add(number: int) -> None:
        async with database.transaction() as transaction:
            await transaction.execute(insert(users).values(id=str(number), external_id=str(number)))
            found = await transaction.scalar(select(users.c.created_at).where(users.c.id == str(number)))
            assert found is not None
            assert abs(found - datetime.now(UTC)) < timedelta(minutes=5)

    for begin in range(0, 120, 20):
        await asyncio.gather(*(add(number) for number in range(begin, begin + 20)))


async def test_what_a_transaction_needs_is_set_in_it(database: Database) -> None:
    """Times are UTC, and nobody waits for a lock or keeps one for ever."""
    for _ in range(3):
        async with database.transaction() as transaction:
            asked = ("timezone", "lock_timeout", "idle_in_transaction_session_timeout")
            values = [await transaction.scalar(text(f"SHOW {name}")) for name in asked]
            assert values == ["UTC", "10s", "1min"]


async def test_the_database_is_ready(database: Database) -> None:
    """What `/readyz` asks is answered."""
    await database.ping()


def test_migrating_works(url: str) -> None:
    """As at every start."""
    migrate(Settings(database_url=url, queue="postgres"))
    migrate(Settings(database_url=url, queue="postgres"))


async def test_every_announced_session_is_processed(url: str) -> None:
    """A worker cannot be told through every pooler, so it looks by itself."""
    settings = Settings(database_url=url)
    queue = PostgresQueue(settings)
    names = {f"session-{number}" for number in range(40)}
    processed: set[str] = set()

    async def process(session_id: str) -> None:
        processed.add(session_id)

    async def sweep() -> None: ...

    worker = asyncio.create_task(run_worker(settings, process=process, sweep=sweep, concurrency=2))
    try:
        await asyncio.gather(*(queue.enqueue(name, attempt=0) for name in names))
        await until(lambda: processed == names, "all sessions to be processed")
    finally:
        worker.cancel()
        await asyncio.wait([worker])
        await queue.close()
