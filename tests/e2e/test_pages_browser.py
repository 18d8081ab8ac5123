"""The pages beside the recorder in a real browser, before sessions in every state.

No worker runs behind this server: a session moves when a test moves it. Where no browser is found the tests
are skipped; with SPEAKING_REQUIRE_BROWSER=1 that is a failure.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import update

from speaking.db.clock import utc_in
from speaking.db.database import Database, migrate
from speaking.db.tables import speaking_sessions
from speaking.settings import Settings
from speaking.states import ConsentFlag, SessionStatus
from support import serving
from support.chromium import chromium, new_context, require_chromium
from support.limits import drives_a_browser
from support.makers import make_insight, make_job, make_result, make_session, make_transcript
from support.patience import look_for

pytestmark = drives_a_browser

CHECKS = Path(__file__).with_name("page_checks.js").read_text("utf-8")
UNDO_MS = 8000

Made = TypeVar("Made")

require_chromium()


@dataclass(frozen=True)
class Served:
    """A running server, and its database to put sessions into."""

    url: str
    settings: Settings

    def make(self, maker: Callable[..., Awaitable[Made]], *args: Any, **values: Any) -> Made:
        """What one of `makers` makes in this server's database."""

        async def run() -> Made:
            database = Database(self.settings)
            try:
                return await maker(database, *args, **values)
            finally:
                await database.close()

        # The browser's own event loop runs in this thread.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, run()).result()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app behind a queue that delivers nothing."""
    folder = tmp_path_factory.mktemp("served")
    settings = Settings(data_dir=folder / "data")
    migrate(settings)
    with serving.served(folder, {"QUEUE": "qstash", "QSTASH_TOKEN": "token"}) as (url, _):
        with serving.browser_at(url) as client:
            client.post("/welcome", data={"granted": [flag.value for flag in ConsentFlag]})
        yield Served(url, settings)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as it is."""
    with sync_playwright() as playwright, chromium(playwright) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A fresh profile, in which any script error fails the test."""
    context = new_context(browser, base_url=served.url)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


def is_there(served: Served, session_id: str) -> bool:
    """Whether the server still has a session."""
    with serving.browser_at(served.url) as client:
        return client.get(f"/api/sessions/{session_id}").is_success


async def move(database: Database, session_id: str, status: SessionStatus) -> None:
    """Bring a session to another state, as a worker would."""
    async with database.transaction() as transaction:
        await transaction.execute(
            update(speaking_sessions).where(speaking_sessions.c.id == session_id).values(status=status)
        )


def finished_session(served: Served) -> str:
    """A session with two insights whose quotes overlap."""
    text = "So I came home, so I was tired."
    session_id = served.make(make_session, status=SessionStatus.DONE, topic="Overlapping")
    served.make(make_transcript, session_id, text=text)
    served.make(make_insight, session_id, text=text, places=[(0, 4), (16, 18)], pattern="The first habit")
    served.make(make_insight, session_id, text=text, places=[(3, 9)], pattern="The second habit")
    return session_id


def wait_until_gone(served: Served, session_id: str) -> None:
    """Ask until the server no longer has a session."""
    look_for(lambda: not is_there(served, session_id), "the session to be deleted")


def delete(page: Page, topic: str) -> None:
    """Delete a session in the history."""
    page.goto("/history")
    page.get_by_role("button", name=f"Delete {topic}").click()
    expect(page.get_by_role("link", name=topic)).to_be_hidden()


def expect_deletion_waits(page: Page, topic: str) -> None:
    """Let a multiple of the time to undo go by: the bar is there, and nothing was deleted."""
    page.clock.fast_forward(3 * UNDO_MS)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(f"“{topic}” was deleted.")


def expect_deletion_is_done(page: Page) -> None:
    """Let the time to undo go by: the session is deleted."""
    with page.expect_response(lambda response: response.request.method == "DELETE") as deleted:
        page.clock.fast_forward(UNDO_MS)
    assert deleted.value.ok


def test_a_deletion_can_be_taken_back(page: Page, served: Served) -> None:
    """The row goes at once, comes back with Undo, and nothing was deleted."""
    session_id = served.make(make_session, topic="Taken back")
    page.clock.install()
    delete(page, "Taken back")
    expect(page.get_by_role("status")).to_have_text("“Taken back” was deleted.")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Taken back")).to_be_focused()
    page.clock.fast_forward(2 * UNDO_MS)
    assert is_there(served, session_id)


def test_a_deletion_is_done_when_the_time_is_over(page: Page, served: Served) -> None:
    """After eight seconds the session is deleted, and the bar goes away."""
    session_id = served.make(make_session, topic="Over soon")
    page.clock.install()
    delete(page, "Over soon")
    expect_deletion_is_done(page)
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    assert not is_there(served, session_id)


def test_the_time_to_undo_waits_for_the_keyboard(page: Page, served: Served) -> None:
    """While the keyboard is on Undo nothing is deleted; when it goes on, the time begins anew."""
    session_id = served.make(make_session, topic="Slow hands")
    page.clock.install()
    page.goto("/history")
    page.get_by_role("button", name="Delete Slow hands").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect_deletion_waits(page, "Slow hands")
    assert is_there(served, session_id)
    page.keyboard.press("Shift+Tab")
    expect_deletion_is_done(page)


def test_the_time_to_undo_waits_for_the_pointer(page: Page, served: Served) -> None:
    """While the pointer is on the bar nothing is deleted; when it leaves, the time begins anew."""
    session_id = served.make(make_session, topic="Slow pointer")
    page.clock.install()
    delete(page, "Slow pointer")
    page.get_by_role("button", name="Undo").hover()
    expect_deletion_waits(page, "Slow pointer")
    assert is_there(served, session_id)
    page.mouse.move(0, 0)
    expect_deletion_is_done(page)


def test_a_deletion_is_done_when_the_page_is_left(page: Page, served: Served) -> None:
    """Who goes on at once does not keep what was deleted."""
    session_id = served.make(make_session, topic="Left behind")
    delete(page, "Left behind")
    page.goto("/profile")
    wait_until_gone(served, session_id)


def test_a_deletion_that_fails_is_told(page: Page, served: Served) -> None:
    """The row comes back with a sentence, because the session is still there."""
    session_id = served.make(make_session, topic="Stubborn")
    page.clock.install()
    page.route("**/api/sessions/*", lambda route: route.abort())
    delete(page, "Stubborn")
    page.clock.fast_forward(UNDO_MS)
    expect(page.get_by_role("status")).to_have_text("“Stubborn” could not be deleted. Please try again.")
    expect(page.get_by_role("link", name="Stubborn")).to_be_visible()
    assert is_there(served, session_id)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_mark_opens_every_insight_that_it_shows(page: Page, served: Served, key: str) -> None:
    """With the keyboard alone, a word of two insights leads to both."""
    page.goto(f"/sessions/{finished_session(served)}")
    page.get_by_role("button", name="I , insight 1,2").focus()
    page.keyboard.press(key)
    expect(page.locator("#insight-1")).to_have_attribute("open", "")
    expect(page.locator("#insight-2")).to_have_attribute("open", "")
    expect(page.locator("#insight-1 > summary")).to_be_focused()


def test_an_insight_shows_its_marks(page: Page, served: Served) -> None:
    """What is opened is shown in the transcript, and only that."""
    page.goto(f"/sessions/{finished_session(served)}")
    page.locator("#insight-2 > summary").click()
    expect(page.locator(".shown")).to_have_text(["I, insight 1,2", " came, insight 2"])
    page.locator("#insight-2 > summary").click()
    expect(page.locator(".shown")).to_have_count(0)


def test_a_result_comes_where_events_do_not(page: Page, served: Served) -> None:
    """Where a network blocks the stream of events, the page asks by itself."""
    session_id = served.make(make_session, status=SessionStatus.TRANSCRIBING)
    page.route("**/events", lambda route: route.abort())
    page.goto(f"/sessions/{session_id}")
    served.make(move, session_id, SessionStatus.ANALYZING)
    expect(page.locator("[aria-current=step]")).to_have_text("Looking for habits")
    served.make(move, session_id, SessionStatus.DONE)
    expect(page.get_by_role("heading", name="What came up again and again")).to_be_visible()


def test_a_reload_while_working_changes_nothing(page: Page, served: Served) -> None:
    """The page shows the step that the work has come to, and goes on to the result."""
    session_id = served.make(make_session, status=SessionStatus.TRANSCRIBING)
    page.goto(f"/sessions/{session_id}")
    served.make(move, session_id, SessionStatus.ANALYZING)
    expect(page.locator("[aria-current=step]")).to_have_text("Looking for habits")
    page.reload()
    expect(page.locator("[aria-current=step]")).to_have_text("Looking for habits")
    served.make(move, session_id, SessionStatus.DONE)
    expect(page.get_by_role("heading", name="What came up again and again")).to_be_visible()


def test_a_recording_that_arrives_is_followed(page: Page, served: Served) -> None:
    """Nothing is being worked on until the recording is there; then the page shows the steps."""
    session_id = served.make(make_session, status=SessionStatus.CREATED)
    with page.expect_response("**/events"):
        page.goto(f"/sessions/{session_id}")
    expect(page.get_by_role("heading", name="Your recording has not arrived yet")).to_be_visible()
    expect(page.get_by_text("Looking for habits")).to_be_hidden()
    served.make(move, session_id, SessionStatus.ANALYZING)
    expect(page.get_by_role("heading", name="Working on it")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_text("Looking for habits")


def test_a_recording_is_awaited_again_after_the_network_was_away(page: Page, served: Served) -> None:
    """The sentence about being offline goes when the network is back, also where nothing else changes."""
    session_id = served.make(make_session, status=SessionStatus.CREATED)
    page.route("**/api/sessions/**", lambda route: route.abort())
    page.goto(f"/sessions/{session_id}")
    expect(page.get_by_role("status")).to_contain_text("You seem to be offline.")
    page.unroute_all()
    expect(page.get_by_role("status")).to_contain_text("It may still be on its way.")


def test_times_are_the_learners_own(browser: Browser, served: Served) -> None:
    """In Kathmandu, at 5:45 ahead of UTC, a session of the evening is one of the next day."""
    made = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    session_id = served.make(make_session, topic="Far away", created_at=made, status=SessionStatus.FAILED)
    served.make(make_job, session_id, next_attempt_at=made)
    context = new_context(browser, base_url=served.url, timezone_id="Asia/Kathmandu")
    page = context.new_page()
    page.goto("/history?status=FAILED")
    day = page.locator(".day", has=page.get_by_role("link", name="Far away"))
    expect(day.get_by_role("heading")).to_have_text(re.compile("Monday,? 2 March 2026"))
    expect(day.locator("time").last).to_have_text("02:15")
    page.goto(f"/sessions/{session_id}")
    expect(page.locator("time").first).to_have_text(re.compile("2 March 2026.* 02:15"))
    expect(page.get_by_role("status")).to_contain_text("The next try is at 02:15")
    context.close()


@pytest.fixture(scope="module")
def addresses(served: Served) -> tuple[str, ...]:
    """Every page, with a session in every state and enough of them for charts."""
    for age, rate in ((3, 9.0), (2, 6.0), (1, 3.0)):
        session_id = served.make(make_session, status=SessionStatus.DONE, age_secs=age * 86_400.0)
        served.make(make_result, session_id, rate=rate)
    failed = served.make(make_session, status=SessionStatus.FAILED, error_message="There was no speech.")
    later = served.make(make_session, status=SessionStatus.FAILED, error_message="The service is busy.")
    served.make(make_job, later, next_attempt_at=utc_in(600))
    awaited = served.make(make_session, status=SessionStatus.CREATED)
    working = served.make(make_session, status=SessionStatus.TRANSCRIBING)
    done = finished_session(served)
    of_sessions = (f"/sessions/{each}" for each in (failed, later, awaited, working, done, "never-was"))
    found = ("/history", "/history?said=never-said", "/profile", "/profile/summary", "/styleguide")
    return ("/welcome", "/", *found, f"/sessions/{done}/delete", *of_sessions)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_every_page_can_be_read_by_everybody(
    browser: Browser,
    served: Served,
    addresses: tuple[str, ...],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    """Names, headings, landmarks, contrast of 4.5 to 1, nothing wider than the screen, with all unfolded."""
    context = new_context(
        browser, base_url=served.url, color_scheme=scheme, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        problems = page.evaluate(CHECKS)
        assert problems == [], f"{address}: {json.dumps(problems, indent=1)}"
    context.close()


def test_paper_is_light_for_everybody(page: Page, served: Served) -> None:
    """Who reads in the dark prints dark words on light marks."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"/sessions/{finished_session(served)}")
    assert [problem for problem in page.evaluate(CHECKS) if problem.startswith("contrast")] == []


def test_the_checks_find_what_is_wrong(page: Page) -> None:
    """A check that cannot fail is none: each kind of problem is told."""
    page.goto("/welcome")
    page.evaluate(
        """document.querySelector("main").innerHTML = `
          <h3>Skipped</h3><button></button><a href="#nowhere">Go</a><input tabindex="1" placeholder="pale">
          <p class="faded">Faded</p><div class="wide"></div>`;
        for (const rule of ["::placeholder { opacity: 0.2 !important; }", ".faded { opacity: 0.3; }",
          ".wide { width: 3000px; height: 1px; }"]) document.styleSheets[0].insertRule(rule)"""
    )
    found = "\n".join(page.evaluate(CHECKS))
    for expected in (
        "not exactly one h1",
        "a heading is skipped",
        "no name: <button>",
        "a link points nowhere",
        "the order of the keyboard is changed",
        "Faded",
        "pale",
        "wider than the screen",
    ):
        assert expected in found


@pytest.mark.parametrize("address", ["/history", "/profile", "/styleguide"])
def test_the_keyboard_goes_from_top_to_bottom(page: Page, addresses: tuple[str, ...], address: str) -> None:
    """First the way past the menu, then everything in the order of the page, each with a ring around it."""
    page.goto(address)
    expected = page.evaluate(
        """[...document.querySelectorAll("a[href], button, input, select, summary")]
          .filter((each) => each.checkVisibility()).map((each) => each.outerHTML)"""
    )
    reached = []
    for _ in expected:
        page.keyboard.press("Tab")
        outline, html = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.outerHTML]"
        )
        assert outline != "none", html
        reached.append(html)
    assert reached == expected
    assert "skip" in reached[0]


def test_everything_can_be_read_without_scripts(
    browser: Browser, served: Served, addresses: tuple[str, ...]
) -> None:
    """Times name their zone, a mark leads to its insight, and deleting asks first."""
    context = new_context(browser, base_url=served.url, java_script_enabled=False)
    page = context.new_page()
    for address in addresses:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for moment in page.locator("time[data-show$=time]").all_text_contents():
            assert moment.endswith("UTC")
    session_id = finished_session(served)
    page.goto(f"/sessions/{session_id}")
    page.get_by_role("link", name="I , insight 1,2").click()
    assert page.url.endswith("#insight-1")
    page.get_by_role("button", name="Delete this session").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete this session?")
    page.get_by_role("button", name="Delete session").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("History")
    assert not is_there(served, session_id)
    context.close()


def test_nothing_jumps_while_a_page_loads(
    browser: Browser, served: Served, addresses: tuple[str, ...]
) -> None:
    """What the scripts change, days and times of another zone above all, moves nothing that was seen."""
    context = new_context(browser, base_url=served.url, timezone_id="Asia/Kathmandu")
    context.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
          for (const each of list.getEntries()) window.shift += each.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page = context.new_page()
    for address in addresses:
        page.goto(address, wait_until="load")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("window.shift") < 0.01, address
    context.close()
