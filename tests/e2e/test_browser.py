"""The recorder as a person uses it: a real browser, a real server, a fake microphone that plays a real file.

Where no browser is found the tests are skipped; with SPEAKING_REQUIRE_BROWSER=1 that is a failure.
"""

import base64
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import boto3
import pytest
from moto.moto_server import werkzeug_app
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, expect, sync_playwright

from speaking.errors import ConfigurationError
from support.chromium import chromium, new_context, require_chromium
from support.cutting_proxy import Cuts, cutting_proxy
from support.fixtures_s3 import ACCESS_KEY, SECRET_KEY, s3_service
from support.limits import drives_a_browser
from support.serving import browser_at, served
from support.sounds import recording, recording_bytes
from support.vendors.openai import OpenAI

pytestmark = drives_a_browser

MICROPHONE = "--use-fake-device-for-media-stream"
SECOND_OR_MORE = re.compile(r"0:0[1-9]|0:[1-5]\d")
CHECKS = Path(__file__).with_name("page_checks.js").read_text("utf-8")
UNSENT = "not sent yet"
PLANT = """async ([name, startedAt]) => {
  const { keep } = await import("/static/recorder/store.js");
  const sound = new Blob([Uint8Array.from(atob(window.voice), (each) => each.charCodeAt(0))]);
  const about = { id: crypto.randomUUID(), type: "audio/webm", secs: 3, topic: "", prompt: "" };
  const half = Math.floor(sound.size / 2);
  await keep({ ...about, name, startedAt }, 1, sound.slice(0, half));
  await keep({ ...about, name, startedAt }, 2, sound.slice(half));
}"""
PLANT_OLD = """() => new Promise((resolve) => {
  const request = indexedDB.open("speaking", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("recordings", { keyPath: "id" });
  request.onsuccess = () => {
    const bytes = Uint8Array.from(atob(window.voice), (each) => each.charCodeAt(0));
    const transaction = request.result.transaction("recordings", "readwrite");
    const chunks = [new Blob([bytes.slice(0, 999)]), new Blob([bytes.slice(999)])];
    const old = { id: crypto.randomUUID(), chunks, type: "audio/webm", secs: 65, topic: "", prompt: "" };
    transaction.objectStore("recordings").put(old);
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""
LOUDEST_LEVEL_OF_INVERTED_STEREO = """async () => {
  const { Meter } = await import("/static/recorder/meter.js");
  const context = new AudioContext();
  const [tone, inverted] = [context.createOscillator(), context.createGain()];
  const [sides, microphone] = [context.createChannelMerger(2), context.createMediaStreamDestination()];
  inverted.gain.value = -1;
  tone.connect(sides, 0, 0);
  tone.connect(inverted).connect(sides, 0, 1);
  sides.connect(microphone);
  tone.start();
  return new Promise((resolve) => {
    const levels = [];
    const meter = new Meter(microphone.stream, (level) => {
      levels.push(level);
      if (level < 0.1 && levels.length < 50) return;
      meter.close();
      resolve(Math.max(...levels));
    });
  });
}"""

require_chromium()


@contextmanager
def served_and_agreed(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of a served app whose learner agreed to everything."""
    with served(folder, environment) as (url, _):
        agree(url)
        yield url


def agree(address: str) -> None:
    """Agree to everything."""
    answer(address, {"everything": "true"})


def answer(address: str, consent: dict[str, str]) -> None:
    """Answer what a learner is asked first."""
    with browser_at(address) as client:
        client.post("/welcome", data=consent)


@pytest.fixture(scope="module")
def openai() -> Iterator[OpenAI]:
    """A transcription that answers at once."""
    with OpenAI() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(openai: OpenAI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served app whose transcription is a stand-in, so that a session is done in a moment."""
    with served_and_agreed(tmp_path_factory.mktemp("served"), openai.environment()) as url:
        yield url


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a microphone that hears a voice."""
    voice = recording(tmp_path_factory.mktemp("voice") / "voice.wav", 20.0)
    hearing = ("--use-fake-ui-for-media-stream", f"--use-file-for-fake-audio-capture={voice}")
    with chromium(playwright, MICROPHONE, *hearing) as opened:
        yield opened


@contextmanager
def fresh(browser: Browser, address: str, **options: Any) -> Iterator[BrowserContext]:
    """A fresh profile, in which any script error fails the test."""
    context = new_context(browser, base_url=address, **options)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with fresh(browser, address) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def total(address: str) -> int:
    """How many sessions there are."""
    count: int = listed(address)["total"]
    return count


def listed(address: str) -> dict[str, Any]:
    """What the API tells of all sessions."""
    with browser_at(address) as client:
        found: dict[str, Any] = client.get("/api/sessions").json()
    return found


def speak(page: Page) -> None:
    """Speak for a moment and stop."""
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    page.get_by_role("button", name="Stop").click()
    page.locator("speaking-recorder").get_by_role("button", name="Send").wait_for()


def send_button(page: Page) -> Any:  # noqa: ANN401 - Playwright's locator, which it does not export for this
    return page.get_by_role("button", name="Send", exact=True)


def plant(page: Page, *recordings: tuple[str, int]) -> None:
    """Leave recordings in the browser, as a tab that was closed does."""
    page.goto("/history")
    give_voice(page)
    for name, started_at in recordings:
        page.evaluate(PLANT, [name, started_at])


def give_voice(page: Page) -> None:
    page.evaluate(
        "(voice) => { window.voice = voice; }", base64.b64encode(recording_bytes("webm", 4.0)).decode()
    )


def first_time(act: Callable[[Route], None]) -> Callable[[Route], None]:
    """Do something with the first request alone."""
    happened: list[Route] = []

    def handle(route: Route) -> None:
        if happened:
            route.continue_()
        else:
            happened.append(route)
            act(route)

    return handle


def test_speaking_leads_to_insights(page: Page) -> None:
    """Record, see the level move, pause, stop, listen back, send, and read what was found."""
    page.goto("/")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("meter")).not_to_have_js_property("value", 0)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Resume").click()
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_label("Your recording")).to_have_attribute("src", re.compile("blob:"))
    send_button(page).click()
    page.wait_for_url("**/sessions/*")
    page.get_by_role("heading", name="What you said").wait_for()


def test_the_level_of_inverted_stereo_is_shown(page: Page) -> None:
    """A balanced microphone in a stereo socket moves the level: no side is cancelled by the other."""
    page.goto("/")
    page.get_by_role("heading").first.click()
    assert page.evaluate(LOUDEST_LEVEL_OF_INVERTED_STEREO) > 0.1


def test_the_keyboard_is_enough(page: Page) -> None:
    """Tab and Enter lead through recording and sending; the focus is always where the next step is."""
    page.goto("/")
    page.get_by_role("button", name="Record").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.keyboard.press("Enter")
    expect(send_button(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sessions/*")


def test_a_discarded_recording_can_be_had_back(page: Page) -> None:
    """Undo for a moment, then it is gone; the next recording begins afresh, its button saying Pause."""
    page.goto("/")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".clock")).to_have_text(SECOND_OR_MORE)
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(send_button(page)).to_be_focused()
    page.clock.install()
    page.get_by_role("button", name="Discard").click()
    page.clock.fast_forward(9000)
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_a_network_cut_in_mid_upload_loses_nothing(browser: Browser, address: str) -> None:
    """Connections break while bytes are on the way; when the network is back the recording arrives, once."""
    before = total(address)
    cuts = Cuts(request=b"POST /api/sessions ")
    with cutting_proxy(address, cuts) as proxy, fresh(browser, proxy) as context:
        page = context.new_page()
        plant(page, ("long.webm", 1))
        page.goto("/")
        send_button(page).click()
        page.get_by_text("Your recording is safe").wait_for()
        cuts.is_over.set()
        page.wait_for_url("**/sessions/*")
    assert total(address) == before + 1


def test_an_answer_that_got_lost_makes_no_second_session(page: Page, address: str) -> None:
    """The server has it and the browser does not know: sending again finds the same session."""
    before = total(address)
    plant(page, ("once.webm", 1))

    def lose_the_answer(route: Route) -> None:
        assert route.fetch().status == 201
        route.abort("connectionreset")

    page.route("**/api/sessions", first_time(lose_the_answer))
    page.goto("/")
    send_button(page).click()
    page.wait_for_url("**/sessions/*")
    assert total(address) == before + 1


def test_a_busy_server_says_when_to_come_back(page: Page) -> None:
    """Retry-After is heeded and told; whoever does not want to wait may try now."""
    plant(page, ("early.webm", 1))

    def busy(route: Route) -> None:
        answer = {"error": "Busy.", "code": "RATE_LIMITED"}
        route.fulfill(status=429, headers={"Retry-After": "120"}, json=answer)

    page.route("**/api/sessions", first_time(busy))
    page.goto("/")
    send_button(page).click()
    page.get_by_text("We will try again in 2 minutes").wait_for()
    page.get_by_role("button", name="Try now").click()
    page.wait_for_url("**/sessions/*")


def test_a_server_that_cannot_take_a_recording_is_not_called_a_broken_connection(page: Page) -> None:
    """The learner reads the server's own reason, and that the recording is safe."""
    plant(page, ("kept.webm", 1))
    answer = {"error": ConfigurationError.default, "code": ConfigurationError.code}
    page.route("**/api/sessions", lambda route: route.fulfill(status=500, json=answer))
    page.goto("/")
    send_button(page).click()
    page.get_by_text(f"{ConfigurationError.default} Your recording is safe.").wait_for()


def test_nobody_is_made_to_wait(page: Page) -> None:
    """Where sending keeps failing, the learner can leave it, and discard the recording."""
    plant(page, ("unwanted.webm", 1))
    page.route("**/api/sessions", lambda route: route.abort())
    page.goto("/")
    send_button(page).click()
    page.get_by_role("button", name="Not now").click()
    page.get_by_text("Your recording stays here until you send it").wait_for()
    page.reload()
    send_button(page).wait_for()
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Undo").wait_for()


def test_what_is_being_sent_is_not_asked_about(page: Page) -> None:
    """While sending, the page no longer asks to send or discard, and offers to record the next one."""
    page.route("**/api/sessions", lambda route: route.abort())
    page.goto("/")
    speak(page)
    page.get_by_text("Listen to your recording").wait_for()
    send_button(page).click()
    page.get_by_text("Your recording is safe").wait_for()
    expect(page.get_by_text("Listen to your recording")).to_be_hidden()
    expect(page.get_by_role("button", name="Record")).to_be_visible()


def test_a_consent_taken_back_is_explained(page: Page, address: str) -> None:
    """The recording stays, and a link leads to where the answer can be changed."""
    plant(page, ("private.webm", 1))
    page.goto("/")
    answer(address, {})
    send_button(page).click()
    page.get_by_role("link", name="Change your choices").click()
    page.get_by_role("button", name="Agree to all and start").click()
    send_button(page).click()
    page.wait_for_url("**/sessions/*")


def test_an_unsent_recording_survives_a_closed_tab(page: Page, context: BrowserContext) -> None:
    """Whatever was spoken is offered again in the next tab."""
    page.goto("/")
    speak(page)
    page.close()
    again = context.new_page()
    again.goto("/")
    again.get_by_text(UNSENT).first.wait_for()
    send_button(again).click()
    again.wait_for_url("**/sessions/*")


def test_sending_goes_on_after_a_reload(page: Page, address: str) -> None:
    """Who pressed Send once need not press it again."""
    before = total(address)
    plant(page, ("wanted.webm", 1))
    page.route("**/api/sessions", lambda route: route.abort("connectionreset"))
    page.goto("/")
    send_button(page).click()
    page.get_by_text("Your recording is safe").wait_for()
    page.reload()
    page.get_by_text("Your recording is safe").wait_for()
    page.unroute_all()
    page.get_by_role("link", name="See what we found").wait_for()
    assert total(address) == before + 1


def test_a_recording_belongs_to_one_tab(page: Page, context: BrowserContext) -> None:
    """A second tab says where it is, and offers it once the first is closed."""
    page.goto("/")
    speak(page)
    second = context.new_page()
    second.goto("/")
    second.get_by_text("open in another tab").wait_for()
    expect(send_button(second)).to_be_hidden()
    page.close()
    send_button(second).click()
    second.wait_for_url("**/sessions/*")


def test_what_one_tab_sent_the_other_forgets(page: Page, context: BrowserContext) -> None:
    """Both offer a recording; when it is sent from one, it is gone from the other."""
    plant(page, ("shared.webm", 1))
    second = context.new_page()
    for each in (page, second):
        each.goto("/")
        send_button(each).wait_for()
    send_button(page).click()
    page.wait_for_url("**/sessions/*")
    expect(second.locator("unsent-recording")).to_have_count(0)


def test_all_unsent_recordings_are_offered_the_oldest_first(page: Page) -> None:
    """However their ids sort."""
    plant(page, ("second.webm", 2_000), ("third.webm", 3_000), ("first.webm", 1_000))
    page.goto("/")
    titles = page.locator("unsent-recording [data-part=title]")
    expect(titles).to_have_text(["first.webm, 0:03", "second.webm, 0:03", "third.webm, 0:03"])


def test_recordings_of_the_version_before_are_kept(page: Page) -> None:
    """A browser that was updated in between has lost nothing."""
    page.goto("/history")
    give_voice(page)
    page.evaluate(PLANT_OLD)
    page.goto("/")
    expect(page.locator("unsent-recording [data-part=title]")).to_contain_text("1:05")
    send_button(page).click()
    page.wait_for_url("**/sessions/*")


def test_a_picked_file_is_sent_like_a_recording(page: Page, address: str) -> None:
    """With progress, again after a failure, and once; its length is the probed one."""
    page.route("**/upload", lambda route: route.abort("connectionreset"))
    page.goto("/")
    file = {"name": "talk.ogg", "mimeType": "audio/ogg", "buffer": recording_bytes("ogg", 5.0)}
    page.get_by_label("Audio file").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Send file").click()
    page.get_by_text("Your recording is safe").wait_for()
    page.unroute_all()
    page.wait_for_url("**/sessions/*")
    assert listed(address)["sessions"][0]["durationSecs"] == 5


def test_a_dropped_file_that_is_none_is_refused_in_words(page: Page) -> None:
    """Dropping is picking; what the server refuses is said beside it and can be discarded."""
    page.goto("/")
    page.evaluate(
        """() => {
          const dropped = new DataTransfer();
          dropped.items.add(new File(["no sound at all".repeat(99)], "letter.txt"));
          document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: dropped }));
        }"""
    )
    page.get_by_text("cannot read this kind of file").wait_for()
    page.get_by_role("button", name="Discard").click()
    page.get_by_role("button", name="Undo").wait_for()


def test_a_refused_microphone_is_explained(address: str, playwright: Playwright) -> None:
    """The learner said no, perhaps by mistake: the page says how to say yes."""
    refusal = "--use-fake-ui-for-media-stream=deny"
    with chromium(playwright, MICROPHONE, refusal) as refusing, fresh(refusing, address) as context:
        page = context.new_page()
        page.goto("/")
        page.get_by_role("button", name="Record").click()
        page.get_by_text("blocking the microphone").wait_for()
        expect(page.get_by_role("button", name="Record")).to_be_enabled()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("NotFoundError", "could not find a microphone"), ("NotReadableError", "Another program is using")],
)
def test_a_microphone_that_is_missing_or_taken_is_explained(page: Page, name: str, sentence: str) -> None:
    """The page says what to do instead of staying silent."""
    reject = f"() => Promise.reject(new DOMException('', '{name}'))"
    page.add_init_script(f"navigator.mediaDevices.getUserMedia = {reject}")
    page.goto("/")
    page.get_by_role("button", name="Record").click()
    page.get_by_text(sentence).wait_for()


def test_a_silent_microphone_is_told_and_a_lost_one_loses_nothing(page: Page) -> None:
    """Muted: a question after some seconds. Unplugged: what was said until then is there."""
    page.add_init_script(
        """navigator.mediaDevices.getUserMedia = async () => {
          const context = new AudioContext();
          const silence = new ConstantSourceNode(context, { offset: 0.0001 });
          const heard = context.createMediaStreamDestination();
          silence.connect(heard);
          silence.start();
          return (window.heard = heard.stream);
        }"""
    )
    page.goto("/")
    page.get_by_role("button", name="Record").click()
    page.get_by_text("Is the microphone muted").wait_for()
    page.evaluate("() => window.heard.getAudioTracks()[0].dispatchEvent(new Event('ended'))")
    page.get_by_text("The microphone stopped working").wait_for()
    send_button(page).wait_for()


def test_a_browser_that_keeps_nothing_warns_until_the_end(page: Page) -> None:
    """The warning stays while the clock runs, and the recording can be sent all the same."""
    page.add_init_script(
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.goto("/")
    speak(page)
    expect(page.get_by_role("alert")).to_contain_text("cannot save your recording")
    send_button(page).click()
    page.wait_for_url("**/sessions/*")


def test_another_prompt_keeps_the_page_and_what_was_typed(page: Page) -> None:
    """By topic and level, without a reload."""
    page.goto("/")
    page.evaluate("() => { window.same = true; }")
    page.get_by_label("Or type your own topic").fill("My garden")
    page.get_by_role("combobox", name="Topic").select_option("Travel")
    expect(page.locator("#prompt-kind")).to_contain_text("Travel")
    before = page.locator("#prompt").inner_text()
    page.get_by_role("button", name="Show another").click()
    expect(page.locator("#prompt")).not_to_have_text(before)
    expect(page.get_by_label("Or type your own topic")).to_have_value("My garden")
    assert page.evaluate("() => window.same")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1200)])
def test_the_recorder_can_be_used_by_everybody(
    browser: Browser, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """Names, contrast of 4.5 to 1 and nothing wider than the screen, with recordings waiting and one made."""
    with fresh(browser, address, color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        plant(page, ("one.webm", 1), ("another-one-with-a-rather-long-name-that-somebody-chose.webm", 2))
        page.goto("/")
        speak(page)
        expect(page.locator("unsent-recording")).to_have_count(3)
        problems = page.evaluate(CHECKS)
        assert problems == [], json.dumps(problems, indent=1)


def test_the_first_page_is_light(page: Page, address: str) -> None:
    """At most two requests beside the page, and under 60 KB with all that recording needs later."""
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.on("request", lambda request: _assert_own(request.url, address))
    page.goto("/", wait_until="networkidle")
    assert len(sizes) <= 3
    page.get_by_role("button", name="Record").click()
    page.get_by_role("button", name="Stop").wait_for()
    assert sum(sizes) < 60_000


def _assert_own(url: str, address: str) -> None:
    assert url.startswith((address, "data:", "blob:")), url


@pytest.fixture(scope="module")
def bucket_url(openai: OpenAI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served app with a bucket that lets the app's own pages upload, by its CORS rule and no other."""
    with pytest.MonkeyPatch.context() as patch, s3_service() as endpoint:
        patch.setattr(werkzeug_app, "DISABLE_GLOBAL_CORS", True)
        environment = {
            "R2_ENDPOINT": endpoint,
            "R2_BUCKET_NAME": "direct",
            "R2_ACCESS_KEY_ID": ACCESS_KEY,
            "R2_SECRET_ACCESS_KEY": SECRET_KEY,
        }
        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
            region_name="us-east-1",
        )
        client.create_bucket(Bucket="direct")
        with served_and_agreed(tmp_path_factory.mktemp("direct"), openai.environment() | environment) as url:
            rule = {"AllowedOrigins": [url], "AllowedMethods": ["PUT"], "AllowedHeaders": ["*"]}
            client.put_bucket_cors(Bucket="direct", CORSConfiguration={"CORSRules": [rule]})
            yield url
        client.close()


@pytest.mark.parametrize("cut", [False, True], ids=["open", "closed"])
def test_a_recording_goes_straight_to_the_bucket(browser: Browser, bucket_url: str, cut: bool) -> None:
    """Where there is a bucket the audio goes there; where that is out of reach, through the app."""
    before = total(bucket_url)
    with fresh(browser, bucket_url) as context:
        page = context.new_page()
        methods: list[str] = []
        page.on(
            "request", lambda sent: methods.append(f"{sent.method} {sent.url.split('/')[-1].split('?')[0]}")
        )
        if cut:
            page.route("**/audio.upload?*", lambda route: route.abort())
        plant(page, ("direct.webm", 1))
        page.goto("/")
        send_button(page).click()
        page.wait_for_url("**/sessions/*")
        sent = [
            each
            for each in methods
            if each in {"POST presign", "PUT audio.upload", "POST complete", "POST sessions"}
        ]
        last = "POST sessions" if cut else "POST complete"
        assert sent == ["POST presign", "PUT audio.upload", last]
    assert total(bucket_url) == before + 1
