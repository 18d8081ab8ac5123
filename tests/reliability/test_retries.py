"""Every passing failure at every step, once and three times: told to the learner, waited for, made good."""

import asyncio
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from reliability.embedded import assert_done_once, let_the_wait_pass, wait_until, working
from reliability.outages import locked
from speaking.analysis.claude.analyzer import ClaudeAnalyzer
from speaking.audio import Storage
from speaking.audio import storage as storage_module
from speaking.audio.storage import s3_storage
from speaking.db import database as database_module
from speaking.errors import DatabaseUnavailable, SpeakingError
from speaking.queues import embedded
from speaking.services import Services
from speaking.settings import Settings
from speaking.states import SessionStatus
from speaking.transcription.openai_whisper import Limits, OpenAIWhisper
from support.listening import heard
from support.outcomes import upload
from support.unserved import browser_before
from support.vendors import Fault, Hold, Normal, ResetAtOnce, StandIn, Status
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.vendors.s3 import S3

A_MOMENT_SECS = 0.15
MINUTES_SECS = 600.0
FIRST_WAIT_SECS = 12
ASKED_SECS = 5000

FAULTS: dict[str, Callable[[], Fault]] = {
    "429": lambda: Status(429, headers={"Retry-After": str(ASKED_SECS)}),
    "500": lambda: Status(500),
    "529": lambda: Status(529),
    "reset": ResetAtOnce,
    "timeout": Hold,
}
ERROR_OF = {
    "storage": "STORAGE_UNAVAILABLE",
    "whisper": "SERVICE_UNAVAILABLE",
    "claude": "SERVICE_UNAVAILABLE",
}
PROPERTY_OF = {"storage": "storage", "whisper": "transcriber", "claude": "analyzer"}


@pytest.fixture
def either_database(settings: Settings) -> Settings:
    """SQLite alone: what is tried again does not depend on the database."""
    return settings


@dataclass(frozen=True)
class Ends:
    """What a session needs on its way, by the name of the step."""

    services: Services
    storage: S3
    whisper: OpenAI
    claude: Anthropic
    bucket: Settings
    monkeypatch: pytest.MonkeyPatch
    made: dict[tuple[str, float], Any] = field(default_factory=dict)

    @contextmanager
    def failing(self, step: str, fault: str) -> Iterator[None]:
        """One end fails whenever it is asked; where no answer comes, it is for so long asked briefly."""
        stand_in: StandIn = getattr(self, step)
        stand_in.always(FAULTS[fault]())
        self.ask(step, for_secs=A_MOMENT_SECS if fault == "timeout" else MINUTES_SECS)
        yield
        self.ask(step, for_secs=MINUTES_SECS)
        stand_in.always(Normal())

    def ask(self, step: str, *, for_secs: float) -> None:
        """Wait so long for an answer of one end from now on; a recording is asked for once."""
        end = step, for_secs
        if end not in self.made:
            self.made[end] = self._made(*end)
        setattr(self.services, PROPERTY_OF[step], self.made[end])

    def _made(self, step: str, secs: float) -> Storage | OpenAIWhisper | ClaudeAnalyzer:
        settings = self.services.settings
        if step == "whisper":
            return OpenAIWhisper(settings, limits=Limits(answer_secs=secs))
        if step == "claude":
            return ClaudeAnalyzer(settings, answer_secs=secs)
        self.monkeypatch.setattr(storage_module, "_RETRIES", {"max_retries": 0})
        self.monkeypatch.setattr(storage_module, "_READ_TIMEOUT", timedelta(seconds=secs))
        return s3_storage(self.bucket.model_copy(update={"r2_endpoint": self.storage.url}))


@pytest.fixture
async def ends(
    services: Services,
    whisper: OpenAI,
    claude: Anthropic,
    s3_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Ends]:
    """Recordings are kept in a bucket whose every failure is the session's."""
    with S3(s3_settings.r2_endpoint or "") as storage:
        opened = Ends(services, storage, whisper, claude, s3_settings, monkeypatch)
        for step in ERROR_OF:
            opened.ask(step, for_secs=MINUTES_SECS)
        yield opened
        for (step, _), end in opened.made.items():
            if step != "storage":
                await end.close()


@pytest.fixture
async def browser(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """The learner's browser, before an app without a worker."""
    async with browser_before(services) as client:
        yield client


async def attempt(services: Services, session_id: str) -> str:
    """Work on a session once; DONE or the code of the error."""
    try:
        await services.pipeline.process(session_id)
    except SpeakingError as error:
        return error.code
    return "DONE"


async def told(browser: httpx.AsyncClient, session_id: str) -> dict[str, Any]:
    """What the API tells about a session."""
    found: dict[str, Any] = (await browser.get(f"/api/sessions/{session_id}")).json()
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("failure", [*itertools.product(ERROR_OF, FAULTS)], ids=" ".join)
async def test_a_failure_that_passes(
    services: Services,
    ends: Ends,
    browser: httpx.AsyncClient,
    talk: Path,
    failure: tuple[str, str],
) -> None:
    """Once or three times: API and page tell what happened and when we try again; the end is DONE, once."""
    step, fault = failure
    asked = ASKED_SECS if fault == "429" and step != "storage" else 0
    for times in (1, 3):
        session_id = await upload(services, talk)
        for number in range(1, times + 1):
            began_at = datetime.now(UTC)
            with ends.failing(step, fault):
                assert await attempt(services, session_id) == ERROR_OF[step]
            session = await told(browser, session_id)
            assert (session["status"], session["attempts"]) == ("FAILED", number)
            assert session["lastErrorCode"] == ERROR_OF[step]
            wait = moment(session["nextAttemptAt"]) - began_at
            assert wait >= timedelta(seconds=max(asked, FIRST_WAIT_SECS))
            await assert_told_on_the_page(browser, session)
        assert await attempt(services, session_id) == "DONE"
        await assert_done_once(services, session_id)
        session = await told(browser, session_id)
        assert [session[name] for name in ("errorMessage", "lastErrorCode", "nextAttemptAt")] == [None] * 3


async def assert_told_on_the_page(browser: httpx.AsyncClient, session: dict[str, Any]) -> None:
    """The sentence, the time of the next try, a button, and no word of a provider."""
    page = (await browser.get(f"/sessions/{session['id']}")).text
    assert session["errorMessage"] in page
    next_time = f"{moment(session['nextAttemptAt']):%H:%M}"
    assert re.search(f"The next try is at <time [^>]*>{next_time}", page)
    assert f'action="/sessions/{session["id"]}/retry"' in page
    assert "words of the provider" not in page


@pytest.mark.parametrize("fault", FAULTS)
async def test_audio_that_cannot_be_deleted(services: Services, ends: Ends, talk: Path, fault: str) -> None:
    """The learner has the result at once; the sweep deletes the recording as soon as it can."""
    for sweeps in (0, 1):
        session_id = await upload(services, talk)
        hold = Hold()
        ends.whisper.script(hold)
        working = asyncio.create_task(attempt(services, session_id))
        await hold.until_reached()  # by now the recording was read
        with ends.failing("storage", fault):
            hold.release()
            assert await working == "DONE"
            for _ in range(sweeps):
                assert (await services.run_sweep())["audio_transcribed"] == 0
        assert (await services.run_sweep())["audio_transcribed"] == 1
        await assert_done_once(services, session_id)


async def test_a_database_that_is_locked_at_the_claim(
    services: Services, browser: httpx.AsyncClient, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No attempt is used up by work that never began."""
    session_id = await upload(services, talk)
    other = Services(services.settings)
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT_SECS", 0.05)
    for _ in range(3):
        with locked(services.settings.data_dir / "speaking.db"), pytest.raises(DatabaseUnavailable):
            await other.pipeline.process(session_id)
        assert (await told(browser, session_id))["attempts"] == 0
    await other.close()
    assert await attempt(services, session_id) == "DONE"
    assert (await told(browser, session_id))["attempts"] == 1


@pytest.mark.parametrize("path", ["/api/sessions/{id}/retry", "/sessions/{id}/retry"])
async def test_a_person_tries_again(
    services: Services, browser: httpx.AsyncClient, claude: Anthropic, talk: Path, path: str
) -> None:
    """After the last attempt the button and the API give a session four more, and its transcript is kept."""
    claude.always(Status(503))
    session_id = await upload(services, talk)
    for _ in range(4):
        assert await attempt(services, session_id) == "SERVICE_UNAVAILABLE"
    session = await told(browser, session_id)
    assert session["nextAttemptAt"] is None
    page = (await browser.get(f"/sessions/{session_id}")).text
    assert f'action="/sessions/{session_id}/retry"' in page
    assert "We will try again" not in page
    claude.always(Normal())
    answer = await browser.post(path.format(id=session_id))
    assert answer.status_code in {202, 303}
    session = await told(browser, session_id)
    assert (session["status"], session["attempts"], session["errorMessage"]) == ("UPLOADED", 0, None)
    assert await attempt(services, session_id) == "DONE"
    await assert_done_once(services, session_id)


async def test_a_person_need_not_wait(
    services: Services, browser: httpx.AsyncClient, whisper: OpenAI, talk: Path
) -> None:
    """The button works before the next attempt is due; pressing it twice is told, and works once."""
    whisper.script(Status(429, headers={"Retry-After": str(ASKED_SECS)}))
    session_id = await upload(services, talk)
    await attempt(services, session_id)
    answers = [await browser.post(f"/api/sessions/{session_id}/retry") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 409]
    assert answers[1].json()["code"] == "INVALID_STATE"
    async with working(services):
        await wait_until(services, session_id, SessionStatus.DONE)
    await assert_done_once(services, session_id)


async def test_sessions_that_failed_together_do_not_come_back_together(
    services: Services, whisper: OpenAI, talk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their waits are spread by up to a tenth, and what is due then is finished by itself."""
    monkeypatch.setattr(embedded, "POLL_SECS", 0.02)
    whisper.script(*[Status(503)] * 6)
    session_ids = [await upload(services, talk) for _ in range(6)]
    with heard() as logs:
        async with working(services):
            for session_id in session_ids:
                await wait_until(services, session_id, SessionStatus.FAILED)
    waits = {entry["retry_in_secs"] for entry in logs if entry["event"] == "session.failed"}
    assert len(waits) == len(session_ids)
    assert all(12.1 <= wait <= 13.5 for wait in waits)
    async with working(services):
        await let_the_wait_pass(services.database)
        for session_id in session_ids:
            await wait_until(services, session_id, SessionStatus.DONE)
