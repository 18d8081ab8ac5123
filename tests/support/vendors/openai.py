"""OpenAI's transcription endpoint on loopback, as far as transcription uses it.

It follows the published reference
(https://platform.openai.com/docs/api-reference/audio/createTranscription): it checks forms as the service
does, and its answers have the same shape. `hear` scripts what the model hears; without a script, it hears
the same two sentences in every recording.
"""

import io
import itertools
import math
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any

import av

from support.vendors.server import Answer, Request, StandIn

KEY = "sk-key-of-a-made-up-account"
MAX_BYTES = 26_214_400
WORD_SECS = 0.4
EXTENSIONS = frozenset({"flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm"})
LANGUAGE_NAMES = {"en": "english", "de": "german"}
TIMED_MODELS = frozenset({"whisper-1"})
TEXT_MODELS = frozenset({"gpt-4o-transcribe", "gpt-4o-mini-transcribe"})


@dataclass(frozen=True)
class Heard:
    """One segment that the model hears, with its own figures about it."""

    text: str
    no_speech_prob: float = 0.01
    avg_logprob: float = -0.2
    compression_ratio: float = 1.3


SENTENCES = (
    Heard(" So, um, yesterday I go to the well-known market with my sister."),
    Heard(" Uh, we, we buyed many informations about the, um, old town."),
)


@dataclass(frozen=True)
class Form:
    """One parsed upload: the fields by name, and the file with the name and type that it was sent with."""

    fields: Mapping[str, list[str]]
    file_name: str
    content_type: str
    content: bytes

    def field(self, name: str) -> str | None:
        return self.fields.get(name, [None])[0]


class OpenAI(StandIn):
    """An account with a key."""

    def __init__(self) -> None:
        super().__init__()
        self.key = KEY
        self._hearings: deque[tuple[Heard, ...]] = deque()

    def environment(self) -> dict[str, str]:
        """The variables that make the app use this account."""
        return {"OPENAI_BASE_URL": f"{self.url}/v1", "OPENAI_API_KEY": self.key}

    def hear(self, *segments: Heard) -> None:
        """Script what the model hears in the next recording; without segments, nothing."""
        self._hearings.append(segments)

    @property
    def forms(self) -> list[Form]:
        """Every upload so far, parsed."""
        return [form_in(request) for request in self.requests if request.method == "POST"]

    def answer(self, request: Request) -> Answer:
        if request.headers["Authorization"] != f"Bearer {self.key}":
            return _error(401, "invalid_api_key", "Incorrect API key provided")
        route, _, model = request.path.removeprefix("/v1/").partition("/")
        if (request.method, route) == ("GET", "models") and model in TIMED_MODELS | TEXT_MODELS:
            return Answer.json({"id": model, "object": "model", "created": 0, "owned_by": "openai"})
        if (request.method, request.path) != ("POST", "/v1/audio/transcriptions"):
            return _error(404, "not_found", "Not found")
        return self._transcribe(request)

    def _transcribe(self, request: Request) -> Answer:
        if len(request.body) > MAX_BYTES:
            return _error(413, "content_too_large", f"Maximum content size limit ({MAX_BYTES}) exceeded")
        form = form_in(request)
        if form.field("model") not in TIMED_MODELS | TEXT_MODELS:
            return _error(404, "model_not_found", "The model does not exist")
        if complaint := _complaint(form):
            return _error(400, "invalid_request_error", complaint)
        heard = self._hearings.popleft() if self._hearings else SENTENCES
        if form.field("response_format") == "verbose_json":
            return Answer.json(_verbose(form, heard))
        return Answer.json(_plain(heard))


def form_in(request: Request) -> Form:
    """The upload in a request (RFC 7578)."""
    boundary = _parameter(request.headers["Content-Type"], "boundary")
    fields: dict[str, list[str]] = {}
    file_name = content_type = ""
    content = b""
    for headers, body in _parts(request.body, boundary.encode()):
        disposition = headers["Content-Disposition"]
        name = _parameter(disposition, "name")
        if name == "file":
            file_name, content_type = _parameter(disposition, "filename"), headers["Content-Type"]
            content = body
        else:
            fields.setdefault(name.removesuffix("[]"), []).append(body.decode())
    return Form(fields, file_name, content_type, content)


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[Message, bytes]]:
    for part in body.split(b"--" + boundary)[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        headers = Message()
        for line in head.decode().split("\r\n"):
            name, _, value = line.partition(": ")
            headers[name] = value
        yield headers, content.removesuffix(b"\r\n")


def _parameter(header: str, name: str) -> str:
    found = re.search(rf'\b{name}="?([^";]+)', header)
    return found.group(1) if found else ""


def _complaint(form: Form) -> str | None:
    if form.file_name.rpartition(".")[2] not in EXTENSIONS:
        return "Invalid file format."
    if not form.content:
        return "Audio file is too short. Minimum audio length is 0.1 seconds."
    verbose = form.field("response_format") == "verbose_json"
    if form.field("model") in TEXT_MODELS and verbose:
        return "response_format 'verbose_json' is not compatible with this model. Use 'json' or 'text'."
    if form.fields.get("timestamp_granularities") and not verbose:
        return "timestamp_granularities need response_format verbose_json."
    language = form.field("language")
    if language is not None and not re.fullmatch("[a-z]{2}", language):
        return f"Invalid language '{language}'. Language parameter must be specified in ISO-639-1 format."
    return None


def _verbose(form: Form, heard: tuple[Heard, ...]) -> dict[str, Any]:
    clock = itertools.count()
    segments: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, segment in enumerate(heard):
        timed = [
            {"word": word, "start": (beat := next(clock)) * WORD_SECS, "end": (beat + 1) * WORD_SECS}
            for word in re.findall(r"[\w']+", segment.text)
        ]
        words += timed
        segments.append(
            {
                "id": number,
                "seek": 0,
                "start": timed[0]["start"] if timed else 0.0,
                "end": timed[-1]["end"] if timed else 0.0,
                "text": segment.text,
                "tokens": [],
                "temperature": 0.0,
                "avg_logprob": segment.avg_logprob,
                "compression_ratio": segment.compression_ratio,
                "no_speech_prob": segment.no_speech_prob,
            }
        )
    granularities = form.fields.get("timestamp_granularities", ["segment"])
    secs = _sounding_secs(form.content) or (words[-1]["end"] if words else 0.0)
    return {
        "task": "transcribe",
        "language": LANGUAGE_NAMES.get(form.field("language") or "en", "english"),
        "duration": secs,
        "text": _text(heard),
        **({"segments": segments} if "segment" in granularities else {}),
        **({"words": words} if "word" in granularities else {}),
        "usage": {"type": "duration", "seconds": math.ceil(secs)},
    }


def _sounding_secs(content: bytes) -> float:
    try:
        with av.open(io.BytesIO(content), "r") as recording:
            samples = sum(frame.samples for frame in recording.decode(audio=0))
            return samples / recording.streams.audio[0].rate
    except av.FFmpegError:
        return 0.0


def _plain(heard: tuple[Heard, ...]) -> dict[str, Any]:
    text = _text(heard)
    tokens = len(text) // 4
    usage = {"type": "tokens", "input_tokens": 100, "output_tokens": tokens, "total_tokens": 100 + tokens}
    return {"text": text, "usage": usage}


def _text(heard: tuple[Heard, ...]) -> str:
    return "".join(segment.text for segment in heard).strip()


def _error(status: int, code: str, message: str) -> Answer:
    return Answer.json(
        {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}},
        status=status,
    )
