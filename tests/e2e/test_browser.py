"""The app as a person uses it: a real browser, a real server, a fake microphone that plays a real file.

Where no browser is found the tests are skipped; with SPEAKING_REQUIRE_BROWSER=1 that is a failure.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from sounds import recording, recording_bytes
from vendors.openai import OpenAI

CHROMIUM = shutil.which("chromium")
SPEAKING = Path(sys.executable).with_name("speaking")
PAGES = ("/welcome", "/", "/history", "/profile")
SECOND_OR_MORE = re.compile(r"0:0[1-9]|0:[1-5]\d")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
CHECKS = Path(__file__).with_name("page_checks.js").read_text("utf-8")

if CHROMIUM is None and not os.environ.get("SPEAKING_REQUIRE_BROWSER"):
    pytest.skip("no Chromium found: the browser tests did not run", allow_module_level=True)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served app whose transcription is a stand-in, so that a session is done in a moment."""
    folder = tmp_path_factory.mktemp("served")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with OpenAI() as openai:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [SPEAKING, "serve", "--port", str(port)],
            cwd=folder,
            env=os.environ | openai.environment(),
            stderr=subprocess.DEVNULL,
        )
        url = f"http://127.0.0.1:{port}"
        transport = httpx.HTTPTransport(retries=20)
        with httpx.Client(transport=transport, base_url=url, timeout=20) as client:
            client.get("/readyz").raise_for_status()
            client.post(
                "/welcome", data={"granted": ["AUDIO_STORAGE", "TRANSCRIPT_STORAGE", "PATTERN_TRACKING"]}
            )
        yield url
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a microphone that hears a voice."""
    voice = recording(tmp_path_factory.mktemp("voice") / "voice.wav", 20.0)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*FLAGS, f"--use-file-for-fake-audio-capture={voice}"]
        )
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh profile, in which any script error fails the test."""
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def done_session(address: str) -> str:
    """The id of a session that is finished, sent past the browser."""
    with httpx.Client(base_url=address, timeout=60) as client:
        audio = recording_bytes("webm", 8.0)
        sent = client.post("/api/sessions", files={"audio": audio}, data={"duration": "8"}).json()
        client.get(f"/api/sessions/{sent['id']}/events")
    session_id: str = sent["id"]
    return session_id


def record(page: Page) -> None:
    """Speak for a moment and stop."""
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Send", exact=True).wait_for()


def test_speaking_leads_to_insights(page: Page) -> None:
    """Record, see the level move, stop, listen back, send, and read what was found."""
    page.goto("/")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("meter")).not_to_have_js_property("value", 0)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").click()
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_label("Your recording")).to_have_attribute("src", re.compile("blob:"))
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/sessions/*")
    page.get_by_role("heading", name="What you said").wait_for()


def test_a_network_that_fails_loses_nothing(page: Page) -> None:
    """The upload is cut off twice; the recording is safe and arrives after all."""
    failures = ["first", "second"]

    def cut(route: Route) -> None:
        if failures and route.request.method == "POST":
            failures.pop()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/sessions", cut)
    page.goto("/")
    record(page)
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Your recording is safe").wait_for()
    page.wait_for_url("**/sessions/*")
    assert failures == []


def test_an_unsent_recording_survives_a_reload(page: Page) -> None:
    """Closing the tab before sending is no loss: the recording is offered again."""
    page.goto("/")
    record(page)
    page.goto("/history")
    page.goto("/")
    page.get_by_text("not sent yet").first.wait_for()
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/sessions/*")


def test_a_microphone_that_is_refused_is_explained(browser: Browser, address: str) -> None:
    """The page says what to do instead of staying silent."""
    context = browser.new_context(base_url=address)
    opened = context.new_page()
    opened.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    opened.goto("/")
    opened.get_by_role("button", name="Record").click()
    opened.get_by_text("The microphone is not allowed").wait_for()
    context.close()


def test_the_keyboard_is_enough(page: Page) -> None:
    """Tab and Enter lead through recording and sending."""
    page.goto("/")
    page.get_by_role("button", name="Record").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_every_page_can_be_read_by_everybody(
    browser: Browser, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """Names, one heading, landmarks, contrast of 4.5 to 1, nothing wider than the screen."""
    session_id = done_session(address)
    context = browser.new_context(
        base_url=address, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    opened = context.new_page()
    for path in (*PAGES, f"/sessions/{session_id}"):
        opened.goto(path)
        problems = opened.evaluate(CHECKS)
        assert problems == [], f"{path}: {json.dumps(problems)}"
    context.close()


def test_the_first_page_is_light(page: Page, address: str) -> None:
    """Under 60 KB, and at most two requests beside the page, all to our own server."""
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.on("request", lambda request: _assert_own(request.url, address))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) <= 3
    assert sum(sizes) < 60_000


def _assert_own(url: str, address: str) -> None:
    assert url.startswith((address, "data:", "blob:")), url
