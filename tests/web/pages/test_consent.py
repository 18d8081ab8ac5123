"""What a learner did not agree to does not happen, and the page says so before anybody speaks."""

import httpx
import pytest

from speaking.services import Services
from speaking.states import ConsentFlag
from support.expectations import assert_error
from support.sounds import recording_bytes

HTML = {"Accept": "text/html"}


async def answer(client: httpx.AsyncClient, *granted: ConsentFlag) -> None:
    await client.post("/welcome", data={"granted": [flag.value for flag in granted]})


async def send(client: httpx.AsyncClient) -> httpx.Response:
    audio = {"audio": ("talk.webm", recording_bytes("webm"))}
    return await client.post("/api/sessions", files=audio, data={"duration": "3"})


@pytest.mark.parametrize("granted", [(), (ConsentFlag.TRANSCRIPT_STORAGE,)], ids=["nothing", "words alone"])
async def test_without_consent_no_recording_is_taken(
    client: httpx.AsyncClient, app_services: Services, granted: tuple[ConsentFlag, ...]
) -> None:
    """The refusal has a code of its own, says where to change the answer, and stores nothing."""
    await answer(client, *granted)
    assert "Your voice, your words" in assert_error(await send(client), 403, "CONSENT_REQUIRED")
    form = await client.post("/upload", files={"audio": ("a.webm", recording_bytes("webm"))}, headers=HTML)
    assert form.status_code == 403
    presigned = await client.post("/api/sessions/presign", json={"duration": 3})
    assert_error(presigned, 403, "CONSENT_REQUIRED")
    assert (await client.get("/api/sessions")).json()["total"] == 0
    assert [found async for found in app_services.storage.list("sessions")] == []


async def test_consent_can_be_taken_back_and_given_again(client: httpx.AsyncClient) -> None:
    """The last answer counts."""
    await answer(client, *ConsentFlag)
    assert (await send(client)).status_code == 201
    await answer(client)
    assert (await send(client)).status_code == 403
    await answer(client, ConsentFlag.AUDIO_STORAGE)
    assert (await send(client)).status_code == 201


async def test_who_was_never_asked_may_send(client: httpx.AsyncClient) -> None:
    """Programs, and learners of the TypeScript app, have no answers: that is not a no."""
    assert (await send(client)).status_code == 201


async def test_the_page_offers_no_recorder_without_consent(client: httpx.AsyncClient) -> None:
    """Nobody speaks for ten minutes to be refused afterwards; the way to change the answer is there."""
    await answer(client, ConsentFlag.PATTERN_TRACKING)
    html = (await client.get("/")).text
    assert "speaking-recorder" not in html
    assert 'type="file"' not in html
    assert 'class="button" href="/welcome"' in html


async def test_nothing_is_ticked_before_the_learner_ticks_it(client: httpx.AsyncClient) -> None:
    """A box that was ticked for somebody is no consent; one button agrees to all three."""
    assert " checked" not in (await client.get("/welcome")).text
    await client.post("/welcome", data={"everything": "true"})
    assert (await client.get("/welcome")).text.count(" checked") == len(ConsentFlag)


async def test_the_example_needs_no_consent_and_gives_none(client: httpx.AsyncClient) -> None:
    """It is our recording: it works for everybody, and the learner is asked before the first own one."""
    assert (await client.post("/example")).status_code == 303
    first = await client.get("/")
    assert (first.status_code, first.headers["Location"]) == (303, "/welcome")
    assert " checked" not in (await client.get("/welcome")).text
    await answer(client)
    again = await client.post("/example")
    assert again.status_code == 303
    assert (
        "This is an example. It does not count in your profile."
        in (await client.get(again.headers["Location"])).text
    )
