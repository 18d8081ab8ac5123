"""The queue for self-hosting: jobs in PostgreSQL, processed by any number of workers.

Procrastinate keeps the jobs and wakes the workers. Only the pipeline decides when a session is retried: a
job returns only after a passing error, and after the pipeline's own wait.
"""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.engine import make_url

from speaking.db.database import database_url
from speaking.ending import ENDING_SECS, ended, set_within
from speaking.errors import ConfigurationError, InProgress, ServiceUnavailable, SpeakingError
from speaking.extras import needs
from speaking.processing.waits import wait_secs
from speaking.queues import OUT_OF_REACH, SWEEP_CRON, Process, QueueDescription, Sweep
from speaking.sdk_errors import translated
from speaking.settings import Settings

if TYPE_CHECKING:
    from procrastinate import App, JobContext
    from procrastinate.jobs import Job
    from procrastinate.retry import BaseRetryStrategy

log = structlog.get_logger()

ENABLES = "The queue on PostgreSQL"
QUEUE = "sessions"
PROCESS_TASK = "speaking.process_session"
RESCUE_CRON = "* * * * *"

ENQUEUE_DEADLINE_SECS = 10.0
HELD_BY_ANOTHER_SECS = 30.0
"""When to look again at a session whose lease another worker holds, as that worker may have died."""

POLL_SECS = 5.0
"""How often a worker looks for jobs by itself: a pooler in transaction mode forgets who listens."""
HEARTBEAT_SECS = 10.0
STALLED_SECS = 30.0
"""A worker without a heartbeat for this long counts as dead, and its jobs go to others."""

AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""A job's time for Procrastinate: in the past, whatever this machine's clock says."""

RESTART_SECS = 2.0
GRACE_SECS = 30.0

NOT_MADE = "The queue's tables could not be created in the database."
NOT_MIGRATED = "The queue's tables are missing or not ours. Run `speaking migrate` with QUEUE=postgres."


class PostgresQueue:
    """Announces sessions as jobs in the app's database; connects on first use."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._opening = asyncio.Lock()
        self._app: App | None = None

    async def enqueue(self, session_id: str, *, attempt: int) -> None:
        """Store a job for the session, unless one for the same attempt is waiting.

        Raises:
            ServiceUnavailable: The database cannot be reached.
            ConfigurationError: DATABASE_URL is not PostgreSQL, or `speaking migrate` was not run.
        """
        async with _in_time():
            from procrastinate.exceptions import AlreadyEnqueued

            app = await self._opened()
            job = app.configure_task(PROCESS_TASK, queue=QUEUE, queueing_lock=f"{session_id}-{attempt}")
            with suppress(AlreadyEnqueued):
                await job.defer_async(session_id=session_id)

    async def check(self) -> None:
        """Check that the database answers and has the queue's tables; raises as `enqueue` does."""
        async with _in_time():
            app = await self._opened()
            if not await app.check_connection_async():
                raise ConfigurationError(NOT_MIGRATED)

    async def close(self) -> None:
        if self._app is not None:
            await self._app.close_async()
            self._app = None

    async def _opened(self) -> "App":
        async with self._opening:
            if self._app is None:
                self._app = await open_app(self._settings)
            return self._app


async def run_worker(
    settings: Settings, *, process: Process, sweep: Sweep, concurrency: int, grace_secs: float = GRACE_SECS
) -> None:
    """Process sessions as `RunWorker` describes.

    What does not finish within `grace_secs` is cancelled and goes to another worker. If the database goes
    away after the start, the worker waits for it.

    Raises:
        ServiceUnavailable: The database cannot be reached at the start.
        ConfigurationError: As for `PostgresQueue.enqueue`.
    """
    with border():
        app = await open_app(settings)
    _register(app, process, sweep)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        while not stop.is_set():
            await _work_until(stop, app, concurrency, grace_secs)
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
        await app.close_async()


POSTGRES = QueueDescription(
    make=PostgresQueue,
    needs=("database_url",),
    enables="the queue on PostgreSQL",
    run_worker=run_worker,
    prepare=lambda settings: install_schema(database_url(settings)),
)


async def rescue(app: "App") -> int:
    """Return the jobs of dead workers to the queue; returns how many there were."""
    from procrastinate.exceptions import ConnectorException, UniqueViolation
    from procrastinate.jobs import Status

    jobs = app.job_manager
    stalled = list(await jobs.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED_SECS))
    for job in stalled:
        try:
            await jobs.retry_job(job, retry_at=AT_ONCE)
        except UniqueViolation:  # the same attempt is waiting in another job already
            await jobs.finish_job(job, status=Status.FAILED, delete_job=True)
        except ConnectorException:
            log.info("job.rescued_by_another", job=job.id)
    return len(stalled)


def install_schema(database_url: str) -> None:
    """Create or update Procrastinate's tables; many processes may run this, at once and repeatedly.

    The comment on the table says which of Procrastinate's migrations it has. Tables without our comment
    belong to somebody else and stay as they are. `database_url` begins with `postgresql://`.

    Raises:
        ServiceUnavailable: The database cannot be reached.
        ConfigurationError: The tables cannot be made.
    """
    with border(lasting=NOT_MADE):
        import psycopg

        with psycopg.connect(_conninfo(database_url), prepare_threshold=None) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('procrastinate_jobs'))")
            _bring_up_to_date(connection)


def _bring_up_to_date(connection: Any) -> None:  # noqa: ANN401 - psycopg's, whose import is deferred
    from procrastinate.schema import SchemaManager

    migrations = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    [table, present] = connection.execute(
        "SELECT to_regclass('procrastinate_jobs'), obj_description(to_regclass('procrastinate_jobs'))"
    ).fetchone()
    if table is None:
        connection.execute(SchemaManager.get_schema())
    elif present is None:
        return
    else:
        for migration in migrations:
            if migration.name > present:
                connection.execute(migration.read_text())
    connection.execute(f"COMMENT ON TABLE procrastinate_jobs IS '{migrations[-1].name}'")


async def _work_until(stop: asyncio.Event, app: "App", concurrency: int, grace_secs: float) -> None:
    """Run one worker until it ends or `stop` is set; a worker that loses its database ends by itself."""
    from procrastinate.exceptions import ProcrastinateException

    worker = asyncio.create_task(
        app.run_worker_async(
            queues=[QUEUE],
            concurrency=concurrency,
            fetch_job_polling_interval=POLL_SECS,
            shutdown_graceful_timeout=grace_secs,
            update_heartbeat_interval=HEARTBEAT_SECS,
            stalled_worker_timeout=STALLED_SECS,
            delete_jobs="always",
            install_signal_handlers=False,
        )
    )
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({worker, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        # Procrastinate takes a cancellation as a request to finish what is running.
        await ended(worker, stopping, within_secs=grace_secs + ENDING_SECS)
    outcome = None if worker.cancelled() or not worker.done() else worker.exception()
    if outcome is not None and not isinstance(outcome, ProcrastinateException):
        raise outcome
    if not stop.is_set():
        log.warning("worker.interrupted", cause=type(outcome).__name__)
        await set_within(stop, RESTART_SECS)


def _register(app: "App", process: Process, sweep: Sweep) -> None:
    @app.task(name=PROCESS_TASK, queue=QUEUE, retry=_come_back_when_told(), pass_context=True)
    async def process_session(context: "JobContext", session_id: str) -> None:
        try:
            await process(session_id)
        except InProgress:
            wait = HELD_BY_ANOTHER_SECS
        except SpeakingError as error:
            if not error.retryable:
                return
            wait = wait_secs(context.job.attempts + 1, asked=error.retry_after)
        else:
            return
        raise _ComeBack(await _now(app) + timedelta(seconds=wait))

    @app.periodic(cron=SWEEP_CRON)
    @app.task(name="speaking.sweep", queue=QUEUE, queueing_lock="sweep", priority=1)
    async def sweep_leftovers(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate's signature
        try:
            await sweep()
        except SpeakingError as error:
            log.warning("sweep.failed", code=error.code)

    @app.periodic(cron=RESCUE_CRON)
    @app.task(name="speaking.rescue", queue=QUEUE, queueing_lock="rescue", priority=2)
    async def rescue_stalled(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate's signature
        await rescue(app)


async def _now(app: "App") -> datetime:
    """The database's clock, by which it starts jobs; this machine's if the database does not answer."""
    from procrastinate.exceptions import ConnectorException

    try:
        found = await app.connector.execute_query_one_async("SELECT now() AS now")
    except ConnectorException:
        return datetime.now(UTC)
    now: datetime = found["now"]
    return now


class _ComeBack(Exception):
    """Ends a job that must run again; brings no word of a provider into Procrastinate's log."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        super().__init__("the session will be retried")


def _come_back_when_told() -> "BaseRetryStrategy":
    from procrastinate.retry import BaseRetryStrategy, RetryDecision

    class ComeBackWhenTold(BaseRetryStrategy):
        def get_retry_decision(self, *, exception: BaseException, job: "Job") -> RetryDecision | None:  # noqa: ARG002 - Procrastinate's signature
            if isinstance(exception, asyncio.CancelledError):  # this worker shuts down
                return RetryDecision(retry_at=AT_ONCE)
            return RetryDecision(retry_at=exception.at) if isinstance(exception, _ComeBack) else None

    return ComeBackWhenTold()


async def open_app(settings: Settings) -> "App":
    from procrastinate import App, PsycopgConnector

    POSTGRES.required(settings)
    connector = PsycopgConnector(
        conninfo=_conninfo(database_url(settings)),
        kwargs={"prepare_threshold": None},
        min_size=1,
        max_size=4,
        timeout=ENQUEUE_DEADLINE_SECS,
    )
    app = App(connector=connector)
    try:
        await app.open_async()
    except BaseException:
        await app.close_async()
        raise
    return app


def _conninfo(url: str) -> str:
    """The app's database URL in a form that libpq understands."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "postgresql":
        raise ConfigurationError("QUEUE=postgres needs a DATABASE_URL that begins with postgresql://.")
    return parsed.set(drivername="postgresql").render_as_string(hide_password=False)


def border(*, lasting: str = NOT_MIGRATED) -> AbstractContextManager[None]:
    """Wraps calls to the database through Procrastinate or psycopg.

    If the database refuses them, `lasting` is the operator's message.

    Raises:
        MissingExtra: Their packages are not installed.
    """
    with needs("postgres", enables=ENABLES):
        import procrastinate  # noqa: F401 - reported here rather than when the database is half made
        import psycopg

    def meaning(error: Exception) -> SpeakingError | None:
        refused = any(isinstance(each, psycopg.ProgrammingError) for each in (error, error.__cause__))
        return ConfigurationError(lasting) if refused else None

    return translated(meaning, unknown=partial(ServiceUnavailable, OUT_OF_REACH))


@asynccontextmanager
async def _in_time() -> AsyncIterator[None]:
    with border():
        async with asyncio.timeout(ENQUEUE_DEADLINE_SECS):
            yield
