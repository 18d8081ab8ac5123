"""Servers that speak Anthropic's protocol and are not Anthropic: what they leave out and what they refuse."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from speaking.analysis import Analysis
from speaking.analysis.claude.analyzer import ClaudeAnalyzer
from speaking.analysis.claude.claude_service import address_of
from speaking.analysis.claude.structured_outputs import IGNORED, REFUSED, TAKEN
from speaking.analysis.learner import NOBODY
from speaking.errors import ConfigurationError, MissingSetting, ServiceRefused, UnusableAnswer
from speaking.settings import Settings
from speaking.transcription import Transcription
from support.limits import loads_a_model
from support.vendors import Answer
from support.vendors.anthropic_compatible import MODEL, CompatibleMessages, refusal, refusal_of_field

pytestmark = loads_a_model

TEXT = "So I think we discuss about it. So, um, we discuss about the life. So we discuss about that."
ANSWER: dict[str, Any] = {
    "insights": [
        {
            "category": "grammar",
            "pattern": "prepositions",
            "detail": "You add 'about'.",
            "frequency": 3,
            "severity": "medium",
            "examples": ["we discuss about it", "we discuss about the life"],
            "suggestion": "Say 'discuss it'.",
        }
    ],
    "focus_next": "Say 'discuss it'.",
    "focus_pattern": "prepositions",
    "summary": "You keep going.",
}
NO_SCHEMA = refusal("output_config: Extra inputs are not permitted")
NO_CACHE = refusal("system.0.cache_control: Extra inputs are not permitted")


@pytest.fixture
def server() -> Iterator[CompatibleMessages]:
    with CompatibleMessages() as server:
        yield server


def settings_of(server: CompatibleMessages) -> Settings:
    return Settings.model_validate({name.lower(): value for name, value in server.environment().items()})


@asynccontextmanager
async def analyzer_at(server: CompatibleMessages) -> AsyncIterator[ClaudeAnalyzer]:
    analyzer = ClaudeAnalyzer(settings_of(server))
    try:
        yield analyzer
    finally:
        await analyzer.close()


async def analyze(analyzer: ClaudeAnalyzer) -> Analysis:
    said = Transcription(text=TEXT, language="en", duration=60.0)
    return await analyzer.analyze(said, learner=NOBODY)


async def analyzed_at(server: CompatibleMessages) -> Analysis:
    async with analyzer_at(server) as analyzer:
        return await analyze(analyzer)


async def test_no_key_is_needed(server: CompatibleMessages) -> None:
    """A server of one's own is chosen by its address; it gets some key, as several refuse an empty one."""
    server.say(ANSWER)
    analysis = await analyzed_at(server)
    assert analysis.result.insights[0].key == "prepositions"
    headers = server.requests[0].headers
    assert headers.get("Authorization", "").removeprefix("Bearer ") or headers.get("x-api-key")


async def test_without_an_address_a_key_is_needed() -> None:
    """Claude itself takes nobody without one."""
    with pytest.raises(MissingSetting, match="ANTHROPIC_API_KEY"):
        await analyze(ClaudeAnalyzer(Settings()))


@pytest.mark.parametrize(
    ("refuses", "left"),
    [
        ({"output_config": NO_SCHEMA}, {"cache_control"}),
        ({"output_config": refusal_of_field("output_config")}, {"cache_control"}),
        ({"output_config": refusal("json_schema is not supported by this model")}, {"cache_control"}),
        ({"cache_control": NO_CACHE}, {"output_config"}),
        ({"cache_control": refusal_of_field("system", 0, "cache_control")}, {"output_config"}),
        ({"output_config": NO_SCHEMA, "cache_control": NO_CACHE}, set()),
    ],
)
async def test_what_a_server_refuses_is_left_out_and_remembered(
    refuses: dict[str, Any], left: set[str]
) -> None:
    """It is asked once more for each refused field, and the next session is asked without at once."""
    with CompatibleMessages(**refuses) as server:
        async with analyzer_at(server) as analyzer:
            for _ in range(2):
                server.say(ANSWER)
                assert (await analyze(analyzer)).result.insights[0].key == "prepositions"
        bodies = [request.body.decode() for request in server.requests]
        assert len(bodies) == len(refuses) + 2
        last = json.loads(bodies[-1])
        assert {name for name in ("output_config", "cache_control") if f'"{name}"' in bodies[-1]} == left
        assert isinstance(last["system"], str) == ("cache_control" not in left)
        assert bodies[-1] != bodies[-2] or last["messages"] != json.loads(bodies[-2])["messages"]


@pytest.mark.parametrize(
    "answer",
    [
        refusal("prompt is too long: 9000 tokens > 4096 maximum"),
        refusal("metadata: not permitted"),
        Answer(400),
    ],
)
async def test_another_refusal_stays_a_refusal(answer: Answer) -> None:
    """A transcript that is too long is not sent a second time."""
    with CompatibleMessages(model=answer) as server:
        with pytest.raises(ServiceRefused):
            await analyzed_at(server)
        assert len(server.requests) == 1


async def test_a_wrong_guess_is_not_remembered() -> None:
    """If leaving the field out did not help, the next session is asked with it again."""
    with CompatibleMessages(output_config=NO_SCHEMA, messages=refusal("no")) as server:
        async with analyzer_at(server) as analyzer:
            with pytest.raises(ServiceRefused):
                await analyze(analyzer)
            server.refuses = {}
            server.say(ANSWER)
            await analyze(analyzer)
        assert [b'"output_config"' in request.body for request in server.requests] == [True, False, True]


@pytest.mark.parametrize("written", ["{}", "```json\n{}\n```", "Here is what I found:\n\n{}\n\nGood luck!"])
@pytest.mark.parametrize(
    "thinks",
    [
        ("", ""),
        ('The learner says "discuss about". {"insights": []}', ""),
        ("", '<think>\nMaybe {"insights": [], "summary": "none"}?\n</think>\n\n'),
        ("", 'Maybe {"insights": []}?\n</think>\n'),
    ],
    ids=["at once", "in a block", "in the text", "in the text, half marked"],
)
async def test_a_model_that_thinks_and_wraps_is_understood(
    server: CompatibleMessages, written: str, thinks: tuple[str, str]
) -> None:
    """Thoughts are no answer, whether the server knows them from it or not; nor are fences and words."""
    server.thinks = thinks
    server.say(written.format(json.dumps(ANSWER)))
    assert (await analyzed_at(server)).result.insights[0].detail == "You add 'about'."
    assert len(server.requests) == 1


async def test_thoughts_alone_are_no_answer(server: CompatibleMessages) -> None:
    """A model that thinks until its room is used up says nothing, and is told so once."""
    server.thinks = ("Let me think about every sentence in turn.", "")
    server.say("", stop_reason="max_tokens")
    server.say("", stop_reason="max_tokens")
    with pytest.raises(UnusableAnswer):
        await analyzed_at(server)
    assert len(server.requests) == 2


@pytest.mark.parametrize("missing", ["leaves_out", "null"])
async def test_what_an_answer_lacks_has_no_null_in_the_books(
    server: CompatibleMessages, missing: str
) -> None:
    """Without a model's name the configured one is stored; without tokens and price, none are made up."""
    setattr(server, missing, frozenset({"model", "usage", "id", "stop_reason", "stop_sequence"}))
    server.say(ANSWER)
    usage = (await analyzed_at(server)).usage
    assert usage is not None
    assert (usage.model, usage.cost_usd) == (MODEL, None)
    assert (usage.input_tokens, usage.output_tokens, usage.cache_read_tokens) == (0, 0, 0)


async def test_a_model_without_a_price_costs_nothing_known(server: CompatibleMessages) -> None:
    """Tokens are counted as the server tells them."""
    server.say(ANSWER)
    usage = (await analyzed_at(server)).usage
    assert usage is not None
    assert (usage.model, usage.cost_usd) == (MODEL, None)
    assert usage.input_tokens > 0


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ({"keeps_to_schema": True}, TAKEN),
        ({"has_pages": True}, IGNORED),
        ({"output_config": NO_SCHEMA}, REFUSED),
    ],
    ids=["taken", "ignored", "refused"],
)
async def test_the_check_finds_out_whether_a_schema_is_kept(kind: dict[str, Any], told: str) -> None:
    """Most servers take the field and ignore it, which only an answer can tell."""
    with CompatibleMessages(**kind) as server:
        async with analyzer_at(server) as analyzer:
            assert await analyzer.check() == told


async def test_the_check_finds_a_model_that_the_server_lacks(server: CompatibleMessages) -> None:
    """A name that is neither on a page nor in the list is the operator's to correct."""
    settings = settings_of(server).model_copy(update={"anthropic_model": "gemma"})
    analyzer = ClaudeAnalyzer(settings)
    with pytest.raises(ConfigurationError, match="ANTHROPIC_MODEL"):
        await analyzer.check()
    await analyzer.close()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (None, "qwen3:8b at https://api.anthropic.com"),
        ("http://localhost:11434", "qwen3:8b at http://localhost:11434"),
        ("https://me:secret@models.example.org/x", "qwen3:8b at https://models.example.org/x"),
    ],
)
def test_the_operator_reads_which_model_is_asked_and_where(url: str | None, told: str) -> None:
    """The address is shown, a password in it is not."""
    assert address_of(Settings(anthropic_base_url=url, anthropic_model=MODEL)) == told
