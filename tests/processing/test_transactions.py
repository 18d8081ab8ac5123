"""What a session costs the database: few transactions that write, and none that waits for somebody else."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection, event

from speaking.db.database import Database
from speaking.intake.acceptance import About
from speaking.services import Services
from speaking.settings import Settings
from speaking.states import SessionStatus
from speaking.web.app import create_app
from support.makers import make_learner
from support.sounds import recording
from support.stored import session_row
from support.vendors import Answer, Request
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.vendors.qstash import QStash

APP_URL = "http://127.0.0.1:8000"
PATH = "/api/internal/process"
MOST_WRITING = 4


class Watch:
    """Counts an engine's transactions that were committed, and how many are open now."""

    def __init__(self, database: Database) -> None:
        self.writing = 0
        self.open = 0
        self.open_while_answering: list[tuple[str, int]] = []
        engine = database.engine.sync_engine
        event.listen(engine, "begin", self._began)
        event.listen(engine, "commit", self._committed)
        event.listen(engine, "rollback", self._ended)

    def note(self, path: str) -> None:
        """A service holds its answer to a request for this path."""
        self.open_while_answering.append((path, self.open))

    def _began(self, _connection: Connection) -> None:
        self.open += 1

    def _committed(self, connection: Connection) -> None:
        self.writing += 1
        self._ended(connection)

    def _ended(self, _connection: Connection) -> None:
        self.open -= 1


class WatchedOpenAI(OpenAI):
    """Looks at the database while it holds its answer."""

    watch: Watch

    def answer(self, request: Request) -> Answer:
        self.watch.note("whisper")
        return super().answer(request)


class WatchedAnthropic(Anthropic):
    """Looks at the database while it holds its answer."""

    watch: Watch

    def answer(self, request: Request) -> Answer:
        self.watch.note("claude")
        return super().answer(request)


@pytest.fixture
def qstash() -> Iterator[QStash]:
    with QStash() as running:
        yield running


@pytest.fixture
def watch(database: Database) -> Watch:
    return Watch(database)


@contextmanager
def paid_services(watch: Watch) -> Iterator[dict[str, str]]:
    """Both paid services under watch; the environment that names them."""
    with WatchedOpenAI() as whisper, WatchedAnthropic() as claude:
        whisper.watch = claude.watch = watch
        yield whisper.environment() | claude.environment()


@pytest.fixture
async def delivered(
    database: Database, either_database: Settings, watch: Watch, qstash: QStash, tmp_path: Path
) -> AsyncIterator[tuple[Watch, httpx.Response]]:
    """The watch over one signed delivery from the webhook's door to its answer."""
    with paid_services(watch) as paid:
        names = {name.lower(): value for name, value in (paid | qstash.environment()).items()}
        kept = {"data_dir": either_database.data_dir, "database_url": either_database.database_url}
        app = create_app(Settings.model_validate({**names, **kept, "app_url": APP_URL}))
        services: Services = app.state.services
        services.database = database
        learner = await make_learner(database)
        talk = recording(tmp_path / "talk.webm", 1.0)
        session_id = (await services.intake.accept(talk, About(user_id=learner))).id
        [message] = qstash.messages
        watch.writing = 0
        headers = {"Upstash-Signature": qstash.sign(APP_URL + PATH, message.body)}
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=APP_URL) as client:
            answer = await client.post(PATH, content=message.body, headers=headers)
        assert (await session_row(database, session_id)).status is SessionStatus.DONE
        yield watch, answer
        for made in (services.queue, services.transcriber, services.analyzer):
            await made.close()


async def test_a_session_costs_four_transactions(delivered: tuple[Watch, httpx.Response]) -> None:
    """From the delivery to DONE at most four transactions write: claim, transcript, audio gone, results."""
    watch, answer = delivered
    assert answer.status_code == 200
    assert 0 < watch.writing <= MOST_WRITING


async def test_no_transaction_waits_for_a_service(delivered: tuple[Watch, httpx.Response]) -> None:
    """While Whisper and Claude hold their answers no transaction is open."""
    watch, answer = delivered
    assert answer.status_code == 200
    assert watch.open_while_answering == [("whisper", 0), ("claude", 0)]
