"""Anthropic's Messages API on loopback, as far as analysis uses it.

It follows the published reference (https://platform.claude.com/docs/en/api/messages): it checks requests as
the service does, and its answers have the same shape. `say` scripts what the model says; without a script,
it reports the word that the transcript repeats most, with true quotes.
"""

import itertools
import json
import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any

from support.vendors.server import Answer, Request, StandIn

KEY = "sk-ant-key-of-a-made-up-account"
MODELS = ("claude-haiku-4-5-20251001", "claude-sonnet-5")
FENCED = re.compile(r"<(transcript-[0-9a-f]{16})>\n(.*)\n</\1>", re.DOTALL)
CHARACTERS_A_TOKEN = 4


@dataclass(frozen=True)
class Reply:
    """What the model says next."""

    text: str
    stop_reason: str = "end_turn"


class Anthropic(StandIn):
    """An account with a key."""

    def __init__(self) -> None:
        super().__init__()
        self.key = KEY
        self._replies: deque[Reply] = deque()
        self._ids = itertools.count(1)

    def environment(self) -> dict[str, str]:
        """The variables that make the app use this account."""
        return {"ANTHROPIC_BASE_URL": self.url, "ANTHROPIC_API_KEY": self.key}

    def say(self, text: str | dict[str, Any], *, stop_reason: str = "end_turn") -> None:
        """Script the model's next answer: a text, or an object to send as JSON."""
        self._replies.append(Reply(text if isinstance(text, str) else json.dumps(text), stop_reason))

    def answer(self, request: Request) -> Answer:
        if self.key not in {request.headers["x-api-key"], _bearer(request)}:
            return _error(401, "authentication_error", "invalid x-api-key")
        if request.method == "GET" and request.path.removeprefix("/v1/models/") in MODELS:
            return Answer.json(_model(request.path.removeprefix("/v1/models/")))
        if (request.method, request.path) != ("POST", "/v1/messages"):
            return _error(404, "not_found_error", "Not found")
        body = request.json()
        if body.get("model") not in MODELS:
            return _error(404, "not_found_error", f"model: {body.get('model')}")
        if complaint := _complaint(body, request.headers["anthropic-version"]):
            return _error(400, "invalid_request_error", complaint)
        return Answer.json(self._message(body, self._reply(body)))

    def _reply(self, body: dict[str, Any]) -> Reply:
        return self._replies.popleft() if self._replies else Reply(_observation(body))

    def _message(self, body: dict[str, Any], reply: Reply) -> dict[str, Any]:
        asked = json.dumps([body.get("system"), body["messages"]])
        return {
            "id": f"msg_{next(self._ids)}",
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": [{"type": "text", "text": reply.text}] if reply.text else [],
            "stop_reason": reply.stop_reason,
            "stop_sequence": None,
            "usage": {
                "input_tokens": len(asked) // CHARACTERS_A_TOKEN,
                "output_tokens": len(reply.text) // CHARACTERS_A_TOKEN,
                "cache_creation_input_tokens": 0,
                "cache_read_input_tokens": 0,
            },
        }


def transcript_in(request: Request) -> str:
    """The transcript between its markers in the first turn of a conversation."""
    found = FENCED.search(request.json()["messages"][0]["content"])
    assert found, "the transcript is not fenced"
    return found.group(2)


def _model(name: str) -> dict[str, Any]:
    return {"type": "model", "id": name, "display_name": name, "created_at": "2025-10-01T00:00:00Z"}


def _bearer(request: Request) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def _error(status: int, kind: str, message: str) -> Answer:
    return Answer.json({"type": "error", "error": {"type": kind, "message": message}}, status=status)


def _complaint(body: dict[str, Any], version: str | None) -> str | None:
    if not version:
        return "anthropic-version: header is required"
    for name, kind in {"model": str, "max_tokens": int, "messages": list}.items():
        if not isinstance(body.get(name), kind):
            return f"{name}: field required"
    if any(not turn["content"] for turn in body["messages"]):
        return "messages: text content blocks must be non-empty"
    if body["messages"][0]["role"] != "user":
        return "messages: first message must use the user role"
    shape = body.get("output_config", {}).get("format")
    if shape and not _closed(shape["schema"]):
        return "output_config.format.schema: additionalProperties must be false for objects"
    return None


def _closed(schema: object) -> bool:
    """Whether every object in a schema forbids additional fields, as structured outputs require."""
    if isinstance(schema, list):
        return all(map(_closed, schema))
    if not isinstance(schema, dict):
        return True
    return (schema.get("type") != "object" or schema.get("additionalProperties") is False) and all(
        map(_closed, schema.values())
    )


def _observation(body: dict[str, Any]) -> str:
    found = FENCED.search(body["messages"][0]["content"])
    words = found.group(2).split() if found else []
    (word, times), *_ = [*Counter(words).most_common(1), ("", 0)]
    quotes = [" ".join(words[at : at + 4]) for at, said in enumerate(words) if said == word][:3]
    insight = {
        "category": "vocabulary",
        "pattern": f"Overuse of '{word}'",
        "detail": f"You say '{word}' again and again, and listeners begin to wait for it.",
        "frequency": times,
        "severity": "medium",
        "examples": quotes,
        "occurrences": [{"quote": quote, "say_instead": None} for quote in quotes],
        "suggestion": f"Record one minute without '{word}'.",
    }
    return json.dumps(
        {
            "insights": [insight] if times > 1 else [],
            "focus_next": f"Say '{word}' at most twice in the next session.",
            "focus_pattern": f"Overuse of '{word}'",
            "summary": "You speak fluently and keep going. Fewer repetitions would help your listeners most.",
            "no_errors": [],
        }
    )
