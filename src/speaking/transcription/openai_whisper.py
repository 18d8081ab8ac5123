"""Transcription by OpenAI, or a compatible server.

The only file that imports the `openai` SDK and translates its errors into ours. The SDK retries nothing:
every try uploads the recording again and may be charged, so only the queue retries, as it knows what the
service asked for.
"""

import asyncio
import threading
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import structlog

from speaking.audio.recordings import (
    MAX_SECS,
    AudioFile,
    MeasuredAudio,
    probe,
    split_at_silences,
    transcode_to_opus,
)
from speaking.audio.working_copies import folder_for_a_while
from speaking.errors import ConfigurationError, ServiceRefused, ServiceUnavailable, SpeakingError
from speaking.extras import needs
from speaking.sdk_errors import meaning_over_http, refused_field, translated
from speaking.settings import Settings
from speaking.transcription import TranscriberDescription, Transcription
from speaking.transcription.assembly import heard, transcription
from speaking.transcription.openai_answer import Answer, read_answer, segments
from speaking.transcription.openai_form import dispensable, form, is_gpt
from speaking.transcription.openai_prices import PRICES, cost_usd
from speaking.transcription.prompts import UNKNOWN_LANGUAGE, language_code
from speaking.usage import ModelUsage

if TYPE_CHECKING:
    from openai import AsyncOpenAI

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one request may hold, and how long its whole answer may take.

    The service takes 25 MiB (https://help.openai.com/en/articles/7031512-whisper-api-faq), including the
    form's other fields. Two hours of audio take minutes; a service that answers in trickles must not block a
    worker forever.
    """

    upload_bytes: int = 25_000_000
    longest_secs: float = MAX_SECS
    answer_secs: float = 600.0

    def surely_hold(self, size: int) -> bool:
        """Whether a file of `size` bytes fits, however long it lasts."""
        return size <= min(self.upload_bytes, self.longest_secs * _FEWEST_BYTES_A_SEC)

    def hold(self, audio: MeasuredAudio) -> bool:
        """Whether a recording fits into one request as it is."""
        return audio.duration <= self.longest_secs and audio.path.stat().st_size <= self.upload_bytes


_FEWEST_BYTES_A_SEC = 4_750 / 8
"""AMR at its lowest rate (3GPP TS 26.071); no other codec that we open spends less on speech."""

GPT_LIMITS = Limits(longest_secs=20 * 60)
"""The gpt models have a limit of their own, as the FAQ above says; we found no page of OpenAI's with a
figure. "longer than 1400 seconds which is the maximum for this model" is what the service answers."""

BUSY = "The transcription service is busy or cannot be reached; we will try again in a few minutes."
REFUSED = "We could not turn this recording into text, and trying again will not help."
MISCONFIGURED = (
    "OpenAI does not accept the key or the model. "
    "Check OPENAI_API_KEY, OPENAI_TRANSCRIBE_MODEL and OPENAI_BASE_URL."
)

ERRORS = MappingProxyType(
    {
        "APIConnectionError": ServiceUnavailable,
        "StreamAlreadyConsumed": ServiceUnavailable,
        "WebSocketConnectionClosedError": ServiceUnavailable,
        "WebSocketQueueFullError": ServiceUnavailable,
        "SubjectTokenProviderError": ConfigurationError,
        "MutuallyExclusiveAuthError": ConfigurationError,
        "APIRemovedInV1": ConfigurationError,
        "_AmbiguousModuleClientUsageError": ConfigurationError,
        "LengthFinishReasonError": ServiceRefused,
        "ContentFilterFinishReasonError": ServiceRefused,
    }
)
"""Our error for each SDK error without an HTTP status, by its class or the nearest class above it."""

_SENTENCES = MappingProxyType(
    {ServiceUnavailable: BUSY, ConfigurationError: MISCONFIGURED, ServiceRefused: REFUSED}
)


class OpenAIWhisper:
    """Sends recordings to OpenAI; the client is made on first use."""

    def __init__(self, settings: Settings, *, limits: Limits | None = None) -> None:
        self._settings = settings
        self._model = settings.openai_transcribe_model
        self._limits = limits or (GPT_LIMITS if is_gpt(self._model) else Limits())
        self._refused: frozenset[str] = frozenset()
        self._client: AsyncOpenAI | None = None
        self._loading = threading.Lock()

    async def transcribe(self, audio: AudioFile, *, language: str) -> Transcription:
        """Transcribe a local file, in pieces if it is too large for one request.

        If the model has no word timings, the transcription has no words. If a server refuses word timings,
        verbose JSON or a prompt, it is asked again without, and this is remembered.

        Raises:
            NoSpeech: Nothing was said.
            ServiceUnavailable: OpenAI is busy, slow or cannot be reached; `retry_after` is what it asked
                for.
            ServiceRefused: OpenAI cannot process this recording.
            InvalidFile: The recording must be cut or made smaller, but cannot be decoded.
            ConfigurationError: The key is missing or not accepted, or there is no such model.
        """
        client = await self._ready()
        code = language_code(language)
        answers: list[tuple[Answer, float]] = []
        async with self._pieces(audio) as pieces:
            for piece, offset in pieces:
                answers.append((await self._ask(client, piece, code), offset))
        return await asyncio.to_thread(self._joined, audio, answers, code or UNKNOWN_LANGUAGE)

    async def check(self) -> None:
        """Check, at no cost, that the key is accepted and the model exists.

        Raises:
            ServiceUnavailable: OpenAI is busy, slow or cannot be reached.
            ConfigurationError: The key is missing or not accepted, or there is no such model.
        """
        client = await self._ready()
        with border():
            async with asyncio.timeout(self._limits.answer_secs):
                await self._find_model(client)

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _find_model(self, client: "AsyncOpenAI") -> None:
        from openai import NotFoundError

        try:
            await client.models.retrieve(self._model)
        except NotFoundError:
            # Servers such as vLLM have a list of their models, but no page for each.
            models = await client.models.list()
            if self._model not in {model.id for model in models.data}:
                raise

    async def _ready(self) -> "AsyncOpenAI":
        if client := self._client:
            return client
        return await asyncio.to_thread(self._connected)

    def _connected(self) -> "AsyncOpenAI":
        # Imported on first use, in a thread: the SDK takes more than half a second to load.
        with self._loading:
            if self._client is None:
                [key] = OPENAI.required(self._settings)
                with needs("openai", enables="Transcription with OpenAI"):
                    import aiohttp  # noqa: F401 - without it the SDK fails later, with an error of its own
                    from openai import AsyncOpenAI, DefaultAioHttpClient

                    from speaking.transcription.large_pieces import send_in_large_pieces

                self._client = AsyncOpenAI(
                    api_key=key,
                    base_url=self._settings.openai_base_url,
                    timeout=self._limits.answer_secs,
                    max_retries=0,
                    http_client=DefaultAioHttpClient(event_hooks={"request": [send_in_large_pieces]}),
                )
            return self._client

    @asynccontextmanager
    async def _pieces(self, audio: AudioFile) -> AsyncIterator[list[tuple[AudioFile, float]]]:
        """What to send, each with its start in seconds: the recording itself if the service takes it."""
        if self._limits.surely_hold(audio.path.stat().st_size):
            yield [(audio, 0.0)]
            return
        measured = await asyncio.to_thread(probe, audio.path)
        if self._limits.hold(measured):
            yield [(measured, 0.0)]
            return
        with folder_for_a_while() as folder:
            yield await asyncio.to_thread(_made_to_fit, measured, folder, self._limits.longest_secs)

    async def _ask(self, client: "AsyncOpenAI", audio: AudioFile, language: str | None) -> Answer:
        """One answer. A field that the server refuses is left out, from then on if that helped."""
        without = self._refused
        while True:
            fields = form(self._model, language, without=without)
            try:
                answer = await self._send(client, audio, fields)
            except ServiceRefused as refusal:
                field = refused_field(refusal.__cause__, dispensable(fields))
                if field is None:
                    raise
                without |= {field}
            else:
                if not without <= self._refused:
                    log.warning("transcription.fields_left_out", fields=sorted(without))
                    self._refused |= without
                return answer

    async def _send(self, client: "AsyncOpenAI", audio: AudioFile, fields: Mapping[str, Any]) -> Answer:
        """One request; the file is read in pieces while it is sent."""
        with border(), audio.path.open("rb") as file:
            async with asyncio.timeout(self._limits.answer_secs):
                # The raw answer, as the SDK does not check that it is complete.
                raw = await client.audio.transcriptions.with_raw_response.create(
                    file=(f"recording.{audio.extension}", file, audio.content_type), **fields
                )
            return read_answer(raw.content)

    def _joined(
        self, audio: AudioFile, answers: Sequence[tuple[Answer, float]], language: str
    ) -> Transcription:
        last, offset = answers[-1]
        secs = offset + last.duration if last.duration > 0 else probe(audio.path).duration
        found = chain.from_iterable(segments(answer, offset=offset) for answer, offset in answers)
        usage = self._usage([answer for answer, _ in answers], secs)
        whole = transcription(heard(found), language=language, duration=secs, usage=usage)
        # Words of one piece without times would stand in a silence that nobody made.
        return replace(whole, words=()) if any(answer.is_untimed_speech for answer, _ in answers) else whole

    def _usage(self, answers: Sequence[Answer], secs: float) -> ModelUsage:
        charged = [answer.usage for answer in answers if answer.usage]
        audio_secs = sum(usage.seconds for usage in charged) or secs
        input_tokens = sum(usage.input_tokens for usage in charged)
        output_tokens = sum(usage.output_tokens for usage in charged)
        return ModelUsage(
            stage="transcription",
            provider="openai",
            model=self._model,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            audio_secs=audio_secs,
            cost_usd=cost_usd(
                self._model, audio_secs=audio_secs, input_tokens=input_tokens, output_tokens=output_tokens
            ),
        )


OPENAI = TranscriberDescription(
    make=OpenAIWhisper,
    chosen_by=("openai_api_key",),
    needs=("openai_api_key",),
    enables="transcribing with OpenAI",
    price=lambda settings: PRICES.get(settings.openai_transcribe_model),
    pace=0.1,
)


def meaning(error: Exception) -> SpeakingError | None:
    """Our error for an error of the SDK; None if it is unknown."""
    return meaning_over_http(error, without_status=ERRORS, sentences=_SENTENCES)


def border() -> AbstractContextManager[None]:
    """Wraps calls to the SDK and the reading of its answer."""
    return translated(meaning, unknown=partial(ServiceUnavailable, BUSY))


def _made_to_fit(audio: MeasuredAudio, folder: Path, longest: float) -> list[tuple[AudioFile, float]]:
    if audio.duration <= longest:
        return [(transcode_to_opus(audio.path, folder / "recording.ogg"), 0.0)]
    cut = split_at_silences(audio.path, longest_secs=longest, into=folder)
    return [(AudioFile(path, "ogg"), start) for path, start in cut]
