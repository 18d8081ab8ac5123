"""What surrounds the service under torture: database, folder, paid services, queue and one learner.

Time is made to pass in the database and on the files rather than waited for: a lease that would end in a
minute, a retry that is due in half an hour, an upload that was abandoned an hour ago.
"""

import itertools
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import Message as Headers
from functools import cache
from pathlib import Path

import httpx
from sqlalchemy import Engine, select, text, update

from speaking.db.clock import utc_in, utc_now
from speaking.db.tables import insights, pattern_profiles, processing_jobs, speaking_sessions
from speaking.states import UNFINISHED, SessionStatus
from support.patience import patience_secs
from support.serving import free_port
from support.sounds import recording_bytes
from support.vendors import Answer, Request
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.vendors.qstash import Message, QStash
from torture.child import Crew
from torture.databases import engine_of
from torture.effects import Effects, effects_of
from torture.points import Fate
from torture.storages import AudioStorage, Bucket, Folder

LEASE_SECS = {"embedded": 1, "qstash": 30, "postgres": 2}
"""Made to pass for QStash, waited for where workers look by themselves."""

HOURS_SECS = 2 * 3600
LOOK_EVERY_SECS = 0.2
SWEEP_EVERY_SECS = 5.0
SWEEP_PATH = "/api/internal/sweep"
PROCESS_PATH = "/api/internal/process"
DELIVERIES_OF_ONE = 5
AT_ONCE = 5
DOCUMENTED = frozenset({200, 400, 404, 409, 500})
WORKERS = 2


class CountingOpenAI(OpenAI):
    """An account that knows how many transcriptions it charged for."""

    def __init__(self) -> None:
        super().__init__()
        self._charged: list[Request] = []

    @property
    def paid(self) -> int:
        return len(self._charged)

    def answer(self, request: Request) -> Answer:
        self._charged.append(request)
        return super().answer(request)


class Died(Exception):
    """A process of the service went away while somebody waited for what it does."""


class Stuck(Exception):
    """Nothing moves any more."""


@dataclass
class Scene:
    """One service, its surroundings and its learner; `accepted` are the sessions answered with 201."""

    environment: dict[str, str]
    engine: Engine
    folder: Path
    port: int
    qstash: QStash
    whisper: CountingOpenAI
    claude: Anthropic
    storage: AudioStorage
    queue: str
    chance: random.Random
    crew: Crew | None = None
    accepted: list[str] = field(default_factory=list)
    deliveries: int = 0
    undocumented: list[int] = field(default_factory=list)

    @property
    def trace(self) -> Path:
        return self.folder / "trace"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @contextmanager
    def serving(self, fate: Fate | None = None) -> Iterator[Crew]:
        """The service as processes, with workers of their own where the queue has them."""
        fate = fate or Fate(self.folder / "trace of the undisturbed")
        workers = WORKERS if self.queue == "postgres" else 0
        with Crew(self.environment, port=self.port, workers=workers, fate=fate, log=self.log) as self.crew:
            self.crew.wait_until_ready()
            yield self.crew

    @contextmanager
    def browser(self) -> Iterator[httpx.Client]:
        """The learner's browser.

        Raises:
            Died: The service hung up.
        """
        address = f"http://127.0.0.1:{self.port}"
        try:
            with httpx.Client(base_url=address, timeout=patience_secs(), trust_env=False) as browser:
                yield browser
        except httpx.TransportError as error:
            raise Died from error

    def record(self) -> str:
        """Send a recording; its session's id."""
        with self.browser() as browser:
            files = {"audio": ("talk.webm", recorded(), "audio/webm")}
            answer = browser.post("/api/sessions", files=files, data={"duration": "1"})
            answer.raise_for_status()
        session_id = str(answer.json()["id"])
        self.accepted.append(session_id)
        return session_id

    def settle(self) -> None:
        """Let every session that was uploaded reach its end, waits passing at once.

        Raises:
            Died: A process of the service did not live to see it.
            Stuck: Nobody works on what is left.
        """
        patience = patience_secs()
        deadline = time.monotonic() + patience
        for turn in itertools.count(1):
            if not (waiting := self.unsettled()):
                return
            if time.monotonic() > deadline:
                raise Stuck(f"after {patience:.0f} s {waiting} are not at their end")
            if self.queue == "embedded":
                self._follow(waiting[0])
            elif self.queue == "qstash":
                self._deliver()
            else:
                self._await_workers(turn)

    def unsettled(self) -> list[str]:
        """Sessions that something still has to happen to by itself."""
        with self.engine.connect() as connection:
            rows = connection.execute(
                select(speaking_sessions.c.id, speaking_sessions.c.status, processing_jobs.c.next_attempt_at)
                .outerjoin(processing_jobs)
                .where(speaking_sessions.c.status.not_in([SessionStatus.CREATED, SessionStatus.DONE]))
                .order_by(speaking_sessions.c.created_at)
            ).all()
        return [row.id for row in rows if row.status in UNFINISHED or row.next_attempt_at is not None]

    def _follow(self, session_id: str) -> None:
        with self.browser() as browser, browser.stream("GET", f"/api/sessions/{session_id}/events") as events:
            for line in events.iter_lines():
                if line.startswith("data:") and json.loads(line[5:])["status"] == "FAILED":
                    self.let_waits_pass()
                elif line.startswith("data:") and json.loads(line[5:])["status"] == "UPLOADED":
                    self._let_lost_announcements_be_swept(session_id)

    def _let_lost_announcements_be_swept(self, session_id: str) -> None:
        with self.engine.connect() as connection:
            announced = connection.scalar(
                select(processing_jobs.c.session_id).filter_by(session_id=session_id)
            )
        if announced is None:
            self.sweep()

    def _deliver(self) -> None:
        self.let_waits_pass()
        pending = [message for message in self.qstash.messages if not (message.delivered or message.given_up)]
        if not pending:
            self.sweep()
        for message in pending:
            self._delivered(message)

    def _await_workers(self, turn: int) -> None:
        if self.crew is not None and self.crew.has_fallen():
            raise Died
        self.let_waits_pass()
        time.sleep(LOOK_EVERY_SECS)
        if turn % round(SWEEP_EVERY_SECS / LOOK_EVERY_SECS) == 0:
            self.sweep()

    def deliver_often(self) -> None:
        """Deliver every session five times, in any order and several at once, whatever its state.

        Raises:
            Died: There was no answer.
        """
        messages = [self._message(session_id) for session_id in self.accepted * DELIVERIES_OF_ONE]
        self.chance.shuffle(messages)
        with ThreadPoolExecutor(AT_ONCE) as deliveries:
            for answered in [deliveries.submit(self._delivered, message) for message in messages]:
                answered.result()

    def _message(self, session_id: str) -> Message:
        url = f"http://127.0.0.1:{self.port}{PROCESS_PATH}"
        return Message("again", url, json.dumps({"sessionId": session_id}).encode(), 0, Headers())

    def _delivered(self, message: Message) -> None:
        self.deliveries += 1
        self.qstash.deliver(message)
        if message.statuses[-1] == 0:
            raise Died
        if message.statuses[-1] not in DOCUMENTED:
            self.undocumented.append(message.statuses[-1])

    def let_waits_pass(self) -> None:
        """Make every retry due, and every lease end that is not waited for."""
        with self.engine.begin() as connection:
            columns = [processing_jobs.c.next_attempt_at]
            if self.queue == "postgres":
                connection.execute(text(_DUE))
            else:
                columns.append(processing_jobs.c.lease_expires_at)
            for column in columns:
                connection.execute(
                    update(processing_jobs).where(column > utc_now()).values({column: utc_in(-1)})
                )

    def sweep_clean(self) -> None:
        """Let sweep after sweep come until one finds nothing; each may uncover work for the next."""
        while any(self.sweep().values()):
            self.settle()

    def sweep(self) -> dict[str, int]:
        """Let two hours pass and have the sweep called, signed; what it mended."""
        self._let_hours_pass()
        url = f"http://127.0.0.1:{self.port}{SWEEP_PATH}"
        with self.browser() as browser:
            answer = browser.post(SWEEP_PATH, headers={"Upstash-Signature": self.qstash.sign(url, b"")})
            answer.raise_for_status()
        mended: dict[str, int] = answer.json()
        return mended

    def _let_hours_pass(self) -> None:
        self.qstash.forget_deduplication_ids()
        then = utc_in(-HOURS_SECS)
        with self.engine.begin() as connection:
            connection.execute(update(speaking_sessions).values(created_at=then, updated_at=then))
            connection.execute(update(processing_jobs).values(created_at=then, announced_at=then))
            waiting = processing_jobs.c.next_attempt_at.is_not(None)
            connection.execute(update(processing_jobs).where(waiting).values(next_attempt_at=then))
        self.let_waits_pass()
        self.storage.age(HOURS_SECS)

    def sessions(self) -> dict[str, Effects]:
        """What every session amounts to, by id."""
        with self.engine.connect() as connection:
            return {
                row.id: effects_of(connection, row) for row in connection.execute(select(speaking_sessions))
            }

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """The learner's profile, and the sum of the stored insights."""
        with self.engine.connect() as connection:
            profile = connection.scalar(select(pattern_profiles.c.patterns)) or {}
            added: dict[str, int] = {}
            for insight in connection.execute(select(insights)):
                key = f"{insight.category}:{insight.pattern}"
                added[key] = added.get(key, 0) + (1 if insight.frequency is None else insight.frequency)
        return dict(profile), added

    def complaints(self) -> list[str]:
        """Errors in the service's log."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line for line in lines if _is_complaint(line)]


def _is_complaint(line: str) -> bool:
    if line.startswith("{"):
        return any(f'"level": "{level}"' in line for level in ("error", "critical"))
    return line.startswith(("ERROR", "CRITICAL", "Traceback"))


@cache
def recorded() -> bytes:
    """What the learner recorded."""
    return recording_bytes("webm", 1.0)


@contextmanager
def opened_scene(
    databases: Iterator[str], *, queue: str, s3_url: str | None, seed: str, options: Sequence[str] = ()
) -> Iterator[Scene]:
    """A scene on a fresh database, with audio in a bucket of `s3_url` or in a folder.

    Args:
        databases: Where the next fresh database comes from.
        queue: What QUEUE is set to.
        s3_url: An S3 service, None for a folder.
        seed: Decides in which order deliveries come.
        options: Further settings as NAME=value.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="torture-")))
        qstash, whisper = stack.enter_context(QStash()), stack.enter_context(CountingOpenAI())
        claude = stack.enter_context(Anthropic())
        storage: AudioStorage = Folder(folder) if s3_url is None else Bucket(s3_url)
        port = free_port()
        url = next(databases)
        environment = {"PATH": os.environ.get("PATH", ""), "DATABASE_URL": url, "DATA_DIR": str(folder)}
        environment |= qstash.environment() | whisper.environment() | claude.environment()
        environment |= {"APP_URL": f"http://127.0.0.1:{port}", "LEASE_SECS": str(LEASE_SECS[queue])}
        environment |= {"QUEUE": queue, **storage.environment}
        environment |= dict(option.split("=", 1) for option in options)
        engine = engine_of(url)
        stack.callback(engine.dispose)
        chance = random.Random(seed)  # noqa: S311 - reproducible, nothing secret
        yield Scene(environment, engine, folder, port, qstash, whisper, claude, storage, queue, chance)


_DUE = """
    UPDATE procrastinate_jobs SET scheduled_at = now() - interval '1 second'
    WHERE status = 'todo' AND scheduled_at > now()
"""
