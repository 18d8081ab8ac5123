"""A recording that is sent again, because nobody knows whether it arrived, is taken in once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from speaking.audio.audio_keys import audio_key
from speaking.db.database import Database
from speaking.errors import InvalidState
from speaking.intake.acceptance import About
from speaking.processing import leftovers
from speaking.services import Services
from speaking.settings import Settings
from support.expectations import assert_error
from support.makers import make_learner, make_session
from support.sounds import recording_bytes
from support.unserved import browser_before

KEY = "8f2c1b0e-5d7a-4a57-9a43-4a3a0c8f6f11"


@pytest.fixture
async def either_services(database: Database, either_database: Settings) -> AsyncIterator[Services]:
    """Services on each kind of database."""
    services = Services(either_database)
    services.database = database
    yield services
    await services.close()


@pytest.fixture
async def either_client(either_services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A learner's browser in front of them."""
    async with browser_before(either_services) as opened:
        yield opened


async def send(client: httpx.AsyncClient, key: str | None = f'"{KEY}"', **fields: str) -> httpx.Response:
    return await client.post(
        "/api/sessions",
        files={"audio": ("talk.webm", recording_bytes("webm"))},
        data={"duration": "3"} | fields,
        headers={} if key is None else {"Idempotency-Key": key},
    )


async def stored(services: Services) -> list[str]:
    return [found.key async for found in services.storage.list("sessions")]


async def total(client: httpx.AsyncClient) -> int:
    count: int = (await client.get("/api/sessions")).json()["total"]
    return count


async def test_sending_again_finds_the_first_session(either_client: httpx.AsyncClient) -> None:
    """The answer that got lost comes a second time: 201 and the same session."""
    first = await send(either_client)
    again = await send(either_client)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert await total(either_client) == 1


async def test_another_key_or_none_is_another_recording(either_client: httpx.AsyncClient) -> None:
    """Only the key says that two requests are one."""
    sent = [await send(either_client, key) for key in (KEY, "another", None, None)]
    assert len({answer.json()["id"] for answer in sent}) == 4


async def test_a_bare_key_is_the_same_as_a_quoted_one(either_client: httpx.AsyncClient) -> None:
    """Clients that write the header without quotes mean the same."""
    assert (await send(either_client, KEY)).json()["id"] == (await send(either_client)).json()["id"]


@pytest.mark.parametrize("key", ["", '""', '"a', 'a"b', "two words", '"' + "x" * 256 + '"'])
async def test_a_key_that_is_none_is_refused(client: httpx.AsyncClient, key: str) -> None:
    """A header that cannot be read is not silently left out."""
    assert_error(await send(client, key), 400, "BAD_REQUEST")


async def test_the_same_key_of_two_learners_is_two_sessions(either_services: Services) -> None:
    """A key is the learner's own; nobody reaches another's session with it."""
    names = ("one", "two")
    learners = [await make_learner(either_services.database, external_id=name) for name in names]
    begun = [
        await either_services.intake.begin(About(user_id=learner, idempotency_key=KEY), duration_secs=3)
        for learner in learners
    ]
    assert len({session.id for session in begun}) == 2


async def test_two_at_once_are_one(either_client: httpx.AsyncClient, either_services: Services) -> None:
    """Whoever comes second takes the first one's session, on each database."""
    answers = await asyncio.gather(*(send(either_client) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await total(either_client) == 1
    assert len(await stored(either_services)) == 1


async def test_a_first_try_that_died_is_completed(
    either_client: httpx.AsyncClient, either_services: Services
) -> None:
    """The process was killed after CREATED: the same session gets its recording now."""
    learner = await make_learner(either_services.database)
    begun = await either_services.intake.begin(About(user_id=learner, idempotency_key=KEY), duration_secs=3)
    answer = (await send(either_client)).json()
    assert (answer["id"], answer["status"]) == (begun.id, "UPLOADED")
    assert len(await stored(either_services)) == 1


async def test_sending_again_does_not_count_as_another(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """A learner at the limit still hears that the last recording has arrived."""
    first = await send(client)
    for _ in range(app_services.settings.sessions_per_hour):
        await make_session(app_services.database)
    assert (await send(client)).json()["id"] == first.json()["id"]
    assert_error(await send(client, "another"), 429, "RATE_LIMITED")


async def test_what_arrives_after_the_audio_was_deleted_is_deleted_too(
    app_services: Services, tmp_path: Path
) -> None:
    """A slow second try cannot bring back a recording that is written down already."""
    learner = await make_learner(app_services.database)
    about = About(user_id=learner, idempotency_key=KEY)
    slow = await app_services.intake.begin(about, duration_secs=3)
    talk = tmp_path / "talk"
    talk.write_bytes(recording_bytes("webm"))
    quick = await app_services.intake.accept(talk, about)
    async with app_services.database.transaction() as transaction:
        await leftovers.mark_audio_deleted(transaction, quick.id)
    await app_services.storage.put(quick.audio_url or "", talk, "audio/webm")
    found = await app_services.intake.settle(slow, quick.audio_url or "")
    assert found.id == quick.id
    assert await stored(app_services) == []


async def test_a_session_deleted_on_the_way_keeps_nothing(app_services: Services, tmp_path: Path) -> None:
    """The learner deleted it from another tab while its recording was still being stored."""
    learner = await make_learner(app_services.database)
    begun = await app_services.intake.begin(About(user_id=learner, idempotency_key=KEY), duration_secs=3)
    talk = tmp_path / "talk"
    talk.write_bytes(recording_bytes("webm"))
    key = audio_key(learner, begun.id, "webm")
    await app_services.storage.put(key, talk, "audio/webm")
    await app_services.removal.remove(begun.id, learner)
    with pytest.raises(InvalidState):
        await app_services.intake.settle(begun, key)
    assert await stored(app_services) == []
