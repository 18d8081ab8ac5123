"""Other servers that speak OpenAI's transcription protocol, on loopback: what they refuse and answer.

The answers are shaped as the servers' own sources and documents have them: vLLM
(https://github.com/vllm-project/vllm, `vllm/entrypoints/speech_to_text/`), Speaches
(https://github.com/speaches-ai/speaches/issues/379, which shows its segments with a place for words) and
LocalAI (https://localai.io/features/audio-to-text/, whose times are nanoseconds).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from support.vendors.openai import OpenAI, form_in
from support.vendors.server import Answer, Request

MODEL = "openai/whisper-large-v3"
TEXT = "I like tea. And coffee."

VLLM: Mapping[str, Any] = MappingProxyType(
    {
        "duration": "20.0",
        "language": "en",
        "text": " I like tea. And coffee.",
        "segments": [
            {
                "id": number,
                "seek": 0,
                "start": number * 2.0,
                "end": number * 2.0 + 2.0,
                "text": text,
                "tokens": [],
                "temperature": 0.0,
                "avg_logprob": -0.25,
                "compression_ratio": 0.9,
                "no_speech_prob": None,
            }
            for number, text in enumerate((" I like tea.", " And coffee."))
        ],
        "words": None,
    }
)
"""No words, a length in quotes, and no idea of how likely silence is."""

SPEACHES: Mapping[str, Any] = MappingProxyType(
    {
        "task": "transcribe",
        "language": "english",
        "duration": 20.0,
        "text": TEXT,
        "words": None,
        "segments": [
            {
                "id": 1,
                "text": f" {TEXT}",
                "temperature": None,
                "avg_logprob": None,
                "compression_ratio": None,
                "no_speech_prob": None,
                "words": [
                    {"word": f" {word}", "start": second, "end": second + 0.5, "probability": 0.9}
                    for second, word in enumerate(TEXT.split())
                ],
            }
        ],
    }
)
"""Words inside the segments only, and no figures."""

LOCALAI: Mapping[str, Any] = MappingProxyType(
    {
        "segments": [
            {
                "id": 0,
                "start": 0,
                "end": 4_000_000_000,
                "text": f" {TEXT}",
                "tokens": [],
                "words": [
                    {"start": second * 10**9, "end": second * 10**9 + 5 * 10**8, "text": word, "word": word}
                    for second, word in enumerate(TEXT.split())
                ],
            }
        ],
        "text": TEXT,
    }
)
"""Times in nanoseconds; neither a length nor a language."""


def refusal(message: str, *, param: str | None = None, status: int = 400) -> Answer:
    """No, as OpenAI and vLLM say it."""
    error = {"message": message, "type": "BadRequestError", "param": param, "code": status}
    return Answer.json({"error": error}, status=status)


def refusal_of_field(field: str) -> Answer:
    """No, as FastAPI says it, which shows the whole form along with it."""
    told = {"type": "extra_forbidden", "loc": ["body", field], "msg": "Extra inputs are not permitted"}
    return Answer.json({"detail": [{**told, "input": {"prompt": "So, um", "model": "m"}}]}, status=422)


class Compatible(OpenAI):
    """A server that refuses some fields of a form.

    Attributes:
        refuses: By field, what it says to a form that has it; `response_format` only where it asks for more
            than plain JSON. A field that a form has twice over is refused once.
    """

    def __init__(self, **refuses: Answer) -> None:
        super().__init__()
        self.refuses = refuses

    def answer(self, request: Request) -> Answer:
        if request.method == "POST":
            form = form_in(request)
            for field, answer in self.refuses.items():
                if field in form.fields and form.field(field) != "json":
                    return answer
        elif request.path == "/v1/models":
            return Answer.json({"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        return super().answer(request)
