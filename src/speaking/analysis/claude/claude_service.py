"""Talks to Claude, or to another server that speaks Anthropic's protocol.

The only file that imports the `anthropic` SDK and translates its errors into ours. The SDK retries nothing:
the pipeline does, as it knows what a service asked for. Only a lost connection is retried here, because it
is usually one that was idle for too long.
"""

import asyncio
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog
from pydantic import BaseModel

from speaking.analysis.claude.claude_prices import price_of
from speaking.analysis.claude.message_form import Task, dispensable, form
from speaking.ends import ANSWER_WITHIN_SECS
from speaking.errors import ConfigurationError, ServiceRefused, ServiceUnavailable, SpeakingError
from speaking.extras import needs
from speaking.sdk_errors import meaning_over_http, refused_field, translated
from speaking.settings import Settings
from speaking.usage import ModelUsage

if TYPE_CHECKING:
    from anthropic import AsyncAnthropic
    from anthropic.types import Message, MessageParam
else:
    # Names for annotations: the SDK itself is imported on first use.
    Message = MessageParam = object

__all__ = ["ClaudeService", "Message", "MessageParam", "border", "meaning", "text_of", "usage_of"]

log = structlog.get_logger()

ANSWER_SECS = 120.0
"""A full answer takes about 30 s; a service that answers in trickles must not block a worker forever."""

OWN_ANSWER_SECS = 600.0
"""A model on a machine of one's own may write ten tokens a second, and has to be loaded first."""

ENABLES = "analysis by Claude"
ADDRESS = "https://api.anthropic.com"

NO_KEY = "none"
"""Servers that want no key take any; some refuse an empty one."""

BUSY = "The analysis service is busy or cannot be reached; we will try again in a few minutes."
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


class ClaudeService:
    """Asks one model; the client is made on first use."""

    def __init__(self, settings: Settings, *, answer_secs: float | None = None) -> None:
        self._settings = settings
        self._answer_secs = answer_secs or (OWN_ANSWER_SECS if is_own_server(settings) else ANSWER_SECS)
        self._refused: frozenset[str] = frozenset()
        self._client: AsyncAnthropic | None = None
        self._loading = threading.Lock()

    @property
    def left_out(self) -> frozenset[str]:
        """The fields that the server has refused and is not sent any more."""
        return self._refused

    async def ready(self) -> "AsyncAnthropic":
        """The client; raises MissingSetting or MissingExtra if it cannot be made."""
        if client := self._client:
            return client
        return await asyncio.to_thread(self._connected)

    async def ask(self, task: Task, messages: Sequence[MessageParam]) -> Message:
        """One answer. A field that the server refuses is left out, from then on if that helped.

        Raises:
            ServiceUnavailable: The service is busy, slow or cannot be reached.
            ServiceRefused: It refuses the request.
            ConfigurationError: The key is missing or not accepted, or there is no such model.
        """
        client = await self.ready()
        without = self._refused
        while True:
            fields = form(
                self._settings.anthropic_model, task, _schema(task.answer), messages, without=without
            )
            try:
                answer = await self._sent(client, fields)
            except ServiceRefused as refusal:
                field = refused_field(refusal.__cause__, dispensable(without))
                if field is None:
                    raise
                without |= {field}
            else:
                if not without <= self._refused:
                    log.warning("analysis.fields_left_out", fields=sorted(without))
                    self._refused |= without
                return answer

    async def find_model(self) -> None:
        """Look the model up, at no cost; raises as `ask` does if it is not there."""
        client, model = await self.ready(), self._settings.anthropic_model
        from anthropic import NotFoundError

        with border():
            async with asyncio.timeout(min(self._answer_secs, ANSWER_WITHIN_SECS)):
                try:
                    await client.models.retrieve(model)
                except NotFoundError:
                    # Servers such as llama.cpp have a list of their models, but no page for each.
                    models = await client.models.list()
                    if model not in {each.id for each in models.data or ()}:
                        raise

    async def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    def _connected(self) -> "AsyncAnthropic":
        # Imported on first use, in a thread: the SDK takes more than a second to load.
        with self._loading:
            if self._client is None:
                key = _key(self._settings)
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

    async def _sent(self, client: "AsyncAnthropic", fields: dict[str, Any]) -> Message:
        from anthropic import APIConnectionError, APITimeoutError

        with border():
            async with asyncio.timeout(self._answer_secs):
                try:
                    return await _send(client, fields)
                except APITimeoutError:
                    raise
                except APIConnectionError:
                    return await _send(client, fields)


async def _send(client: "AsyncAnthropic", fields: dict[str, Any]) -> Message:
    from anthropic.types import Message

    answer: Any = await client.messages.create(**fields)
    # The SDK returns a body that is not declared as JSON, such as a proxy's error page, as text.
    if not isinstance(answer, Message):
        raise ServiceUnavailable(BUSY)
    return answer


def is_own_server(settings: Settings) -> bool:
    """Whether the model is none of Claude's and comes from another address, most likely a machine nearby."""
    return bool(settings.anthropic_base_url) and price_of(settings.anthropic_model) is None


def address_of(settings: Settings) -> str:
    """The model and where it is asked, without a password that the address may hold."""
    address = settings.anthropic_base_url or ADDRESS
    host = urlsplit(address).netloc.rpartition("@")
    return f"{settings.anthropic_model} at {address.replace(f'{host[0]}{host[1]}', '', 1)}"


def _key(settings: Settings) -> str:
    if settings.anthropic_base_url and not settings.anthropic_api_key:
        return NO_KEY
    return settings.require("anthropic_api_key", enables=ENABLES)


@cache
def _schema(answer: type[BaseModel]) -> dict[str, Any]:
    from anthropic import transform_schema

    return transform_schema(answer)


def text_of(answer: Message) -> str:
    """What the model said; what it thought before is left out."""
    # A compatible server may leave anything out; the SDK does not check.
    content: Any = answer.content
    if isinstance(content, str):
        return content
    said = (getattr(block, "text", None) for block in content or () if block.type == "text")
    return "".join(text for text in said if isinstance(text, str))


def usage_of(answers: Sequence[Message], *, model: str) -> ModelUsage:
    """What all answers cost together, unreadable ones included.

    The model is the one that the last answer names, `model` if it names none; then no price is known.
    """
    counts = {"input_tokens": 0, "output_tokens": 0, "cache_write_tokens": 0, "cache_read_tokens": 0}
    for usage in (answer.usage for answer in answers if answer.usage):
        counts["input_tokens"] += _count(usage.input_tokens)
        counts["output_tokens"] += _count(usage.output_tokens)
        counts["cache_write_tokens"] += _count(usage.cache_creation_input_tokens)
        counts["cache_read_tokens"] += _count(usage.cache_read_input_tokens)
    named: Any = answers[-1].model
    known = named if isinstance(named, str) and named else None
    price = price_of(known) if known else None
    return ModelUsage(
        stage="analysis",
        provider="anthropic",
        model=known or model,
        cost_usd=None if price is None else price.cost_usd(**counts),
        **counts,
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def meaning(error: Exception) -> SpeakingError | None:
    """Our error for an error of the SDK; None if it is unknown."""
    return meaning_over_http(error, without_status=ERRORS, sentences=_SENTENCES)


def border() -> AbstractContextManager[None]:
    """Wraps calls to the SDK; a body that is declared as JSON and is not raises a ValueError there."""
    return translated(meaning, unknown=partial(ServiceUnavailable, BUSY))
