"""Being asked to stop in the very moment in which a session ends: no cancellation is lost."""

import asyncio
import signal
from collections.abc import Callable

import psycopg
import pytest

from speaking.commands.working import work_until
from speaking.db.clock import utc_now
from speaking.queues import postgres
from speaking.queues.embedded import EmbeddedQueue, EmbeddedWorker
from speaking.services import Services
from speaking.settings import Settings
from speaking.web.app import create_migrated_app
from support.limits import stops_a_thousand_times
from support.makers import make_job, make_session

TIMES = 1000
TIMES_ON_POSTGRESQL = 100
"""Each opens connections and registers a worker, which costs as much as ten of the others."""
TURNS = 10
"""More than the word to stop takes to arrive, so that the session ends before, with and after it."""
STOPPING_SECS = 30.0

pytestmark = stops_a_thousand_times


@pytest.fixture
def either_database(settings: Settings) -> Settings:
    """SQLite: which database it is makes no difference to a cancellation."""
    return settings


async def due_for_ever(services: Services) -> None:
    """A session that is due whenever a worker looks, as long as nobody claims it."""
    session_id = await make_session(services.database)
    await make_job(services.database, session_id, next_attempt_at=utc_now())


def worker_that_stops(services: Services, stop: Callable[[], None], *, turns: int) -> EmbeddedWorker:
    """A worker that is told to stop during its session, which ends so many turns of the event loop later."""

    async def process(_session_id: str) -> None:
        stop()
        for _ in range(turns):
            await asyncio.sleep(0)

    async def sweep() -> None: ...

    return EmbeddedWorker(
        database=services.database, queue=EmbeddedQueue(), process=process, sweep=sweep, concurrency=1
    )


async def stopped(stopping: asyncio.Task[None], time: int) -> None:
    """Wait for the end.

    Raises:
        AssertionError: It does not come.
    """
    await asyncio.wait([stopping], timeout=STOPPING_SECS)
    assert stopping.done(), f"the stop number {time} was lost"
    await stopping


async def test_a_worker_stops_in_any_moment(services: Services) -> None:
    """It neither goes on nor waits for itself."""
    await due_for_ever(services)
    for time in range(TIMES):
        stop = asyncio.Event()
        worker = worker_that_stops(services, stop.set, turns=time % TURNS)
        await stopped(asyncio.create_task(work_until(stop, worker, grace_secs=0)), time)


async def test_a_server_stops_in_any_moment(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its worker neither goes on nor keeps the server from ending."""
    await due_for_ever(services)
    monkeypatch.setenv("DATA_DIR", str(services.settings.data_dir))
    app = create_migrated_app()
    for time in range(TIMES):
        stop = asyncio.Event()
        app.state.services.worker = worker_that_stops(app.state.services, stop.set, turns=time % TURNS)

        async def serve(stop: asyncio.Event = stop) -> None:
            async with app.router.lifespan_context(app):
                await stop.wait()

        await stopped(asyncio.create_task(serve()), time)


async def test_a_worker_of_the_queue_on_postgresql_stops_in_any_moment(queue_postgres_url: str) -> None:
    """Procrastinate's worker and its connections end, too, and the session's job is done."""
    settings = Settings(database_url=queue_postgres_url, queue="postgres")
    queue = postgres.PostgresQueue(settings)
    turns = 0

    async def process(_session_id: str) -> None:
        signal.raise_signal(signal.SIGTERM)
        for _ in range(turns):
            await asyncio.sleep(0)

    async def sweep() -> None: ...

    for time in range(TIMES_ON_POSTGRESQL):
        turns = time % TURNS
        await queue.enqueue(f"session-{time}", attempt=0)
        work = postgres.run_worker(settings, process=process, sweep=sweep, concurrency=1)
        await stopped(asyncio.create_task(work), time)
    await queue.close()
    with psycopg.connect(queue_postgres_url) as connection:
        left = connection.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [postgres.PROCESS_TASK]
        )
        assert left.fetchone() == (0,)
