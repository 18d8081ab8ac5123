"""The profile page and the summary for a teacher."""

import httpx

from speaking.people import repository as people
from speaking.services import Services
from speaking.states import SessionStatus
from support.makers import make_insight, make_learner, make_result, make_session, make_transcript

HTML = {"Accept": "text/html"}
DAY_SECS = 86_400.0


async def page(client: httpx.AsyncClient, address: str) -> str:
    """A page's HTML."""
    response = await client.get(address, headers=HTML)
    assert response.status_code == 200, response.text
    return response.text


async def test_the_profile_shows_a_habit_over_time(client: httpx.AsyncClient, app_services: Services) -> None:
    """A chart, the same figures as a table, and where it is going."""
    for age in (30, 20, 10):
        session_id = await make_session(app_services.database, status=SessionStatus.DONE, age_secs=age)
        await make_result(app_services.database, session_id, rate=float(age))
    html = await page(client, "/profile")
    assert "Sentences starting with" in html
    assert "30.0 per 100 words in the first session, 10.0 in the last. Highest: 30.0." in html
    assert html.count('<th scope="row">') == 3


async def test_the_profile_reaches_back_to_the_first_session(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Sixty sessions are drawn by week, and every one of them is counted; a program gets the sixty."""
    learner = await make_learner(app_services.database)
    for age in range(60):
        session_id = await make_session(
            app_services.database, status=SessionStatus.DONE, age_secs=age * DAY_SECS, learner=learner
        )
        await make_result(app_services.database, session_id)
    html = await page(client, "/profile")
    assert '<th scope="col">Week</th><th scope="col">Sessions</th>' in html
    weeks = [part.partition("</td>")[0] for part in html.split("</th><td>")[1:]]
    assert sum(map(int, weeks)) == 60
    [trend] = (await client.get("/api/profile")).json()["trends"]
    assert len(trend["rates"]) == 60


async def test_the_profile_can_be_taken_away(client: httpx.AsyncClient, app_services: Services) -> None:
    """What the page links to as JSON, as CSV and for a teacher is there."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    await make_result(app_services.database, session_id)
    html = await page(client, "/profile")
    for address in ("/api/export.json", "/api/export.csv", "/profile/summary"):
        assert f'href="{address}"' in html
        assert (await client.get(address)).is_success


async def test_a_teacher_reads_it_on_one_sheet(client: httpx.AsyncClient, app_services: Services) -> None:
    """Who, when, how much, the focus, and each habit with its last example."""
    database = app_services.database
    learner = await make_learner(database)
    async with database.transaction() as transaction:
        await people.describe(transaction, people.LOCAL_LEARNER, email=None, name="Ana <Lima>")
    for age, text in ((2 * DAY_SECS, "um one"), (DAY_SECS, "well um two")):
        session_id = await make_session(
            database, status=SessionStatus.DONE, age_secs=age, learner=learner, focus_next="Pause instead."
        )
        await make_transcript(database, session_id, text=text)
        at = text.index("um")
        await make_insight(database, session_id, text=text, places=[(at, at + 2)], pattern="Filler words")
    html = await page(client, "/profile/summary")
    for expected in ("Ana &lt;Lima&gt;", "2 minutes, 5 words", "Pause instead.", "Filler words"):
        assert expected in html
    assert "“well <mark>um</mark> two”" in html
    assert "um</mark> one" not in html


async def test_who_is_not_followed_is_told_why_there_is_nothing(client: httpx.AsyncClient) -> None:
    """The profile leads to the answer that would change it, and the summary says whose wish it was."""
    await client.post("/welcome", data={"granted": ["AUDIO_STORAGE", "TRANSCRIPT_STORAGE"]})
    html = await page(client, "/profile")
    assert 'you have no profile. <a href="/welcome">Change your choices.</a>' in html
    assert "after your first session" not in html
    assert "has chosen not to have habits followed" in await page(client, "/profile/summary")


async def test_a_summary_of_nothing_says_so(client: httpx.AsyncClient) -> None:
    """Before the first session there is a sentence instead of figures."""
    assert "no finished sessions yet" in await page(client, "/profile/summary")


async def test_one_habit_of_two_names_is_shown_once(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """An old profile counts a family, a new session the habit: the page shows their sum."""
    old = await make_session(app_services.database, status=SessionStatus.DONE, age_secs=60)
    await make_transcript(app_services.database, old)
    await make_insight(
        app_services.database, old, text="I bought car.", places=[(2, 12)], pattern="Missing articles"
    )
    new = await make_session(app_services.database, status=SessionStatus.DONE)
    await make_transcript(app_services.database, new)
    await make_insight(
        app_services.database, new, text="He has dog. ", places=[(3, 10)], pattern="Articles", frequency=2
    )
    html = await page(client, "/profile")
    assert "Missing articles" not in html
    assert "3 times" in html
    assert "has dog" in await page(client, "/profile/summary")
