"""What guards every route: who may send requests, from which page, and what browsers may do."""

import re
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from speaking.errors import Forbidden, SpeakingError
from speaking.logs import kind_and_place
from speaking.web.error_answers import error_response

log = structlog.get_logger()

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\[\]:]+)(?::\d+)?")
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Guard:
    """ASGI middleware: refuses writes from other sites, answers crashes and adds protective headers.

    A page on another site can make a browser send requests here, and its owner can point a domain name at
    this machine. So a write must come from our own origin (Sec-Fetch-Site, or else Origin). If there is only
    the local learner, every request must also name a loopback host. Webhooks are signed instead.

    Args:
        public_host: The host of APP_URL.
        local_only: Whether the app serves only the local learner.
        connect_to: Another origin to which pages may upload.
    """

    def __init__(
        self, app: ASGIApp, *, public_host: str, local_only: bool, connect_to: str | None = None
    ) -> None:
        self._app = app
        self._hosts = LOOPBACK_HOSTS | {public_host}
        self._local_only = local_only
        connect = f"; connect-src 'self' {connect_to}" if connect_to else ""
        self._policy = CONTENT_SECURITY_POLICY + connect

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._protect(MutableHeaders(scope=message), scope["path"])
            await send(message)

        headers = Headers(scope=scope)
        if self._is_strange(scope, headers):
            await error_response(Forbidden())(scope, receive, send_guarded)
            return
        try:
            await self._app(scope, receive, send_guarded)
        except Exception as error:  # noqa: BLE001 - every crash gets the same shape
            # If it reached the server, it would log the exception's message, which may quote a learner.
            log.error("request.crashed", path=scope["path"], error=kind_and_place(error))
            if not started:
                await error_response(SpeakingError())(scope, receive, send_guarded)

    def _is_strange(self, scope: Scope, headers: Headers) -> bool:
        if scope["path"].startswith("/api/internal/"):
            return False
        host = headers.get("host", "")
        if self._local_only and _without_port(host) not in self._hosts:
            return True
        if scope["method"] in SAFE_METHODS:
            return False
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site not in {"same-origin", "none"}
        origin = headers.get("origin")
        return origin is not None and urlsplit(origin).netloc != host

    def _protect(self, headers: MutableHeaders, path: str) -> None:
        headers.setdefault("Content-Security-Policy", self._policy)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)")
        # Browsers may cache our files but must check if they are current: pages and scripts belong together.
        headers["Cache-Control"] = "no-cache" if path.startswith("/static/") else "no-store"


def _without_port(host: str) -> str:
    """The host that a Host header names; empty if it has any other form than "host" or "host:port"."""
    named = _HOST.fullmatch(host)
    return named[1] if named else ""
