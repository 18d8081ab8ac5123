"""The history page: search, filter, pages."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.db.clock import utc_in
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from speaking.wording.quoted import excerpt
from support.makers import make_job, make_learner, make_result, make_session, make_transcript

HTML = {"Accept": "text/html"}


async def page(client: httpx.AsyncClient, **asked: str) -> str:
    """The history's HTML."""
    response = await client.get("/history", params=asked, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


async def every_page(client: httpx.AsyncClient, address: str) -> list[str]:
    """The ids of all sessions, page after page, as the link to earlier ones leads."""
    seen: list[str] = []
    while address:
        html = (await client.get(address, headers=HTML)).text
        seen += [part.split('"')[0] for part in html.split('<a href="/sessions/')[1:]]
        more = html.partition('href="/history?')[2].partition('"')[0]
        address = f"/history?{more.replace('&amp;', '&')}" if more else ""
    return seen


async def test_the_history_goes_on_page_by_page(client: httpx.AsyncClient, app_services: Services) -> None:
    """Every session stands on one page of the history and only one, the newest first."""
    made = [await make_session(app_services.database, age_secs=age) for age in range(45)]
    assert await every_page(client, "/history") == made


async def test_earlier_pages_keep_search_and_filter(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Who looks for something goes on looking for it on the next page."""
    wanted = set()
    for age in range(50):
        status = SessionStatus.DONE if age % 2 else SessionStatus.FAILED
        session_id = await make_session(app_services.database, status=status, age_secs=age)
        if status is SessionStatus.DONE:
            await make_transcript(app_services.database, session_id, text="I like bread & butter.")
            wanted.add(session_id)
    seen = await every_page(client, "/history?said=bread+%26&status=DONE")
    assert len(seen) == 25
    assert set(seen) == wanted


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", set(SessionStatus)),
        ("DONE", {SessionStatus.DONE}),
        ("FAILED", {SessionStatus.FAILED}),
        ("WORKING", {SessionStatus.UPLOADED, SessionStatus.TRANSCRIBING, SessionStatus.ANALYZING}),
    ],
)
async def test_the_filter_shows_what_it_names(
    client: httpx.AsyncClient, app_services: Services, asked: str, shown: set[SessionStatus]
) -> None:
    """An empty filter asks for everything, and what was chosen stays chosen."""
    made = {status: await make_session(app_services.database, status=status) for status in SessionStatus}
    html = await page(client, said="", status=asked)
    assert {status for status, session_id in made.items() if session_id in html} == shown
    assert (f'value="{asked}" selected' in html) is bool(asked)


async def test_each_session_says_what_became_of_it(client: httpx.AsyncClient, app_services: Services) -> None:
    """A failure that is tried again is told from one that is final, and what is ready needs no word."""
    database = app_services.database
    waiting = await make_session(database, status=SessionStatus.FAILED, age_secs=1)
    await make_job(database, waiting, next_attempt_at=utc_in(600))
    for age, status in enumerate(
        (SessionStatus.FAILED, SessionStatus.ANALYZING, SessionStatus.DONE, SessionStatus.CREATED), start=2
    ):
        await make_session(database, status=status, age_secs=age)
    states = [
        part.partition("</span>")[0].partition("</time>")[2].strip()
        for part in (await page(client)).split('<span class="meta">')[1:]
    ]
    assert states == [
        "· we will try again",
        "· did not work",
        "· in progress",
        "",
        "· recording has not arrived yet",
    ]


async def test_a_search_without_a_result_leads_back(client: httpx.AsyncClient) -> None:
    """The page says that nothing fits and offers all sessions again."""
    assert '<a href="/history">Show all sessions.</a>' in await page(client, said="unsaid")


@pytest.mark.parametrize(("said", "found"), [("bread", True), ("100%", False), ("%", False), ("_", False)])
async def test_the_history_searches_what_was_said(
    client: httpx.AsyncClient, app_services: Services, said: str, found: bool
) -> None:
    """Words are looked for as they are: a percent sign is a percent sign."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    await make_transcript(app_services.database, session_id)
    assert (session_id in await page(client, said=said)) is found


async def test_a_search_shows_the_words_as_they_were_said(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """With whole words around them, whatever the case; without a search no transcript is shown."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    text = "one " * 30 + "I bought Bread & butter there " + "two " * 30
    await make_transcript(app_services.database, session_id, text=text)
    html = await page(client, said="bread &")
    assert "… one" in html
    assert " I bought <mark>Bread &amp;</mark> butter there two " in html
    assert "two …" in html
    assert "butter" not in await page(client)


@given(st.text(max_size=300), st.text(min_size=1, max_size=20))
def test_an_excerpt_is_part_of_the_text(text: str, said: str) -> None:
    """Nothing is added to what was said but the dots."""
    found = excerpt(text, said)
    if found is not None:
        shown = f"{found.before}{found.text}{found.after}".removeprefix("… ").removesuffix(" …")
        assert shown in text


async def test_the_trend_is_seen_at_a_glance(client: httpx.AsyncClient, app_services: Services) -> None:
    """All habits together, per 100 words, session by session: as a line, in words and as a table."""
    for age in (30, 20, 10):
        session_id = await make_session(app_services.database, status=SessionStatus.DONE, age_secs=age)
        await make_result(app_services.database, session_id, text="So I came. " * age)
    html = await page(client)
    assert "in your last 3 sessions" in html
    assert "3.3 per 100 words in the first session, 10.0 in the last. Highest: 10.0." in html
    assert html.count('<th scope="row"><a href="/sessions/') == 3


async def test_one_session_makes_no_trend(client: httpx.AsyncClient, app_services: Services) -> None:
    """A line needs two points."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    await make_result(app_services.database, session_id)
    assert "At a glance" not in await page(client)


async def test_deleting_asks_first_and_then_is_done(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Without scripts the button leads to a question; only its answer deletes."""
    session_id = await make_session(app_services.database, topic="My <first> talk")
    assert f'method="get" action="/sessions/{session_id}/delete"' in await page(client)
    asked = (await client.get(f"/sessions/{session_id}/delete", headers=HTML)).text
    assert "My &lt;first&gt; talk" in asked
    assert f'method="post" action="/sessions/{session_id}/delete"' in asked
    assert session_id in await page(client)
    done = await client.post(f"/sessions/{session_id}/delete")
    assert (done.status_code, done.headers["Location"]) == (303, "/history")
    assert session_id not in await page(client)


async def test_somebody_elses_session_cannot_be_deleted(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Neither the question nor the answer knows it, and it stays."""
    other = await make_learner(app_services.database, external_id="somebody else")
    session_id = await make_session(app_services.database, learner=other, topic="Secret")
    for response in (
        await client.get(f"/sessions/{session_id}/delete", headers=HTML),
        await client.post(f"/sessions/{session_id}/delete", headers=HTML),
    ):
        assert response.status_code == 404
        assert "Secret" not in response.text
    async with app_services.database.reading() as reading:
        assert await sessions.find(reading, session_id, other) is not None
