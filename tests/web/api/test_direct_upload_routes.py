from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from speaking.services import Services
from speaking.settings import Settings
from support.expectations import assert_error
from support.migrated import provide_database
from support.sounds import of_unknown_codec, recording_bytes, speech, tracks
from support.unserved import browser_before


@pytest.fixture
async def bucket_services(settings: Settings, s3_settings: Settings) -> AsyncIterator[Services]:
    """Services that keep recordings in a bucket."""
    joined = s3_settings.model_copy(update={"data_dir": settings.data_dir})
    provide_database(joined)
    services = Services(joined)
    yield services
    await services.close()


@pytest.fixture
async def bucket_client(bucket_services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A learner's browser in front of a service with a bucket."""
    async with browser_before(bucket_services) as opened:
        yield opened


async def keys(services: Services) -> list[str]:
    return [found.key async for found in services.storage.list("sessions")]


async def upload(client: httpx.AsyncClient, content: bytes) -> str:
    """PUT a recording straight to the bucket; the session's id."""
    ticket = (await client.post("/api/sessions/presign", json={"duration": 3.2, "topic": "My day"})).json()
    async with httpx.AsyncClient() as browser:
        assert (await browser.put(ticket["uploadUrl"], content=content)).status_code == 200
    session_id: str = ticket["id"]
    return session_id


async def test_a_recording_goes_to_the_bucket_without_the_service(
    bucket_client: httpx.AsyncClient, bucket_services: Services
) -> None:
    """After the browser's PUT the session is uploaded, its key named after the true container."""
    session_id = await upload(bucket_client, recording_bytes("ogg"))
    response = await bucket_client.post(f"/api/sessions/{session_id}/complete")
    assert response.status_code == 201
    assert response.json()["status"] == "UPLOADED"
    assert [key.split("/")[2:] for key in await keys(bucket_services)] == [[session_id, "audio.ogg"]]
    session = (await bucket_client.get(f"/api/sessions/{session_id}")).json()
    assert (session["topic"], session["durationSecs"]) == ("My day", 3)


async def test_saying_twice_that_it_is_there_changes_nothing(bucket_client: httpx.AsyncClient) -> None:
    """A browser that repeats itself gets the same answer."""
    session_id = await upload(bucket_client, recording_bytes("webm"))
    answers = [await bucket_client.post(f"/api/sessions/{session_id}/complete") for _ in range(2)]
    assert answers[0].json()["id"] == answers[1].json()["id"]


async def test_a_crash_after_the_move_loses_nothing(
    bucket_client: httpx.AsyncClient, bucket_services: Services
) -> None:
    """When the process died between moving the recording and noting it, saying it again finishes the work."""
    session_id = await upload(bucket_client, recording_bytes("webm"))
    unchecked = (await keys(bucket_services))[0]
    await bucket_services.storage.rename(unchecked, unchecked.replace("audio.upload", "audio.webm"))
    response = await bucket_client.post(f"/api/sessions/{session_id}/complete")
    assert response.json()["status"] == "UPLOADED"


async def test_what_is_no_recording_is_deleted_again(
    bucket_client: httpx.AsyncClient, bucket_services: Services
) -> None:
    """The service believes neither the browser nor the key: it looks, and leaves nothing behind."""
    session_id = await upload(bucket_client, b"not a recording at all " * 100)
    address = f"/api/sessions/{session_id}"
    assert_error(await bucket_client.post(f"{address}/complete"), 400, "INVALID_FILE")
    assert_error(await bucket_client.get(address), 404, "SESSION_NOT_FOUND")
    assert await keys(bucket_services) == []


async def test_a_recording_that_nobody_can_play_is_deleted_again(
    bucket_client: httpx.AsyncClient, bucket_services: Services, tmp_path: Path
) -> None:
    """So does it with a track whose codec has no name."""
    path = of_unknown_codec(tracks(tmp_path / "talk.mov", speech(2)), b"apac")
    session_id = await upload(bucket_client, path.read_bytes())
    assert_error(await bucket_client.post(f"/api/sessions/{session_id}/complete"), 400, "INVALID_FILE")
    assert await keys(bucket_services) == []


async def test_nothing_has_arrived_yet(bucket_client: httpx.AsyncClient) -> None:
    """Completing before uploading says what to do and can be repeated."""
    ticket = (await bucket_client.post("/api/sessions/presign", json={"duration": 3})).json()
    response = await bucket_client.post(f"/api/sessions/{ticket['id']}/complete")
    assert "upload it first" in assert_error(response, 409, "INVALID_STATE")


async def test_a_folder_has_no_address_for_browsers(client: httpx.AsyncClient) -> None:
    """Where recordings are kept in a folder, the form is the way, and no session is begun."""
    response = await client.post("/api/sessions/presign", json={"duration": 3})
    assert "R2_BUCKET_NAME" in assert_error(response, 500, "NOT_CONFIGURED")
    assert (await client.get("/api/sessions")).json()["total"] == 0
