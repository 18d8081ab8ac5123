"""A server that is not fully set up: its learners, its operator and its programs read different sentences."""

from pathlib import Path

import httpx
import pytest

from speaking.errors import ConfigurationError
from speaking.services import Services
from speaking.settings import Settings
from support.expectations import assert_error
from support.listening import heard
from support.outcomes import upload
from support.sounds import recording_bytes


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A bucket without its keys, and a transcriber without its key."""
    return settings.model_copy(update={"r2_bucket_name": "recordings", "transcriber": "openai"})


async def test_a_learner_is_not_told_about_variables(client: httpx.AsyncClient) -> None:
    """The recorder shows the answer to a learner, who cannot set a variable; the log names it."""
    with heard() as logged:
        response = await client.post(
            "/api/sessions", files={"audio": ("a.webm", recording_bytes("webm"))}, data={"duration": "3"}
        )
    assert assert_error(response, 500, "NOT_CONFIGURED") == ConfigurationError.default
    [failed] = [entry for entry in logged if entry["event"] == "request.failed"]
    assert "R2_ACCESS_KEY_ID is not set" in failed["reason"]


async def test_a_page_does_not_tell_about_variables(client: httpx.AsyncClient) -> None:
    """A form that is sent without scripts is answered by a page with the same sentence."""
    response = await client.post(
        "/upload",
        files={"audio": ("a.webm", recording_bytes("webm"))},
        headers={"Accept": "text/html"},
    )
    assert response.status_code == 500
    assert ConfigurationError.default in response.text
    assert "R2_" not in response.text


async def test_a_program_is_told_about_variables(client: httpx.AsyncClient) -> None:
    """Only programs read why no address for an upload can be given: the recorder then uploads another way."""
    response = await client.post("/api/sessions/presign", json={"duration": 3})
    assert "R2_ACCESS_KEY_ID is not set" in assert_error(response, 500, "NOT_CONFIGURED")


async def test_a_session_does_not_tell_about_variables(
    app_services: Services, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    """A session that cannot be processed says whom to tell; the log names the variable."""
    whole = Services(app_services.settings.model_copy(update={"r2_bucket_name": None}))
    talk = tmp_path / "talk.webm"
    talk.write_bytes(recording_bytes("webm"))
    session_id = await upload(whole, talk)
    with heard() as logged, pytest.raises(ConfigurationError, match="OPENAI_API_KEY is not set"):
        await whole.pipeline.process(session_id)
    await whole.close()
    session = (await client.get(f"/api/sessions/{session_id}")).json()
    assert session["errorMessage"] == ConfigurationError.default
    [failed] = [entry for entry in logged if entry["event"] == "session.failed"]
    assert "OPENAI_API_KEY is not set" in failed["reason"]
