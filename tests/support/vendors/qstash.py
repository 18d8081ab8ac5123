"""QStash on loopback: accepts messages and schedules, and delivers them signed, with retries.

It follows the published REST API (https://upstash.com/docs/qstash, openapi.yaml) and signs without the SDK.
Time is virtual: the waits between deliveries are recorded, not slept.
"""

import hashlib
import hmac
import itertools
import json
import math
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message as Headers
from urllib.parse import urlsplit

import httpx

from support.patience import patience_secs
from support.vendors.server import NO_TLS, Answer, Request, StandIn

TOKEN = "token-of-a-made-up-account"
CURRENT_KEY = "sig_current_key_of_a_made_up_account"
NEXT_KEY = "sig_next_key_of_a_made_up_account___"
TOKEN_LIFE_SECS = 300
LONGEST_WAIT_SECS = 86_400.0


@dataclass
class Message:
    """A published message and what became of it.

    `statuses` holds the destination's answer to each delivery, 0 if there was none; `waits` the seconds that
    QStash would have waited before each retry.
    """

    id: str
    url: str
    body: bytes
    retries: int
    headers: Headers
    statuses: list[int] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def delivered(self) -> bool:
        return bool(self.statuses) and 200 <= self.statuses[-1] < 300

    @property
    def given_up(self) -> bool:
        return not self.delivered and len(self.statuses) > self.retries

    def json(self) -> dict[str, object]:
        content: dict[str, object] = json.loads(self.body)
        return content


class QStash(StandIn):
    """An account with a token and two signing keys."""

    def __init__(self) -> None:
        super().__init__()
        self.token = TOKEN
        self.current_key = CURRENT_KEY
        self.next_key = NEXT_KEY
        self.messages: list[Message] = []
        self.schedules: dict[str, Request] = {}
        self._by_deduplication_id: dict[str, Message] = {}
        self._ids = itertools.count(1)

    def environment(self) -> dict[str, str]:
        """The variables that make the app use this account."""
        return {
            "QSTASH_URL": self.url,
            "QSTASH_TOKEN": self.token,
            "QSTASH_CURRENT_SIGNING_KEY": self.current_key,
            "QSTASH_NEXT_SIGNING_KEY": self.next_key,
        }

    def answer(self, request: Request) -> Answer:
        if request.headers["Authorization"] != f"Bearer {self.token}":
            return Answer.json({"error": "invalid token"}, status=401)
        if (request.method, request.path) == ("GET", "/v2/keys"):
            return Answer.json({"current": self.current_key, "next": self.next_key})
        route, _, destination = request.target.removeprefix("/v2/").partition("/")
        if (request.method, route) not in {("POST", "publish"), ("POST", "schedules")}:
            return Answer.json({"error": "not found"}, status=404)
        if urlsplit(destination).scheme not in {"http", "https"}:
            return Answer.json({"error": "endpoint has invalid scheme"}, status=400)
        return getattr(self, f"_{route}")(request, destination)  # type: ignore[no-any-return]

    def _publish(self, request: Request, destination: str) -> Answer:
        deduplication_id = request.headers["Upstash-Deduplication-Id"]
        if earlier := self._by_deduplication_id.get(deduplication_id or ""):
            return Answer.json({"messageId": earlier.id, "deduplicated": True}, status=202)
        message = Message(
            f"msg_{next(self._ids)}",
            destination,
            request.body,
            int(request.headers.get("Upstash-Retries", 3)),
            request.headers,
        )
        self.messages.append(message)
        if deduplication_id:
            self._by_deduplication_id[deduplication_id] = message
        return Answer.json({"messageId": message.id}, status=201)

    def _schedules(self, request: Request, destination: str) -> Answer:
        schedule_id = request.headers.get("Upstash-Schedule-Id", f"scd_{next(self._ids)}")
        self.schedules[schedule_id] = request
        return Answer.json({"scheduleId": schedule_id}, status=201)

    def forget_deduplication_ids(self) -> None:
        """Let the ten minutes pass in which a repeated id is ignored."""
        self._by_deduplication_id.clear()

    def sign(
        self, url: str, body: bytes, *, key: str | None = None, claims: Mapping[str, object] | None = None
    ) -> str:
        """The value of `Upstash-Signature`; `claims` replace the usual ones, or remove them if None."""
        now = int(time.time())
        usual = {
            "iss": "Upstash",
            "sub": url,
            "exp": now + TOKEN_LIFE_SECS,
            "nbf": now,
            "iat": now,
            "jti": f"jwt_{next(self._ids)}",
            "body": urlsafe_b64encode(hashlib.sha256(body).digest()).decode(),
        }
        chosen = {name: value for name, value in {**usual, **(claims or {})}.items() if value is not None}
        return encode_jwt({"alg": "HS256", "typ": "JWT"}, chosen, key or self.current_key)

    def deliver(self, message: Message) -> httpx.Response | None:
        """Deliver once, whatever happened before; None if the destination did not answer."""
        headers = {
            "Content-Type": message.headers.get("Content-Type", "text/plain"),
            "Upstash-Message-Id": message.id,
            "Upstash-Retried": str(len(message.statuses)),
            "Upstash-Signature": self.sign(message.url, message.body),
            "User-Agent": "Upstash-QStash",
        }
        try:
            answer = httpx.post(
                message.url, content=message.body, headers=headers, timeout=patience_secs(), verify=NO_TLS
            )
        except httpx.HTTPError:
            message.statuses.append(0)
            return None
        message.statuses.append(answer.status_code)
        return answer

    def settle(self, message: Message) -> Message:
        """Deliver until it is accepted or the retries are used up, recording the waits in between."""
        while not (message.delivered or message.given_up):
            answer = self.deliver(message)
            if not (message.delivered or message.given_up):
                message.waits.append(_wait(len(message.statuses), answer.headers if answer else {}))
        return message

    def settle_all(self) -> None:
        """Settle every message one after the other, including those published in the meantime."""
        while pending := [m for m in self.messages if not (m.delivered or m.given_up)]:
            for message in pending:
                self.settle(message)

    def fire(self, schedule_id: str) -> httpx.Response:
        """Let a schedule's time come: one signed delivery."""
        request = self.schedules[schedule_id]
        url = request.target.removeprefix("/v2/schedules/")
        headers = {
            "Upstash-Schedule-Id": schedule_id,
            "Upstash-Retried": "0",
            "Upstash-Signature": self.sign(url, request.body),
        }
        return httpx.post(url, content=request.body, headers=headers, timeout=patience_secs(), verify=NO_TLS)


def encode_jwt(header: Mapping[str, object], claims: Mapping[str, object], key: str) -> str:
    """A JWT signed with HMAC SHA-256 (RFC 7519, RFC 7515), whatever its header says."""
    signed = b".".join(_base64url(json.dumps(part).encode()) for part in (header, claims))
    return (signed + b"." + _base64url(hmac.digest(key.encode(), signed, "sha256"))).decode()


def _base64url(raw: bytes) -> bytes:
    return urlsafe_b64encode(raw).rstrip(b"=")


def _wait(failures: int, headers: Mapping[str, str]) -> float:
    """Seconds until the next delivery: what the destination asked for, or else min(86400, e^(2.5 n))."""
    asked = headers.get("Retry-After", "")
    if asked.isdigit() and int(asked) <= LONGEST_WAIT_SECS:
        return float(asked)
    return min(LONGEST_WAIT_SECS, math.exp(2.5 * failures))
