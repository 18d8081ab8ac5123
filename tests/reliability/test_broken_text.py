"""Characters that a database refuses: an answer with them was paid for, and is kept."""

import json
from pathlib import Path

from reliability.embedded import assert_done_once, detail_of
from speaking.services import Services
from support.outcomes import upload
from support.vendors import Status
from support.vendors.anthropic import Anthropic
from support.vendors.openai import Heard, OpenAI

SAID = " So I go\0 there. So I went the\ud83cre. So I was there\0."
INSIGHT = {
    "category": "structure",
    "pattern": "Sentences that be\0gin with 'so'",
    "detail": "Every one.\0",
    "examples": ["So I go\0 there", "So I went"],
}


async def test_a_paid_answer_is_not_paid_for_twice(
    services: Services, whisper: OpenAI, claude: Anthropic, talk: Path
) -> None:
    """The first attempt stores what both services said, and every quote lies where its words are."""
    whisper.hear(Heard(SAID))
    answer = {"insights": [INSIGHT], "focus_next": "Less\0", "summary": "Go\0od."}
    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude\0haiku",
        "content": [{"type": "text", "text": json.dumps(answer)}],
        "stop_reason": "end_turn",
        "usage": {"input_tokens": 1, "output_tokens": 1},
    }
    claude.script(Status(200, json.dumps(message).encode()))
    session_id = await upload(services, talk)
    await services.pipeline.process(session_id)
    await assert_done_once(services, session_id)
    detail = await detail_of(services, session_id)
    assert detail.transcript is not None
    text = detail.transcript.text
    assert text == "So I go there. So I went there. So I was there."
    evidence = [quote for found in detail.evidence.values() for quote in found]
    assert evidence
    assert all(text[quote.start : quote.end] == quote.quote for quote in evidence)
    assert len(whisper.requests) == len(claude.requests) == 1
