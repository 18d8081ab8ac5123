"""The queue for production on many machines: QStash delivers each message to our webhook over HTTP.

QStash retries a delivery that is not answered with a 2xx three times, after 12 s, 2 min 28 s and 30 min 8 s
or when our `Retry-After` says (https://upstash.com/docs/qstash/features/retry). Publishing itself is tried
twice; the sweep announces again whatever is lost anyway.
"""

import asyncio
import hashlib
import hmac
import re
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from speaking.addresses import is_on_this_machine
from speaking.errors import ConfigurationError, ServiceUnavailable, SpeakingError, Unauthorized
from speaking.extras import needs
from speaking.queues import OUT_OF_REACH, SWEEP_CRON, QueueDescription
from speaking.sdk_errors import passes, translated
from speaking.settings import Settings

if TYPE_CHECKING:
    from qstash import AsyncQStash
    from qstash.message import FlowControl

ENABLES = "The queue QStash"
PROCESS_PATH = "/api/internal/process"
SWEEP_PATH = "/api/internal/sweep"

DELIVERY_RETRIES = 3
DELIVERY_TIMEOUT_SECS = 15 * 60
"""How long one delivery may take; https://upstash.com/pricing/qstash shows what each plan allows."""

PUBLISH_RETRIES = 1
PUBLISH_BACKOFF_MS = 100.0
PUBLISH_DEADLINE_SECS = 10.0
"""A learner waits for the upload to be confirmed while we publish; the SDK by itself waits ten minutes."""

FLOW_CONTROL: "FlowControl" = {"key": "speaking-sessions", "parallelism": 20, "rate": 50, "period": 60}
"""How many sessions may run at once, and how many may start in a period: what a new account at a model
provider is likely to be allowed (docs/decisions/702). Limits pinned to the key in the QStash console
override both (https://upstash.com/docs/qstash/features/flowcontrol)."""

MAX_SIGNATURE_CHARS = 8192
CLOCK_SKEW_SECS = 60
"""Tolerated between QStash's clock and ours; its tokens live for five minutes
(https://upstash.com/docs/qstash/howto/signature)."""

_STATUS = re.compile(r"failed with status: (\d{3})")


class QStashQueue:
    """Announces sessions by publishing them to QStash; the client is made on first use."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _client(self) -> "AsyncQStash":
        return _new_client(self._settings)

    async def enqueue(self, session_id: str, *, attempt: int) -> None:
        """Publish the session; for ten minutes QStash ignores a repeat of the same session and attempt.

        Raises:
            ServiceUnavailable: QStash is busy, slow or cannot be reached.
            MissingSetting: QSTASH_TOKEN is not set.
            ConfigurationError: QStash refuses the token or the address.
        """
        client = self._client
        async with border():
            await client.message.publish_json(
                url=webhook_url(self._settings, PROCESS_PATH),
                body={"sessionId": session_id},
                retries=DELIVERY_RETRIES,
                timeout=DELIVERY_TIMEOUT_SECS,
                deduplication_id=f"{session_id}-{attempt}",
                flow_control=FLOW_CONTROL,
            )

    async def check(self) -> None:
        """Check, at no cost, that QStash can reach us, accepts our token and signs with the keys we know.

        Raises:
            ServiceUnavailable, MissingSetting, ConfigurationError: As for `enqueue`, or APP_URL is out of
                QStash's reach, or the keys differ.
        """
        known = _signing_keys(self._settings)
        client = self._client
        ours, theirs = self._settings.app_url, self._settings.qstash_url
        if is_on_this_machine(ours) and not (theirs and is_on_this_machine(theirs)):
            raise ConfigurationError(
                f"QStash cannot deliver to {ours}. Set APP_URL to the public address of this service."
            )
        async with border():
            keys = await client.signing_key.get()
        if keys.current not in known:
            raise ConfigurationError(
                "QStash signs with a key this service does not know. Set QSTASH_CURRENT_SIGNING_KEY and "
                "QSTASH_NEXT_SIGNING_KEY to what the QStash console shows."
            )

    async def close(self) -> None:
        if "_client" in self.__dict__:
            await _close(self._client)
            del self._client


def check_packages() -> None:
    """Raise MissingExtra if the packages that publish to QStash and verify its deliveries are missing."""
    with needs("qstash", enables=ENABLES):
        import jwt  # noqa: F401 - only to see whether it is installed
        import qstash  # noqa: F401 - the same


QSTASH = QueueDescription(
    make=QStashQueue,
    chosen_by=("qstash_token",),
    needs=("qstash_token",),
    enables="publishing to QStash",
    check_packages=check_packages,
)


async def create_schedule(settings: Settings) -> str:
    """Make QStash call the sweep every five minutes, replacing any earlier schedule; returns its id.

    Raises:
        ServiceUnavailable, MissingSetting, ConfigurationError: As for `QStashQueue.enqueue`.
    """
    client = _new_client(settings)
    host = urlsplit(settings.app_url).netloc.replace(":", "-")
    try:
        async with border():
            return await client.schedule.create(
                destination=webhook_url(settings, SWEEP_PATH),
                cron=SWEEP_CRON,
                schedule_id=f"speaking-sweep-{host}",
                retries=0,
                timeout=DELIVERY_TIMEOUT_SECS,
            )
    finally:
        await _close(client)


ROTATION_ADVICE = (
    "QStash signs each delivery with its current key; this service accepts current and next.\n"
    "\n"
    "1. Check that QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY are the two keys that the\n"
    "   QStash console shows. Rotating while they differ locks QStash out.\n"
    "2. Roll the keys once in the console (QStash, Signing Keys, Roll keys). The next key becomes the\n"
    "   current one and a new next key is made. Deliveries go on: the running service knows that key\n"
    "   as its next one.\n"
    "3. Set both variables to the keys the console shows now, and restart every process.\n"
    "4. Only then roll again, if the old key must be gone for good: two rolls without a restart in\n"
    "   between make this service refuse every delivery (401) until its variables are right. Refused\n"
    "   deliveries are retried three times; the sweep announces what was missed.\n"
)
"""How an operator changes the signing keys without a refused delivery."""


def webhook_url(settings: Settings, path: str) -> str:
    """The public address of one of our webhooks, as we give it to QStash and as its tokens name it."""
    return settings.app_url.rstrip("/") + path


def verify_delivery(settings: Settings, *, signature: str | None, body: bytes, url: str) -> None:
    """Check that QStash made this request just now, for this address and with this body.

    The token is a JWT signed with HS256 by the current or the next key, issued by "Upstash", whose `sub` is
    the address and whose `body` is the base64url SHA-256 of the raw body
    (https://upstash.com/docs/qstash/howto/signature).

    Raises:
        Unauthorized: The token is missing, malformed, forged, expired, early, or made for something else.
        MissingSetting, MissingExtra: A signing key is not set, or the package that verifies is missing.
    """
    keys = _signing_keys(settings)
    if signature is None or len(signature) > MAX_SIGNATURE_CHARS:
        raise Unauthorized("This address is only for QStash.")
    if not any(_signed_with(key, signature=signature, body=body, url=url) for key in keys):
        raise Unauthorized("The signature does not match this request.")


def _signing_keys(settings: Settings) -> list[str]:
    names = ("qstash_current_signing_key", "qstash_next_signing_key")
    return [settings.require(name, enables="verifying deliveries from QStash") for name in names]


def _signed_with(key: str, *, signature: str, body: bytes, url: str) -> bool:
    with needs("qstash", enables=ENABLES):
        import jwt

    try:
        claims = jwt.decode(
            signature,
            key,
            algorithms=["HS256"],
            issuer="Upstash",
            subject=url,
            leeway=CLOCK_SKEW_SECS,
            options={"require": ["iss", "sub", "exp", "nbf", "body"], "verify_aud": False},
        )
    except (jwt.InvalidTokenError, ValueError, TypeError, OverflowError, RecursionError):
        return False
    digest = urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=")
    return hmac.compare_digest(str(claims["body"]).rstrip("=").encode(), digest)


def _new_client(settings: Settings) -> "AsyncQStash":
    with needs("qstash", enables=ENABLES):
        from qstash import AsyncQStash
        from qstash.http import RetryConfig

    [token] = QSTASH.required(settings)
    retry = RetryConfig(retries=PUBLISH_RETRIES, backoff=lambda _: PUBLISH_BACKOFF_MS)
    return AsyncQStash(token, retry=retry, base_url=settings.qstash_url)


async def _close(client: "AsyncQStash") -> None:
    await client.http._client.aclose()  # noqa: SLF001 - the SDK has no way to close its connections


def meaning(error: Exception) -> SpeakingError | None:
    """Our error for an error of the SDK, or of the client below it; None if it is unknown.

    The SDK shows the status only in its message.
    """
    import httpx
    from qstash.errors import DailyMessageLimitExceededError, QStashError, RateLimitExceededError

    if isinstance(error, RateLimitExceededError | DailyMessageLimitExceededError):
        return ServiceUnavailable(OUT_OF_REACH, retry_after=_secs_until(error.reset))
    status = _STATUS.search(str(error)) if isinstance(error, QStashError) else None
    if status and not passes(int(status[1])):
        return ConfigurationError(
            "QStash refused the message. Check QSTASH_TOKEN, and that APP_URL is an address QStash can reach."
        )
    unusable = (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, UnicodeError)
    if isinstance(error, unusable):
        return ConfigurationError("QStash cannot be called: check QSTASH_URL and QSTASH_TOKEN.")
    return None


@asynccontextmanager
async def border() -> AsyncIterator[None]:
    """Wraps calls to the SDK and limits how long they may take."""
    with translated(meaning, unknown=partial(ServiceUnavailable, OUT_OF_REACH)):
        async with asyncio.timeout(PUBLISH_DEADLINE_SECS):
            yield


def _secs_until(reset: str | None) -> float | None:
    """Seconds until a limit ends, which QStash gives as a Unix time in seconds.

    https://upstash.com/docs/qstash/api/api-ratelimiting
    """
    try:
        return max(0.0, float(reset or "") - time.time())
    except ValueError:
        return None
