"""What to say instead, what was noticed and what dominates: in the API, in the export and on the page."""

from dataclasses import replace
from typing import Any

import httpx

from speaking.analysis.schema import Category, Insight, Recurrence
from speaking.services import Services
from support.makers import an_error, make_analyzed

TEXT = "I live in a apartment. I have two dog. It is a old house."
ARTICLES = Insight(
    Category.GRAMMAR,
    "Articles",
    "Say 'an' before a vowel.",
    key="articles",
    title="A or an: ‘a apartment’",
    recurrence=Recurrence(met_in=2, talks=3),
)
EVIDENCE = (
    an_error(TEXT, "a apartment", "article-form", "an apartment", "the apartment"),
    an_error(TEXT, "two dog", "singular-after-plural", "two dogs"),
    an_error(TEXT, "a old", "article-form"),
)


async def page(client: httpx.AsyncClient, app_services: Services, **changes: Any) -> str:
    made = {"text": TEXT, "insights": [ARTICLES], "evidence": EVIDENCE} | changes
    session_id = await make_analyzed(app_services.database, **made)
    answer = await client.get(f"/sessions/{session_id}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_the_api_tells_what_to_say_instead(client: httpx.AsyncClient, app_services: Services) -> None:
    """Each quote with its wordings and its corrected sentence, empty where nothing is sure."""
    session_id = await make_analyzed(app_services.database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE)
    session = (await client.get(f"/api/sessions/{session_id}")).json()
    [insight] = session["insights"]
    assert insight["title"] == "A or an: ‘a apartment’"
    assert insight["recurrence"] == {"metIn": 2, "talks": 3}
    assert [(quote["sayInstead"], quote["correctedSentence"]) for quote in insight["evidence"]] == [
        (["an apartment", "the apartment"], "I live in an apartment."),
        ([], None),
    ]
    start = TEXT.index("two dog")
    assert session["alsoNoticed"] == [
        {
            "category": "grammar",
            "pattern": "Singular and plural",
            "family": "singular-after-plural",
            "name": session["alsoNoticed"][0]["name"],
            "quote": "two dog",
            "start": start,
            "end": start + len("two dog"),
            "sentence": "I have two dog.",
            "startSecs": None,
            "endSecs": None,
            "sayInstead": ["two dogs"],
            "correctedSentence": "I have two dogs.",
        }
    ]


async def test_the_export_holds_it_too(client: httpx.AsyncClient, app_services: Services) -> None:
    """What is stored about a learner can be taken away."""
    await make_analyzed(app_services.database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE)
    [session] = (await client.get("/api/export.json")).json()["sessions"]
    assert session["insights"][0]["evidence"][0]["sayInstead"] == ["an apartment", "the apartment"]
    assert session["alsoNoticed"][0]["correctedSentence"] == "I have two dogs."


async def test_the_api_describes_them(client: httpx.AsyncClient) -> None:
    """A program finds every field in the description of the API."""
    schemas = (await client.get("/api/openapi.json")).json()["components"]["schemas"]
    assert {"sayInstead", "correctedSentence"} <= schemas["EvidenceOut"]["properties"].keys()
    assert {"title", "recurrence"} <= schemas["InsightOut"]["properties"].keys()
    assert "alsoNoticed" in schemas["SessionOut"]["properties"]
    assert {"name", "family", "sayInstead", "startSecs"} <= schemas["NoticedOut"]["properties"].keys()


async def test_a_quote_shows_what_to_say_instead(client: httpx.AsyncClient, app_services: Services) -> None:
    """The corrected sentence with what changed in it, and the other wording."""
    html = await page(client, app_services)
    assert "Say:</span> I live in <strong>an apartment</strong>." in html
    assert "or: the apartment</span>" in html
    assert html.count('class="say"') == 2


async def test_an_insight_is_named_by_what_dominates(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Its title, and where it came up before."""
    html = await page(client, app_services)
    assert "</span>A or an: ‘a apartment’</span>" in html
    assert "Twice in this talk, and in 2 of your last 3 talks." in html


async def test_what_makes_no_habit_is_folded_away(client: httpx.AsyncClient, app_services: Services) -> None:
    """Below the insights, with its sentence, its family and what to say; no mark in the transcript."""
    html = await page(client, app_services)
    insights, _, noticed = html.partition("<h3>Also noticed</h3>")
    assert "only once or twice" in noticed
    assert "I have <mark>two dog</mark>." in noticed
    assert "I have <strong>two dogs</strong>." in noticed
    assert 'id="insight-2"' not in html
    assert "<mark>two dog</mark>" not in insights


async def test_nothing_noticed_leaves_no_empty_list(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The heading is there only if something is under it."""
    assert "Also noticed" not in await page(client, app_services, evidence=EVIDENCE[:1])


async def test_what_was_noticed_cannot_become_markup(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Quotes, sentences and titles are text, whatever is in them."""
    wild = "Well <script>alert(1)</script> I have two dog."
    html = await page(
        client,
        app_services,
        text=wild,
        insights=[Insight(Category.GRAMMAR, "A", "", examples=("Well",), title="<script>alert(2)</script>")],
        evidence=[an_error(wild, "two dog", "singular-after-plural", "<script>alert(3)</script>")],
    )
    assert "two dog" in html
    assert "<script>alert" not in html


async def test_an_insight_leads_to_its_earlier_places(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Quotes of the same habit, insight or not, each list with a link to its talk."""
    database = app_services.database
    text = "We waited for a hour."
    errors = [an_error(text, "a hour", "article-form")]
    noticed = await make_analyzed(database, text=text, evidence=errors, age_secs=60)
    reported = await make_analyzed(database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE, age_secs=120)
    html = await page(client, app_services)
    _, _, earlier = html.partition("<summary>In your earlier talks</summary>")
    assert "We waited for <mark" in earlier
    assert 0 < earlier.index(f'href="/sessions/{noticed}"') < earlier.index(f'href="/sessions/{reported}"')


async def test_a_deleted_talk_is_not_quoted(client: httpx.AsyncClient, app_services: Services) -> None:
    """A learner who deletes a session has deleted its words everywhere."""
    gone = await make_analyzed(
        app_services.database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE, age_secs=60
    )
    assert (await client.delete(f"/api/sessions/{gone}")).is_success
    assert "In your earlier talks" not in await page(client, app_services)


async def test_a_new_habit_leads_nowhere(client: httpx.AsyncClient, app_services: Services) -> None:
    """There is nothing to show of talks in which it was not met."""
    await make_analyzed(app_services.database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE, age_secs=60)
    new = replace(ARTICLES, recurrence=Recurrence(met_in=1, talks=2))
    assert "In your earlier talks" not in await page(client, app_services, insights=[new])
