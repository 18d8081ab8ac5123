"""The page to record on: its prompts."""

import re
from html import unescape

import httpx


async def test_the_choice_and_the_typed_topic_survive_the_form(client: httpx.AsyncClient) -> None:
    """Without scripts, asking for another prompt loses nothing that was chosen or typed."""
    await client.post("/welcome", data={"everything": "true"})
    query = {"topic": "Travel", "level": "B2", "own": 'My "first" trip'}
    html = unescape((await client.get("/", params=query)).text)
    assert "<option selected>Travel</option>" in html
    assert "<option selected>B2</option>" in html
    assert 'value="My "first" trip"' in html
    assert re.search(r'id="prompt-kind">Travel · B2<', html)


async def test_the_page_can_ask_for_another_prompt(client: httpx.AsyncClient) -> None:
    """The script gets one prompt as JSON."""
    prompt = (await client.get("/prompt", params={"topic": "People", "level": "C1"})).json()
    assert prompt.keys() == {"topic", "level", "text"}
    assert (prompt["topic"], prompt["level"]) == ("People", "C1")
