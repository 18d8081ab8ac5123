from contextlib import suppress
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.audio.recordings import MAX_BYTES
from speaking.db.clock import utc_in
from speaking.errors import InvalidDuration
from speaking.services import Services
from speaking.states import SessionStatus
from speaking.web.api.session_routes import parse_duration
from support.expectations import assert_error
from support.makers import make_job, make_learner, make_session, make_transcript
from support.sounds import of_unknown_codec, recording_bytes, speech, tracks


async def send(
    client: httpx.AsyncClient, audio: bytes, *, name: str = "talk.webm", **fields: str
) -> httpx.Response:
    fields = {"duration": "61.6"} | fields
    return await client.post("/api/sessions", files={"audio": (name, audio, "text/plain")}, data=fields)


async def test_a_recording_becomes_an_uploaded_session(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The answer tells the id, the state, the moment and an honest wait; the audio is stored."""
    response = await send(client, recording_bytes("webm"), topic="My city")
    assert response.status_code == 201
    body = response.json()
    assert body.keys() == {"id", "status", "createdAt", "estimatedWaitSecs"}
    assert body["status"] == "UPLOADED"
    assert datetime.fromisoformat(body["createdAt"]).tzinfo is not None
    assert body["estimatedWaitSecs"] > 0
    stored = [found.key async for found in app_services.storage.list("sessions")]
    assert [key.split("/")[2:] for key in stored] == [[body["id"], "audio.webm"]]


async def test_a_fractional_duration_is_rounded(client: httpx.AsyncClient) -> None:
    """Browsers measure fractions of seconds; the session has whole ones."""
    session_id = (await send(client, recording_bytes("webm"))).json()["id"]
    assert (await client.get(f"/api/sessions/{session_id}")).json()["durationSecs"] == 62


@pytest.mark.parametrize("extension", ["webm", "mp4", "ogg", "wav", "mp3", "flac"])
async def test_the_container_decides_not_the_name_or_type(
    client: httpx.AsyncClient, app_services: Services, extension: str
) -> None:
    """The stored key's extension is the probed container's, whatever the browser claims."""
    response = await send(client, recording_bytes(extension), name="talk.txt")
    assert response.status_code == 201
    stored = [found.key async for found in app_services.storage.list("sessions")]
    assert stored[0].endswith(f"/audio.{extension}")


@pytest.mark.parametrize(
    ("audio", "code"),
    [(b"", "INVALID_FILE"), (b"plain text, called a recording" * 50, "INVALID_FILE")],
    ids=["empty", "text"],
)
async def test_what_is_no_recording_leaves_nothing_behind(
    client: httpx.AsyncClient, app_services: Services, audio: bytes, code: str
) -> None:
    """A refused file makes no session and no object."""
    assert_error(await send(client, audio), 400, code)
    assert (await client.get("/api/sessions")).json()["total"] == 0
    assert [found async for found in app_services.storage.list("sessions")] == []


async def test_a_recording_that_nobody_can_play_is_refused(client: httpx.AsyncClient, tmp_path: Path) -> None:
    """A track whose codec has no name is the sender's to change."""
    path = of_unknown_codec(tracks(tmp_path / "talk.mov", speech(2)), b"apac")
    assert_error(await send(client, path.read_bytes()), 400, "INVALID_FILE")


async def test_a_recording_over_50_mb_is_too_large(client: httpx.AsyncClient) -> None:
    """The limit has its own status and tells the number."""
    sentence = assert_error(await send(client, b"\0" * (MAX_BYTES + 70_000)), 413, "INVALID_FILE")
    assert "50 MB" in sentence


async def test_a_stream_without_a_length_stops_at_the_limit(client: httpx.AsyncClient) -> None:
    """Leaving Content-Length out does not get around the limit."""
    read = 0

    async def endless() -> object:
        nonlocal read
        yield b'--x\r\nContent-Disposition: form-data; name="audio"; filename="a.webm"\r\n\r\n'
        while True:
            read += 1024 * 1024
            yield b"\0" * 1024 * 1024

    response = await client.post(
        "/api/sessions",
        content=endless(),  # type: ignore[arg-type]
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert_error(response, 413, "INVALID_FILE")
    assert read < MAX_BYTES + 3 * 1024 * 1024


async def test_a_form_without_audio_is_told_so(client: httpx.AsyncClient) -> None:
    """The documented code for a missing file."""
    assert_error(await client.post("/api/sessions", data={"duration": "3"}), 400, "MISSING_AUDIO")


@pytest.mark.parametrize("duration", ["", "soon", "nan", "inf", "0", "-3"])
async def test_a_duration_that_is_none_is_refused(client: httpx.AsyncClient, duration: str) -> None:
    """The documented code for a duration that is missing, no number, or not above zero."""
    response = await send(client, recording_bytes("webm"), duration=duration)
    assert_error(response, 400, "INVALID_DURATION")


@given(st.text())
def test_any_duration_is_a_whole_number_or_refused(value: str) -> None:
    """Whatever stands in the field, nothing else comes out."""
    with suppress(InvalidDuration):
        assert parse_duration(value) >= 1


async def test_a_language_that_is_none_is_refused(client: httpx.AsyncClient) -> None:
    """A language tag is a short code."""
    response = await send(client, recording_bytes("webm"), language="Klingon, please")
    assert_error(response, 400, "BAD_REQUEST")


async def test_too_many_recordings_in_an_hour_are_refused(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The limit says when to come back."""
    for _ in range(app_services.settings.sessions_per_hour):
        await make_session(app_services.database)
    response = await send(client, recording_bytes("webm"))
    assert_error(response, 429, "RATE_LIMITED")
    assert int(response.headers["Retry-After"]) > 0


async def test_a_learner_without_a_row_has_no_sessions(client: httpx.AsyncClient) -> None:
    """Before the first recording the list is empty, not an error."""
    body = (await client.get("/api/sessions")).json()
    assert body == {"sessions": [], "total": 0, "page": 1, "limit": 20}


async def test_sessions_are_listed_newest_first_page_by_page(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Pages do not overlap and the total counts all."""
    made = [await make_session(app_services.database, age_secs=age) for age in (50, 40, 30, 20, 10)]
    pages = [(await client.get("/api/sessions", params={"page": p, "limit": 2})).json() for p in (1, 2, 3)]
    assert [row["id"] for page in pages for row in page["sessions"]] == made[::-1]
    assert {page["total"] for page in pages} == {5}


@pytest.mark.parametrize("query", ["page=x", "page=0", "limit=51", "limit=none", "page=99999999999"])
async def test_a_page_that_is_none_is_a_bad_request(client: httpx.AsyncClient, query: str) -> None:
    """A page number that is not a number is the caller's error, not ours."""
    assert_error(await client.get(f"/api/sessions?{query}"), 400, "BAD_REQUEST")


async def test_somebody_elses_session_does_not_exist(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Reading, deleting, retrying and following answer as if there were no such session."""
    await make_learner(app_services.database)
    other = await make_learner(app_services.database, external_id="somebody else")
    session_id = await make_session(app_services.database, learner=other)
    address = f"/api/sessions/{session_id}"
    assert_error(await client.get(address), 404, "SESSION_NOT_FOUND")
    assert_error(await client.get(f"{address}/events"), 404, "SESSION_NOT_FOUND")
    assert_error(await client.post(f"{address}/retry"), 404, "SESSION_NOT_FOUND")
    assert_error(await client.delete(address), 404, "SESSION_NOT_FOUND")


async def test_deleting_a_session_deletes_its_audio(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Nothing of a deleted session stays."""
    session_id = (await send(client, recording_bytes("webm"))).json()["id"]
    assert (await client.delete(f"/api/sessions/{session_id}")).json() == {"ok": True}
    assert_error(await client.get(f"/api/sessions/{session_id}"), 404, "SESSION_NOT_FOUND")
    assert [found async for found in app_services.storage.list("sessions")] == []


async def test_a_failed_session_can_be_tried_again(client: httpx.AsyncClient, app_services: Services) -> None:
    """As long as its transcript or audio exists, a person may ask for another try."""
    session_id = await make_session(
        app_services.database, status=SessionStatus.FAILED, error_message="It did not work."
    )
    await make_job(app_services.database, session_id, attempts=4, last_error_code="UNAVAILABLE")
    assert (await client.post(f"/api/sessions/{session_id}/retry")).status_code == 202
    body = (await client.get(f"/api/sessions/{session_id}")).json()
    assert (body["status"], body["attempts"], body["errorMessage"]) == ("UPLOADED", 0, None)


async def test_a_failed_session_without_audio_cannot_be_tried_again(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """When nothing is left to work on, the answer says so."""
    session_id = await make_session(
        app_services.database, status=SessionStatus.FAILED, audio_deleted_at=utc_in(-1)
    )
    assert_error(await client.post(f"/api/sessions/{session_id}/retry"), 409, "INVALID_STATE")
    await make_transcript(app_services.database, session_id)
    assert (await client.post(f"/api/sessions/{session_id}/retry")).status_code == 202


async def test_only_a_failed_session_can_be_tried_again(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """A session that works or is done is left alone."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    assert_error(await client.post(f"/api/sessions/{session_id}/retry"), 409, "INVALID_STATE")


async def test_the_next_attempt_is_shown(client: httpx.AsyncClient, app_services: Services) -> None:
    """A session that waits for another try tells when that is."""
    session_id = await make_session(app_services.database, status=SessionStatus.FAILED)
    await make_job(
        app_services.database,
        session_id,
        attempts=1,
        last_error_code="SERVICE_UNAVAILABLE",
        next_attempt_at=utc_in(60),
    )
    body = (await client.get(f"/api/sessions/{session_id}")).json()
    assert (body["attempts"], body["lastErrorCode"]) == (1, "SERVICE_UNAVAILABLE")
    assert datetime.fromisoformat(body["nextAttemptAt"]) > datetime.fromisoformat(body["createdAt"])


async def test_events_end_when_nothing_more_will_happen(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """A finished session's stream says so and closes."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    response = await client.get(f"/api/sessions/{session_id}/events")
    assert response.headers["Content-Type"].startswith("text/event-stream")
    assert response.text.startswith('event: status\ndata: {"status":"DONE"')


async def test_answers_are_not_kept_by_anybody(client: httpx.AsyncClient) -> None:
    """What a learner said stays out of caches."""
    assert (await client.get("/api/sessions")).headers["Cache-Control"] == "no-store"


async def test_a_full_disk_is_one_clear_sentence(
    client: httpx.AsyncClient, app_services: Services, tmp_path: Path
) -> None:
    """A recording that cannot be stored leaves no session, and the learner is told to keep it."""
    audio = app_services.settings.data_dir / "audio"
    audio.parent.mkdir(exist_ok=True)
    audio.write_text("a file where the folder should be")
    sentence = assert_error(await send(client, recording_bytes("webm")), 503, "STORAGE_UNAVAILABLE")
    assert "keep" in sentence
    assert (await client.get("/api/sessions")).json()["total"] == 0
