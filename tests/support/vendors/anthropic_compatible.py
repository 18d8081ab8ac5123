"""Other servers that speak Anthropic's Messages API, on loopback: what they refuse, ignore and leave out.

They are shaped as the servers' own documents and sources have them: Ollama
(https://docs.ollama.com/api/anthropic-compatibility, `anthropic/anthropic.go` in
https://github.com/ollama/ollama), llama.cpp (https://github.com/ggml-org/llama.cpp/pull/17570), LM Studio
(https://lmstudio.ai/docs/developer/anthropic-compat) and vLLM, which is built on FastAPI.
"""

import json
from collections.abc import Mapping
from typing import Any

from support.vendors.anthropic import Anthropic, Reply
from support.vendors.server import Answer, Request

MODEL = "qwen3:8b"


def refusal(message: str, *, status: int = 400) -> Answer:
    """No, as Anthropic and Ollama say it."""
    error = {"type": "invalid_request_error", "message": message}
    return Answer.json({"type": "error", "error": error}, status=status)


def refusal_of_field(*place: str | int) -> Answer:
    """No, as FastAPI says it."""
    told = {"type": "extra_forbidden", "loc": ["body", *place], "msg": "Extra inputs are not permitted"}
    return Answer.json({"detail": [told]}, status=422)


class CompatibleMessages(Anthropic):
    """A server that wants no key and has one model.

    Attributes:
        refuses: By field, what it says to a request that has it anywhere.
        leaves_out: Fields that its answers do not have; `null` holds those that are null.
        thinks: What the model thinks aloud before it answers: in a block of its own, or in the text.
        has_pages: Whether each model has a page, as in Ollama; others have a list only.
        keeps_to_schema: Whether it makes the model keep to a schema; most ignore it.
    """

    def __init__(self, *, has_pages: bool = False, keeps_to_schema: bool = False, **refuses: Answer) -> None:
        super().__init__()
        self.refuses: Mapping[str, Answer] = refuses
        self.leaves_out: frozenset[str] = frozenset()
        self.null: frozenset[str] = frozenset()
        self.thinks: tuple[str, str] = ("", "")
        self.has_pages = has_pages
        self.keeps_to_schema = keeps_to_schema

    def environment(self) -> dict[str, str]:
        return {"ANALYZER": "claude", "ANTHROPIC_BASE_URL": self.url, "ANTHROPIC_MODEL": MODEL}

    def answer(self, request: Request) -> Answer:
        if request.method == "GET":
            return self._models(request.path.removeprefix("/v1/models"))
        body = request.json()
        for field, answer in self.refuses.items():
            if _has(body, field):
                return answer
        reply = self._next(body)
        if reply is None:
            reply = Reply(self._greeting(body))
        message = {**self._message(body, reply), **dict.fromkeys(self.null)}
        message["content"] = self._content(reply)
        return Answer.json({name: value for name, value in message.items() if name not in self.leaves_out})

    def _next(self, body: dict[str, Any]) -> Reply | None:
        greeted = body["messages"][0]["content"].startswith("Say hello")
        return None if greeted else self._reply(body)

    def _greeting(self, body: dict[str, Any]) -> str:
        kept = self.keeps_to_schema and "output_config" in body
        return json.dumps({"zx_greeting": "Hello!"}) if kept else "Hello! How can I help you?"

    def _content(self, reply: Reply) -> list[dict[str, Any]]:
        block, in_text = self.thinks
        thought = [{"type": "thinking", "thinking": block, "signature": ""}] if block else []
        return [*thought, {"type": "text", "text": f"{in_text}{reply.text}"}]

    def _models(self, page: str) -> Answer:
        # As OpenAI lists its models, which all of these servers do.
        model = {"id": MODEL, "object": "model", "created": 1_760_000_000, "owned_by": "library"}
        if not page:
            return Answer.json({"object": "list", "data": [model]})
        if self.has_pages and page == f"/{MODEL}":
            return Answer.json(model)
        return Answer.json({"error": {"message": "File Not Found", "type": "not_found_error"}}, status=404)


def _has(content: object, field: str) -> bool:
    if isinstance(content, dict):
        return field in content or any(_has(each, field) for each in content.values())
    return isinstance(content, list) and any(_has(each, field) for each in content)
