"""Analysis by Claude.

The only file that imports the `anthropic` SDK and translates its errors into ours. The SDK retries nothing:
the pipeline does, as it knows what a service asked for. Only a lost connection is retried here, because it
is usually one that was idle for too long.
"""

import asyncio
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from speaking.analysis import Analysis, AnalyzerDescription
from speaking.analysis.claude.answer import Answer, Unreadable, read_answer
from speaking.analysis.claude.claude_prices import price_of
from speaking.analysis.claude.prompt import INSTRUCTIONS, question
from speaking.analysis.learner import Learner
from speaking.analysis.local import analyze as analyze_counted
from speaking.analysis.merging import merge_results
from speaking.analysis.naming import identity
from speaking.analysis.schema import AnalysisResult
from speaking.analysis.text.tokens import Tokens
from speaking.errors import (
    ConfigurationError,
    ServiceRefused,
    ServiceUnavailable,
    SpeakingError,
    UnusableAnswer,
)
from speaking.extras import needs
from speaking.sdk_errors import meaning_over_http, translated
from speaking.settings import Settings
from speaking.transcription import Transcription
from speaking.usage import ModelUsage

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic
    from anthropic.types import Message, MessageParam

MAX_TOKENS = 2048
ANSWER_SECS = 120.0
"""A full answer takes about 20 s; a service that answers in trickles must not block a worker forever."""

BUSY = "The analysis service is busy or cannot be reached; we will try again in a few minutes."
DECLINED = "We could not look for habits in this recording. Your words are safe."
REFUSED = (
    "We could not look for habits in this recording, and trying again will not help. Your words are safe."
)
MISCONFIGURED = (
    "Claude's API does not accept the key or the model. "
    "Check ANTHROPIC_API_KEY, ANTHROPIC_MODEL and ANTHROPIC_BASE_URL."
)

ERRORS: dict[str, type[SpeakingError]] = {
    "APIConnectionError": ServiceUnavailable,
    "RetryableError": ServiceUnavailable,
    "CredentialsError": ConfigurationError,
    "WorkloadIdentityError": ConfigurationError,
    "MissingDependencyError": ConfigurationError,
}
"""Our error for each SDK error without an HTTP status, by its class or the nearest class above it."""

_SENTENCES: dict[type[SpeakingError], str] = {
    ServiceUnavailable: BUSY,
    ConfigurationError: MISCONFIGURED,
    ServiceRefused: REFUSED,
}


class ClaudeAnalyzer:
    """Asks Claude for the habits; the client is made on first use."""

    def __init__(self, settings: Settings, *, answer_secs: float = ANSWER_SECS) -> None:
        self._settings = settings
        self._answer_secs = answer_secs
        self._client: AsyncAnthropic | None = None
        self._loading = threading.Lock()

    async def analyze(self, transcription: Transcription, *, learner: Learner) -> Analysis:
        """Ask once, and again if nothing in the answer can be used; then add what was counted.

        Counting takes milliseconds and needs no model. Claude is given the counts, and what it reports about
        the same habits is corrected by them.

        Raises:
            ServiceUnavailable: Claude is busy, slow or cannot be reached; `retry_after` is what it asked
                for.
            ServiceRefused: Claude declines, or the transcript is too long.
            UnusableAnswer: Both answers were unreadable.
            ConfigurationError: The key is missing or not accepted, or there is no such model.
        """
        client = await self._ready()
        tokens = Tokens(transcription.text)
        counted = await asyncio.to_thread(analyze_counted, transcription, learner=learner, tokens=tokens)
        counts = Counter(found.pattern.key for found in counted.evidence)
        asked = question(transcription, known_patterns=learner.known_patterns, counts=counts, tokens=tokens)
        seen, answers = await self._converse(client, asked)
        result = merge_results(seen.result, counted.result)
        return Analysis(
            result=result,
            analyzer="claude",
            focus_pattern=_focus(seen, result) if seen.focus_next else counted.focus_pattern,
            evidence=counted.evidence,
            habits=counted.habits,
            fluency=counted.fluency,
            usage=_usage(answers),
        )

    async def check(self) -> None:
        """Look up the model, at no cost, which checks address, key and model; raises as `analyze` does."""
        client = await self._ready()
        with border():
            async with asyncio.timeout(self._answer_secs):
                await client.models.retrieve(self._settings.anthropic_model)

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _ready(self) -> "AsyncAnthropic":
        if client := self._client:
            return client
        return await asyncio.to_thread(self._connected)

    def _connected(self) -> "AsyncAnthropic":
        # Imported on first use, in a thread: the SDK takes more than a second to load.
        with self._loading:
            if self._client is None:
                [key] = CLAUDE.required(self._settings)
                with needs("claude", enables="Analysis by Claude"):
                    import aiohttp  # noqa: F401 - without it the SDK fails later, with an error of its own
                    from anthropic import AsyncAnthropic, DefaultAioHttpClient

                self._client = AsyncAnthropic(
                    api_key=key,
                    base_url=self._settings.anthropic_base_url,
                    timeout=self._answer_secs,
                    max_retries=0,
                    http_client=DefaultAioHttpClient(),
                )
            return self._client

    async def _converse(self, client: "AsyncAnthropic", asked: str) -> "tuple[Answer, Sequence[Message]]":
        messages: list[MessageParam] = [{"role": "user", "content": asked}]
        first = await self._ask(client, messages)
        try:
            return _read(first), [first]
        except Unreadable as error:
            messages += _repair(first, str(error))
        second = await self._ask(client, messages)
        try:
            return _read(second), [first, second]
        except Unreadable as error:
            raise UnusableAnswer from error

    async def _ask(self, client: "AsyncAnthropic", messages: "Sequence[MessageParam]") -> "Message":
        from anthropic import APIConnectionError, APITimeoutError

        with border():
            async with asyncio.timeout(self._answer_secs):
                try:
                    return await self._send(client, messages)
                except APITimeoutError:
                    raise
                except APIConnectionError:
                    return await self._send(client, messages)

    async def _send(self, client: "AsyncAnthropic", messages: "Sequence[MessageParam]") -> "Message":
        from anthropic.types import Message

        answer: Any = await client.messages.create(
            model=self._settings.anthropic_model,
            max_tokens=MAX_TOKENS,
            system=[{"type": "text", "text": INSTRUCTIONS, "cache_control": {"type": "ephemeral"}}],
            output_config={"format": {"type": "json_schema", "schema": _schema()}},
            messages=messages,
        )
        # The SDK returns a body that is not declared as JSON, such as a proxy's error page, as text.
        if not isinstance(answer, Message):
            raise ServiceUnavailable(BUSY)
        return answer


CLAUDE = AnalyzerDescription(
    make=ClaudeAnalyzer,
    chosen_by=("anthropic_api_key",),
    needs=("anthropic_api_key",),
    enables="analysis by Claude",
    price=lambda settings: price_of(settings.anthropic_model),
)


@cache
def _schema() -> dict[str, Any]:
    from anthropic import transform_schema

    return transform_schema(Answer)


def _focus(seen: Answer, result: AnalysisResult) -> str | None:
    """The reported habit that the model's focus is about; None if it names none of them."""
    named = identity(seen.focus_pattern or "")
    return next((insight.habit for insight in result.insights if identity(insight.pattern) == named), None)


def _read(answer: "Message") -> Answer:
    """The analysis in an answer; raises ServiceRefused if Claude declined, or Unreadable."""
    if answer.stop_reason == "refusal":
        raise ServiceRefused(DECLINED)
    try:
        return read_answer(_text(answer))
    except Unreadable as error:
        if answer.stop_reason in {"max_tokens", "model_context_window_exceeded"}:
            raise Unreadable(
                "it was longer than allowed and was cut off; report the top three only"
            ) from error
        raise


def _text(answer: "Message") -> str:
    # A compatible server may leave anything out; the SDK does not check.
    return "".join(block.text or "" for block in answer.content or () if block.type == "text")


def _repair(answer: "Message", reason: str) -> "list[MessageParam]":
    correction = f"Your answer could not be used: {reason}. Answer again with the JSON object only."
    asked: MessageParam = {"role": "user", "content": correction}
    said = _text(answer).strip()
    # The service refuses an empty turn.
    return [{"role": "assistant", "content": said}, asked] if said else [asked]


def _usage(answers: "Sequence[Message]") -> ModelUsage:
    """The cost of all answers, including the unreadable one."""
    counts = {"input_tokens": 0, "output_tokens": 0, "cache_write_tokens": 0, "cache_read_tokens": 0}
    for usage in (answer.usage for answer in answers if answer.usage):
        counts["input_tokens"] += usage.input_tokens or 0
        counts["output_tokens"] += usage.output_tokens or 0
        counts["cache_write_tokens"] += usage.cache_creation_input_tokens or 0
        counts["cache_read_tokens"] += usage.cache_read_input_tokens or 0
    model = answers[-1].model
    price = price_of(model)
    cost = None if price is None else price.cost_usd(**counts)
    return ModelUsage(stage="analysis", provider="anthropic", model=model, cost_usd=cost, **counts)


def meaning(error: Exception) -> SpeakingError | None:
    """Our error for an error of the SDK; None if it is unknown."""
    return meaning_over_http(error, without_status=ERRORS, sentences=_SENTENCES)


def border() -> AbstractContextManager[None]:
    """Wraps calls to the SDK; a body that is declared as JSON and is not raises a ValueError there."""
    return translated(meaning, unknown=partial(ServiceUnavailable, BUSY))
