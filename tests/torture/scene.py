"""What surrounds the service under torture: database, folder, paid services, queue and one learner.

Time is made to pass in the database and on the files rather than waited for: a lease that would end in a
minute, a retry that is due in half an hour, an upload that was abandoned an hour ago.
"""

import json
import os
import socket
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Engine, create_engine, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from postgres import _server
from sounds import recording_bytes
from speaking.clock import utc_in, utc_now
from speaking.database import migrate
from speaking.models import (
    Insight,
    ModelUse,
    PatternProfile,
    ProcessingJob,
    SessionAnalysis,
    SpeakingSession,
    Transcript,
    TranscriptTiming,
)
from speaking.settings import Settings
from speaking.states import FINAL, SessionStatus
from torture.child import Child
from torture.points import Fate
from vendors import Answer, Request
from vendors.anthropic import Anthropic
from vendors.openai import OpenAI
from vendors.qstash import Message, QStash

LEASE_SECS = 1
HOURS_SECS = 2 * 3600
PATIENCE_SECS = 60.0
SWEEP_PATH = "/api/internal/sweep"


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
    """The service went away while somebody waited for its answer."""


@dataclass(frozen=True)
class Effects:
    """What one session amounts to in the database: the same for every way that leads to DONE."""

    status: SessionStatus
    error: str | None
    audio_deleted: bool
    focus: str | None
    transcript: tuple[str, int | None, str] | None
    insights: tuple[tuple[Any, ...], ...]
    analyses: int
    paid: tuple[str, ...]


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
    embedded: bool
    accepted: list[str] = field(default_factory=list)
    deliveries: int = 0

    @property
    def trace(self) -> Path:
        return self.folder / "trace"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @contextmanager
    def serving(self, fate: Fate | None = None) -> Iterator[Child]:
        """The service as a process; it may be dead before it serves."""
        fate = fate or Fate(self.folder / "trace of the undisturbed")
        with Child(self.environment, port=self.port, fate=fate, log=self.log) as child:
            child.wait_until_ready()
            yield child

    @contextmanager
    def browser(self) -> Iterator[httpx.Client]:
        """The learner's browser.

        Raises:
            Died: The service hung up.
        """
        address = f"http://127.0.0.1:{self.port}"
        try:
            with httpx.Client(base_url=address, timeout=PATIENCE_SECS, trust_env=False) as browser:
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
        """Let every session that was uploaded reach its end, waits passing at once."""
        while waiting := self.unsettled():
            if self.embedded:
                self._follow(waiting[0])
            else:
                self._deliver()

    def unsettled(self) -> list[str]:
        """Sessions that something still has to happen to by itself."""
        with Session(self.engine) as session:
            rows = session.execute(
                select(SpeakingSession.id, SpeakingSession.status, ProcessingJob.next_attempt_at)
                .outerjoin(ProcessingJob)
                .where(SpeakingSession.status.not_in([SessionStatus.CREATED, SessionStatus.DONE]))
                .order_by(SpeakingSession.created_at)
            ).all()
        return [row.id for row in rows if row.status not in FINAL or row.next_attempt_at is not None]

    def _follow(self, session_id: str) -> None:
        with self.browser() as browser, browser.stream("GET", f"/api/sessions/{session_id}/events") as events:
            for line in events.iter_lines():
                if line.startswith("data:") and json.loads(line[5:])["status"] == "FAILED":
                    self.let_waits_pass()
                elif line.startswith("data:") and json.loads(line[5:])["status"] == "UPLOADED":
                    self._let_lost_announcements_be_swept(session_id)

    def _let_lost_announcements_be_swept(self, session_id: str) -> None:
        with Session(self.engine) as session:
            announced = session.scalar(select(ProcessingJob.session_id).filter_by(session_id=session_id))
        if announced is None:
            self.sweep()

    def _deliver(self) -> None:
        self.let_waits_pass()
        pending = [message for message in self.qstash.messages if not (message.delivered or message.given_up)]
        if not pending:
            self.sweep()
        for message in pending:
            self.deliver(message)

    def deliver(self, message: Message) -> int:
        """Deliver a message once more; the answer's status.

        Raises:
            Died: There was no answer.
        """
        self.deliveries += 1
        self.qstash.deliver(message)
        if message.statuses[-1] == 0:
            raise Died
        return message.statuses[-1]

    def let_waits_pass(self) -> None:
        """Make every lease end and every retry due."""
        with Session(self.engine) as session, session.begin():
            for column in (ProcessingJob.lease_expires_at, ProcessingJob.next_attempt_at):
                session.execute(update(ProcessingJob).where(column > utc_now()).values({column: utc_in(-1)}))

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
        with Session(self.engine) as session, session.begin():
            session.execute(update(SpeakingSession).values(created_at=then, updated_at=then))
            session.execute(update(ProcessingJob).values(created_at=then, announced_at=then))
        self.let_waits_pass()
        for path in self.audio():
            os.utime(path, (time.time() - HOURS_SECS,) * 2)

    def audio(self) -> list[Path]:
        """The files in the audio storage."""
        return [path for path in (self.folder / "audio").rglob("*") if path.is_file()]

    def sessions(self) -> dict[str, Effects]:
        """What every session amounts to, by id."""
        with Session(self.engine) as session:
            return {row.id: _effects(session, row) for row in session.scalars(select(SpeakingSession))}

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """The learner's profile, and the sum of the stored insights."""
        with Session(self.engine) as session:
            profile = session.scalar(select(PatternProfile.patterns)) or {}
            added: dict[str, int] = {}
            for insight in session.scalars(select(Insight)):
                key = f"{insight.category}:{insight.pattern}"
                added[key] = added.get(key, 0) + (1 if insight.frequency is None else insight.frequency)
        return dict(profile), added

    def complaints(self) -> list[str]:
        """Errors in the service's log."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [
            line for line in lines if '"level": "error"' in line or "Traceback" in line or "ERROR" in line
        ]


@cache
def recorded() -> bytes:
    """What the learner recorded."""
    return recording_bytes("webm", 1.0)


def _effects(session: Session, row: SpeakingSession) -> Effects:
    transcript = session.scalar(select(Transcript).filter_by(session_id=row.id))
    words = session.scalar(select(TranscriptTiming.words).filter_by(session_id=row.id))
    insights = session.scalars(select(Insight).filter_by(session_id=row.id))
    told = sorted(
        (each.category, each.pattern, each.detail, each.frequency, each.severity, str(each.examples))
        for each in insights
    )
    return Effects(
        status=row.status,
        error=row.error_message,
        audio_deleted=row.audio_deleted_at is not None,
        focus=row.focus_next,
        transcript=None if transcript is None else (transcript.text, transcript.word_count, str(words)),
        insights=tuple(told),
        analyses=len(session.scalars(select(SessionAnalysis).filter_by(session_id=row.id)).all()),
        paid=tuple(sorted(session.scalars(select(ModelUse.stage).filter_by(session_id=row.id)))),
    )


@contextmanager
def sqlite_databases() -> Iterator[Iterator[str]]:
    """URLs of migrated SQLite files, a fresh one each."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        template = Path(folder) / "template.db"
        migrate(Settings(database_url=f"sqlite:///{template}", data_dir=Path(folder)))
        yield _sqlite_copies(template)


def _sqlite_copies(template: Path) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        copy = template.with_name(f"{number}.db")
        with sqlite3.connect(template) as source, sqlite3.connect(copy) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = WAL")
        yield f"sqlite:///{copy}"
        copy.unlink()


@contextmanager
def postgresql_databases() -> Iterator[Iterator[str]]:
    """URLs of migrated PostgreSQL databases, a fresh one each, on a server that is deleted at the end."""
    with _server() as server:
        url = server.get_uri("torture_template")
        with _admin(server.get_uri()) as admin, admin.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE torture_template")
        migrate(Settings(database_url=url, data_dir=Path("unused")))
        yield _postgresql_copies(server.get_uri(), url)
        with _admin(server.get_uri()) as admin, admin.connect() as connection:
            connection.exec_driver_sql("DROP DATABASE torture_template")


@contextmanager
def _admin(url: str) -> Iterator[Engine]:
    engine = create_engine(_driver(url), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def _postgresql_copies(server: str, template: str) -> Iterator[str]:
    number = 0
    with _admin(server) as admin, admin.connect() as connection:
        while True:
            number += 1
            name = f"torture_{number}"
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE torture_template")
            yield template.replace("torture_template", name)
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _driver(url: str) -> str:
    kind = "postgresql+psycopg" if url.startswith("postgresql") else "sqlite"
    return make_url(url).set(drivername=kind).render_as_string(hide_password=False)


@contextmanager
def opened_scene(databases: Iterator[str], *, embedded: bool, options: Sequence[str] = ()) -> Iterator[Scene]:
    """A scene on a fresh database; `options` are further settings as NAME=value."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="torture-")))
        qstash, whisper = stack.enter_context(QStash()), stack.enter_context(CountingOpenAI())
        claude = stack.enter_context(Anthropic())
        port = _free_port()
        url = next(databases)
        environment = {"PATH": os.environ.get("PATH", ""), "DATABASE_URL": url, "DATA_DIR": str(folder)}
        environment |= qstash.environment() | whisper.environment() | claude.environment()
        environment |= {"APP_URL": f"http://127.0.0.1:{port}", "LEASE_SECS": str(LEASE_SECS)}
        environment |= {"QUEUE": "embedded" if embedded else "qstash"}
        environment |= dict(option.split("=", 1) for option in options)
        engine = create_engine(_driver(url), **({"connect_args": {"timeout": 30}} if "sqlite" in url else {}))
        stack.callback(engine.dispose)
        yield Scene(environment, engine, folder, port, qstash, whisper, claude, embedded)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
