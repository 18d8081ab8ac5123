"""The pipeline's seven promises, on both databases, with the real clients of Whisper, Claude and QStash."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, update
from sqlalchemy.exc import OperationalError

from speaking.db.clock import utc_in
from speaking.db.database import Database
from speaking.db.tables import processing_jobs
from speaking.documents.session_document import SessionOut
from speaking.errors import DatabaseUnavailable, InProgress, InvalidState, LeaseLost, SpeakingError
from speaking.intake.acceptance import About
from speaking.people import repository as people
from speaking.processing.waits import patiently
from speaking.profile import repository as profiles
from speaking.profile import summary
from speaking.profile.focus_progress import focus_progress
from speaking.services import Services
from speaking.sessions import history
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SpeakingSession
from speaking.settings import Settings
from speaking.states import ConsentFlag, SessionStatus
from support.listening import heard
from support.makers import expire_lease, make_learner, make_transcript
from support.outcomes import counts, effects, upload
from support.sounds import recording
from support.stored import job_row, session_row
from support.vendors import Hold, Normal, Status
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.vendors.qstash import QStash


@pytest.fixture
def qstash() -> Iterator[QStash]:
    with QStash() as running:
        yield running


@pytest.fixture
async def services(
    database: Database, either_database: Settings, whisper: OpenAI, claude: Anthropic, qstash: QStash
) -> AsyncIterator[Services]:
    """The service with every paid end, deliveries made by the test."""
    environment = whisper.environment() | claude.environment() | qstash.environment()
    known = {"data_dir": either_database.data_dir, "database_url": either_database.database_url}
    names = {name.lower(): value for name, value in environment.items()}
    opened = Services(Settings.model_validate(known | names | {"sessions_per_hour": 1000}))
    opened.database = database
    yield opened
    for made in (opened.queue, opened.transcriber, opened.analyzer):
        await made.close()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    return recording(tmp_path / "talk.webm", 1.0)


async def process(services: Services, session_id: str) -> str:
    """Deliver a session once; how it ended: DONE or the code of the error."""
    try:
        await services.pipeline.process(session_id)
    except SpeakingError as error:
        return error.code
    return "DONE"


async def test_delivered_often_applied_once(services: Services, whisper: OpenAI, talk: Path) -> None:
    """First: of five deliveries at once and two late ones one works, and the others change nothing."""
    session_id = await upload(services, talk)
    ends = await asyncio.gather(*(process(services, session_id) for _ in range(5)))
    assert ends.count("DONE") == 1
    assert set(ends) <= {"DONE", InProgress.code, InvalidState.code}
    assert [await process(services, session_id) for _ in range(2)] == [InvalidState.code] * 2
    assert await effects(services, session_id) == (1, 1, 2)
    profile, added = await counts(services)
    assert profile == added != {}
    assert len(whisper.requests) == 1


async def test_a_stored_transcript_is_never_paid_for_twice(
    services: Services, whisper: OpenAI, talk: Path
) -> None:
    """Second: whoever takes over after a death goes on from the last finished step."""
    session_id = await upload(services, talk)
    await make_transcript(services.database, session_id)
    assert await process(services, session_id) == "DONE"
    assert whisper.requests == []


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("service", ["whisper", "claude"])
async def test_a_retry_is_a_retry(
    services: Services, request: pytest.FixtureRequest, talk: Path, service: str, times: int
) -> None:
    """Third: a passing failure is shown with its attempt and its next time, and one call is one attempt."""
    stand_in: OpenAI | Anthropic = request.getfixturevalue(service)
    stand_in.script(*[Status(503, headers={"Retry-After": "5000"})] * times)
    session_id = await upload(services, talk)
    for attempt in range(1, times + 1):
        began_at = datetime.now(UTC)
        assert await process(services, session_id) == "SERVICE_UNAVAILABLE"
        job = await job_row(services.database, session_id)
        status = (await session_row(services.database, session_id)).status
        assert (status, job.attempts) == (SessionStatus.FAILED, attempt)
        assert job.last_error_code == "SERVICE_UNAVAILABLE"
        assert job.next_attempt_at is not None
        assert job.next_attempt_at - began_at >= timedelta(seconds=5000)
        assert len(stand_in.requests) == attempt
    assert await process(services, session_id) == "DONE"
    assert await effects(services, session_id) == (1, 1, 2)


async def test_three_retries_then_a_person(services: Services, claude: Anthropic, talk: Path) -> None:
    """Third: after the fourth attempt a session stays FAILED until somebody asks for another try."""
    claude.always(Status(503))
    session_id = await upload(services, talk)
    assert [await process(services, session_id) for _ in range(4)] == ["SERVICE_UNAVAILABLE"] * 4
    assert await process(services, session_id) == InvalidState.code
    claude.always(Normal())
    session = await session_row(services.database, session_id)
    await services.retry.retry(session_id, session.user_id)
    assert await process(services, session_id) == "DONE"


async def test_one_owner(services: Services, whisper: OpenAI, talk: Path) -> None:
    """Fourth: a worker that was silent for too long writes nothing once another one has taken over."""
    hold = Hold()
    whisper.script(hold)
    session_id = await upload(services, talk)
    silent = asyncio.create_task(services.pipeline.process(session_id))
    await hold.until_reached()
    await expire_lease(services.database, session_id)
    assert await process(services, session_id) == "DONE"
    before = await effects(services, session_id), await counts(services)
    hold.release()
    with pytest.raises(LeaseLost):
        await silent
    assert (await effects(services, session_id), await counts(services)) == before


async def test_audio_goes_with_its_purpose(services: Services, claude: Anthropic, talk: Path) -> None:
    """Fifth: the recording is gone as soon as the transcript is stored, whatever becomes of the analysis."""
    claude.script(Status(503))
    session_id = await upload(services, talk)
    assert [stored.key async for stored in services.storage.list("sessions")]
    await process(services, session_id)
    session = await session_row(services.database, session_id)
    assert session.audio_deleted_at is not None
    assert [stored.key async for stored in services.storage.list("sessions")] == []


async def test_enqueueing_can_fail(services: Services, qstash: QStash, talk: Path) -> None:
    """Sixth: an upload whose message was lost is taken all the same and announced by the sweep."""
    qstash.always(Status(500))
    session_id = await upload(services, talk)
    qstash.always(Normal())
    found = await services.sweep.find()
    assert found["unannounced"] == []
    async with services.database.transaction() as transaction:
        long_ago = {"announced_at": utc_in(-600), "next_attempt_at": utc_in(-600)}
        await transaction.execute(update(processing_jobs).values(long_ago))
    assert (await services.run_sweep())["unannounced"] == 1
    assert [message.json() for message in qstash.messages] == [{"sessionId": session_id}]


async def test_sessions_at_once_lose_no_count(services: Services, talk: Path) -> None:
    """Seventh: of twelve sessions side by side every count arrives, and deleting takes each out again."""
    session_ids = [await upload(services, talk) for _ in range(12)]
    assert set(await asyncio.gather(*(process(services, each) for each in session_ids))) == {"DONE"}
    profile, added = await counts(services)
    assert profile == added
    learner = (await session_row(services.database, session_ids[0])).user_id
    await asyncio.gather(*(services.removal.remove(each, learner) for each in session_ids))
    profile, added = await counts(services)
    assert added == {}
    assert set(profile.values()) <= {0}


async def test_deleting_while_it_finishes(services: Services, claude: Anthropic, talk: Path) -> None:
    """Seventh: a session deleted in the middle of its analysis leaves nothing in the profile."""
    hold = Hold()
    claude.script(hold)
    session_id = await upload(services, talk)
    working = asyncio.create_task(process(services, session_id))
    await hold.until_reached()
    learner = (await session_row(services.database, session_id)).user_id
    deleting = asyncio.create_task(services.removal.remove(session_id, learner))
    hold.release()
    await deleting
    assert await working in {"DONE", LeaseLost.code}
    profile, added = await counts(services)
    assert (set(profile.values()) | {0}, added) == ({0}, {})
    async with services.database.reading() as reading:
        assert await sessions.find(reading, session_id, learner) is None


async def test_what_was_paid_for_survives_a_database_that_goes_away(
    services: Services, whisper: OpenAI, talk: Path
) -> None:
    """A transcript and an analysis wait for the database to come back, and nothing is paid for twice."""
    session_id = await upload(services, talk)
    claim, transcript, audio_gone, results = (
        ["answers"],
        ["away", "away", "answers"],
        ["answers"],
        ["away"] * 2,
    )
    commits = iter([*claim, *transcript, *audio_gone, *results])

    def commit(_connection: Connection) -> None:
        if next(commits, "answers") == "away":
            raise OperationalError("COMMIT", {}, Exception("away"))

    engine = services.database.engine.sync_engine
    event.listen(engine, "commit", commit)
    with heard() as logs:
        assert await process(services, session_id) == "DONE"
    event.remove(engine, "commit", commit)
    assert [entry["event"] for entry in logs].count("database.away") == 4
    assert await effects(services, session_id) == (1, 1, 2)
    assert len(whisper.requests) == 1


async def test_patience_has_an_end() -> None:
    """A database that stays away ends the attempt, not the worker."""

    async def write() -> None:
        raise DatabaseUnavailable

    with pytest.raises(DatabaseUnavailable):
        await patiently(write, patience_secs=0)


async def test_who_does_not_want_to_be_followed_is_not(services: Services, talk: Path) -> None:
    """Without consent to pattern tracking a session has its insights, and the learner no profile."""
    learner = await make_learner(services.database)
    async with services.database.transaction() as transaction:
        await people.set_consent(transaction, learner, ConsentFlag.PATTERN_TRACKING, granted=False)
    session_id = (await services.intake.accept(talk, About(user_id=learner))).id
    assert await process(services, session_id) == "DONE"
    profile, added = await counts(services)
    assert profile == {} != added
    async with services.database.reading() as reading:
        assert await profiles.history(reading, learner) == []


async def test_the_example_is_not_the_learners_speech(services: Services, talk: Path) -> None:
    """It has a result to look at; profile, trends, focus and summary are as if it had never been."""
    learner = await make_learner(services.database)
    nothing = await known_of(services, learner)
    await finished(services, await services.intake.accept(talk, About(user_id=learner, is_example=True)))
    assert await known_of(services, learner) == nothing
    own = await finished(services, await services.intake.accept(talk, About(user_id=learner)))
    assert own.focus_progress is None
    known = await known_of(services, learner)
    example = await finished(
        services, await services.intake.accept(talk, About(user_id=learner, is_example=True))
    )
    assert (example.is_example, own.is_example) == (True, False)
    assert example.insights
    assert example.focus_progress is None
    assert await known_of(services, learner) == known != nothing
    await services.removal.remove(example.id, learner)
    assert await known_of(services, learner) == known


async def finished(services: Services, session: SpeakingSession) -> SessionOut:
    """A session that was just accepted, after its delivery."""
    assert await process(services, session.id) == "DONE"
    async with services.database.reading() as reading:
        detail = await sessions.detail(reading, session.id, session.user_id)
        assert detail is not None
        return SessionOut.of(detail, await focus_progress(reading, detail))


async def known_of(services: Services, learner: str) -> tuple[object, ...]:
    """What is known of a learner over all sessions."""
    async with services.database.reading() as reading:
        profile = await profiles.read_profile(reading, learner)
        return (
            profile and (profile.patterns, profile.focus_areas),
            await profiles.history(reading, learner),
            await summary.overview(reading, learner),
            await history.last_focus(reading, learner),
        )
