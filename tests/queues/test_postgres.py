"""Jobs in a real PostgreSQL, worked on by real workers, some of which are killed."""

import asyncio
import inspect
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString

import procrastinate.exceptions
import psycopg
import pytest
from procrastinate.schema import SchemaManager
from psycopg import sql

from speaking.errors import (
    ConfigurationError,
    InProgress,
    InvalidState,
    MissingSetting,
    NoSpeech,
    ServiceUnavailable,
)
from speaking.queues import postgres as adapter
from speaking.queues.postgres import PostgresQueue, install_schema, run_worker
from speaking.settings import Settings
from support.limits import starts_processes
from support.patience import in_vain, look_for, patience_secs, waiting_for

pytestmark = starts_processes

NOWHERE = "postgresql://postgres@127.0.0.1:9/nowhere"
SWEEP_EVERY_SECS = 300
MIGRATIONS = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
ERRORS = [
    kind
    for _, kind in inspect.getmembers(procrastinate.exceptions, inspect.isclass)
    if issubclass(kind, procrastinate.exceptions.ProcrastinateException)
]


def query(url: str, statement: LiteralString) -> list[tuple[Any, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def jobs(url: str) -> list[tuple[Any, ...]]:
    return query(url, "SELECT args->>'session_id', status::text FROM procrastinate_jobs ORDER BY id")


@pytest.fixture
def url(queue_postgres_url: str) -> str:
    return queue_postgres_url


@pytest.fixture
async def sessions(url: str) -> AsyncIterator[PostgresQueue]:
    opened = PostgresQueue(Settings(database_url=url))
    yield opened
    await opened.close()


class TestSchema:
    def test_installing_it_again_changes_nothing(self, postgres_url: str) -> None:
        """`speaking migrate` may run at every start."""
        for _ in range(3):
            install_schema(postgres_url)
        assert jobs(postgres_url) == []

    def test_many_may_install_it_at_once(self, postgres_url: str) -> None:
        """Several machines that start together do not trip over each other."""
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(install_schema, [postgres_url] * 4))
        assert jobs(postgres_url) == []

    async def test_an_older_one_is_brought_up_to_date(self, postgres_url: str) -> None:
        """Tables that an earlier version installed get what came since, and lose no job."""
        older = [migration for migration in MIGRATIONS if migration.name < "03.03"]
        with psycopg.connect(postgres_url) as connection:
            for migration in older:
                connection.execute(migration.read_bytes())
            comment = sql.SQL("COMMENT ON TABLE procrastinate_jobs IS {}")
            connection.execute(comment.format(sql.Literal(older[-1].name)))
        queue = PostgresQueue(Settings(database_url=postgres_url))
        await queue.enqueue("session-1", attempt=0)
        install_schema(postgres_url)
        await queue.enqueue("session-2", attempt=0)
        await queue.close()
        assert [name for name, _ in jobs(postgres_url)] == ["session-1", "session-2"]
        [[present]] = query(postgres_url, "SELECT obj_description('procrastinate_jobs'::regclass)")
        assert present == MIGRATIONS[-1].name

    def test_somebody_elses_tables_stay_as_they_are(self, postgres_url: str) -> None:
        """Tables that Procrastinate's own command installed are updated by it, not by us."""
        with psycopg.connect(postgres_url) as connection:
            connection.execute(SchemaManager.get_schema())
        install_schema(postgres_url)
        [[present]] = query(postgres_url, "SELECT obj_description('procrastinate_jobs'::regclass)")
        assert present is None

    def test_a_database_out_of_reach_is_told(self) -> None:
        """The operator gets one of our errors, not a driver's."""
        with pytest.raises(ServiceUnavailable):
            install_schema(NOWHERE)

    def test_another_kind_of_database_is_refused(self) -> None:
        """The queue needs PostgreSQL and says so."""
        with pytest.raises(ConfigurationError, match="QUEUE=postgres"):
            install_schema("sqlite:///speaking.db")


class TestEnqueue:
    async def test_repeated_announcements_do_not_pile_up(self, url: str, sessions: PostgresQueue) -> None:
        """While a job for a session's attempt waits, announcing it again adds none."""
        for attempt in (0, 0, 1, 0):
            await sessions.enqueue("session-1", attempt=attempt)
        assert jobs(url) == [("session-1", "todo")] * 2

    async def test_a_sound_database_passes_the_check(self, url: str, sessions: PostgresQueue) -> None:
        """The doctor is content, and no job was made for it."""
        await sessions.check()
        assert jobs(url) == []

    async def test_many_at_once_open_one_pool(self, url: str, sessions: PostgresQueue) -> None:
        """Fifty uploads in the first moment are all announced over a handful of connections."""
        await asyncio.gather(*(sessions.enqueue(f"session-{n}", attempt=0) for n in range(50)))
        assert len(jobs(url)) == 50

        def few_are_open() -> bool:
            [[connections]] = query(
                url,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid()",
            )
            return int(connections) <= 4

        # PostgreSQL takes its time to forget the connection over which the jobs were read.
        await asyncio.to_thread(look_for, few_are_open, "no more than four connections")

    async def test_what_is_missing_is_named(self) -> None:
        """Without DATABASE_URL the queue can be made and closed, but not used."""
        queue = PostgresQueue(Settings())
        with pytest.raises(MissingSetting, match="DATABASE_URL"):
            await queue.enqueue("session-1", attempt=0)
        await queue.close()

    async def test_a_database_without_the_tables_is_told(self, postgres_url: str) -> None:
        """Forgetting `speaking migrate` is for the operator to mend."""
        queue = PostgresQueue(Settings(database_url=postgres_url))
        for use in (queue.check(), queue.enqueue("session-1", attempt=0)):
            with pytest.raises(ConfigurationError, match="speaking migrate"):
                await use
        await queue.close()

    async def test_it_connects_when_the_database_comes_back(
        self, postgres_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A queue whose first attempt found no database works as soon as there is one."""
        monkeypatch.setattr(adapter, "ENQUEUE_DEADLINE_SECS", 0.3)
        later = postgres_url.replace("/test_", "/later_")
        queue = PostgresQueue(Settings(database_url=later))
        with pytest.raises(ServiceUnavailable):
            await queue.enqueue("session-1", attempt=0)
        name = sql.Identifier(later.partition("?")[0].rpartition("/")[2])
        with psycopg.connect(postgres_url, autocommit=True) as admin:
            admin.execute(sql.SQL("CREATE DATABASE {}").format(name))
            install_schema(later)
            monkeypatch.undo()
            await queue.enqueue("session-1", attempt=0)
            assert jobs(later) == [("session-1", "todo")]
            await queue.close()
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    @pytest.mark.parametrize("kind", ERRORS)
    async def test_no_error_of_procrastinate_gets_through(self, kind: type[Exception]) -> None:
        """Whatever Procrastinate raises, now or after an update, becomes one of ours."""
        with pytest.raises((ServiceUnavailable, ConfigurationError)), adapter.border():
            raise kind.__new__(kind)


@asynccontextmanager
async def working(url: str, process: Callable[[str], Awaitable[None]]) -> AsyncIterator[None]:
    """A worker in this process; leaving the block stops it once its jobs are put away."""

    async def sweep() -> None: ...

    settings = Settings(database_url=url)
    task = asyncio.create_task(run_worker(settings, process=process, sweep=sweep, concurrency=2))
    try:
        yield
    finally:
        task.cancel()
        async with waiting_for("the worker to stop"):
            await asyncio.gather(task, return_exceptions=True)


class Failing:
    """A pipeline that fails; `reached` is set when it was called."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.reached = asyncio.Event()

    async def __call__(self, session_id: str) -> None:
        self.reached.set()
        raise self.error


class TestComingBack:
    async def wait_after(self, url: str, sessions: PostgresQueue, error: Exception) -> timedelta | None:
        """How long after it was announced the job comes back where `error` ended it, None when it is gone."""
        failing = Failing(error)
        announced_at = datetime.now(UTC)
        async with working(url, failing):
            await sessions.enqueue("session-1", attempt=0)
            async with waiting_for("a worker to take the session"):
                await failing.reached.wait()
        rows = query(
            url, "SELECT scheduled_at, status::text FROM procrastinate_jobs WHERE args ? 'session_id'"
        )
        if not rows:
            return None
        [[scheduled_at, status]] = rows
        assert status == "todo"
        wait: timedelta = scheduled_at - announced_at
        return wait

    async def test_a_passing_failure_comes_back_after_the_pipelines_wait(
        self, url: str, sessions: PostgresQueue
    ) -> None:
        """The first retry comes after 12 seconds, as the learner was told."""
        wait = await self.wait_after(url, sessions, ServiceUnavailable())
        assert wait is not None
        assert timedelta(seconds=2) < wait < timedelta(minutes=2)

    async def test_a_service_is_given_the_time_it_asked_for(self, url: str, sessions: PostgresQueue) -> None:
        """A `Retry-After` of an hour is an hour."""
        wait = await self.wait_after(url, sessions, ServiceUnavailable(retry_after=3600))
        assert wait is not None
        assert wait > timedelta(minutes=59)

    async def test_a_session_held_by_another_is_looked_at_again(
        self, url: str, sessions: PostgresQueue
    ) -> None:
        """The holder may have died; its lease tells in a moment."""
        assert await self.wait_after(url, sessions, InProgress()) is not None

    @pytest.mark.parametrize("error", [NoSpeech(), InvalidState(), RuntimeError("a bug")])
    async def test_what_is_lasting_does_not_come_back(
        self, url: str, sessions: PostgresQueue, error: Exception
    ) -> None:
        """A finished, lastingly failed or crashed session leaves no job; a crash is the sweep's to find."""
        assert await self.wait_after(url, sessions, error) is None

    async def test_a_lost_connection_is_mended(
        self, url: str, sessions: PostgresQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A worker whose connections were all cut goes on by itself."""
        monkeypatch.setattr(adapter, "RESTART_SECS", 0.05)
        monkeypatch.setattr(adapter, "POLL_SECS", 0.2)
        done: asyncio.Queue[str] = asyncio.Queue()
        async with working(url, done.put):
            await sessions.enqueue("session-1", attempt=0)
            async with waiting_for("the first session to be worked on"):
                assert await done.get() == "session-1"
            query(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
            await sessions.enqueue("session-2", attempt=0)
            async with waiting_for("the second session to be worked on"):
                assert await done.get() == "session-2"


class Crew:
    """Worker processes and what they say, in the order in which they say it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._said: queue.Queue[str] = queue.Queue()
        self.heard: list[str] = []
        self.workers: dict[str, subprocess.Popen[str]] = {}
        self._listeners: list[threading.Thread] = []

    def hire(self, name: str) -> None:
        program = Path(__file__).with_name("worker_process.py")
        worker = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(program), self._url, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        listener = threading.Thread(target=self._listen, args=(worker,))
        listener.start()
        self.workers[name] = worker
        self._listeners.append(listener)

    def _listen(self, worker: subprocess.Popen[str]) -> None:
        assert worker.stdout is not None
        for line in worker.stdout:
            self._said.put(line.strip())

    def wait_for(self, *words: str) -> str:
        """Wait until a worker says something with all these words, and return its name."""
        while True:
            try:
                line = self._said.get(timeout=patience_secs())
            except queue.Empty:
                raise in_vain(f"{words} from a worker; heard: {self.heard}") from None
            self.heard.append(line)
            if set(words) <= set(line.split()):
                return line.split()[0]

    def go(self, name: str) -> None:
        """Let the session that this worker started finish."""
        stdin = self.workers[name].stdin
        assert stdin is not None
        stdin.write("go\n")
        stdin.flush()

    def end(self, name: str, with_signal: signal.Signals) -> None:
        worker = self.workers[name]
        worker.send_signal(with_signal)
        worker.wait(patience_secs())

    def dismiss(self) -> None:
        for worker in self.workers.values():
            if worker.poll() is None:
                worker.kill()
            worker.wait(patience_secs())
        for listener in self._listeners:
            listener.join(patience_secs())
        while not self._said.empty():
            self.heard.append(self._said.get())
        for worker in self.workers.values():
            for pipe in (worker.stdin, worker.stdout):
                assert pipe is not None
                pipe.close()


@pytest.fixture
def crew(url: str) -> Iterator[Crew]:
    hired = Crew(url)
    yield hired
    hired.dismiss()


class TestCrew:
    async def test_each_session_is_worked_on_once(self, crew: Crew, sessions: PostgresQueue) -> None:
        """Two workers share what there is, and one of them sweeps."""
        crew.hire("ada")
        crew.hire("bob")
        for n in range(4):
            await sessions.enqueue(f"session-{n}", attempt=0)
        first = crew.wait_for("started")
        other = crew.wait_for("started")
        assert {first, other} == {"ada", "bob"}
        for _ in range(4):
            for name in crew.workers:
                crew.go(name)
        finished: list[str] = []
        while len(finished) < 4:
            crew.wait_for("finished")
            finished = [line.split()[2] for line in crew.heard if "finished" in line]
        assert sorted(finished) == [f"session-{n}" for n in range(4)]

    async def test_the_work_of_a_killed_worker_goes_to_another(
        self, crew: Crew, url: str, sessions: PostgresQueue
    ) -> None:
        """After a kill in the middle of a session another worker starts that session anew."""
        crew.hire("ada")
        await sessions.enqueue("session-1", attempt=0)
        assert crew.wait_for("started", "session-1") == "ada"
        crew.end("ada", signal.SIGKILL)
        query(url, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
        app = await adapter.open_app(Settings(database_url=url))
        assert await adapter.rescue(app) >= 1
        assert await adapter.rescue(app) == 0
        await app.close_async()
        crew.hire("bob")
        assert crew.wait_for("started", "session-1") == "bob"
        crew.go("bob")
        assert crew.wait_for("finished", "session-1") == "bob"

    async def test_a_worker_told_to_stop_hands_its_work_on(self, crew: Crew, sessions: PostgresQueue) -> None:
        """After SIGTERM and the grace time an unfinished session is another worker's at once."""
        crew.hire("ada")
        await sessions.enqueue("session-1", attempt=0)
        assert crew.wait_for("started", "session-1") == "ada"
        crew.end("ada", signal.SIGTERM)
        assert crew.wait_for("stopped") == "ada"
        crew.hire("bob")
        assert crew.wait_for("started", "session-1") == "bob"

    def test_one_of_all_workers_sweeps(self, crew: Crew) -> None:
        """The sweep of a moment is called once, however many workers there are."""
        began_at = time.time()
        for name in ("ada", "bob", "cleo"):
            crew.hire(name)
        crew.wait_for("swept")
        for name in crew.workers:
            crew.end(name, signal.SIGTERM)
        crew.dismiss()
        moments = 1 + time.time() // SWEEP_EVERY_SECS - began_at // SWEEP_EVERY_SECS
        assert len([line for line in crew.heard if "swept" in line]) <= moments
