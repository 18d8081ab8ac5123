"""Sign-in with OpenID Connect: authorization code with PKCE; the identity is stored in a signed cookie.

The provider's `sub` is the learner's external id, as in the TypeScript app.
"""

import hashlib
import hmac
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse

from speaking.errors import ServiceUnavailable, Unauthorized
from speaking.extras import needs
from speaking.people import repository as people
from speaking.settings import Settings
from speaking.web.dependencies import ServicesOf
from speaking.wording import refusals

log = structlog.get_logger()
router = APIRouter(prefix="/auth", tags=["sign-in"], include_in_schema=False)

PART = "Signing in with OpenID Connect"
ENABLES = "signing in with OpenID Connect"
NO_PROVIDER = (
    "The sign-in provider did not give the expected answer. "
    "Check AUTH_ISSUER, and that this machine can reach the provider."
)
SIGNED_IN_SECS = 14 * 24 * 3600
DISCOVERY = "/.well-known/openid-configuration"
"""OpenID Connect Discovery 1.0, section 4."""


def install_sign_in(app: FastAPI, settings: Settings) -> None:
    """Turn sign-in on.

    Raises:
        MissingSetting: AUTH_ISSUER or AUTH_CLIENT_SECRET is not set.
        MissingExtra: The packages for signing in are not installed.
    """
    app.state.provider = new_provider(settings)
    with needs("oidc", enables=PART):
        from starlette.middleware.sessions import SessionMiddleware
    app.add_middleware(
        SessionMiddleware,
        secret_key=_cookie_key(settings.require("auth_client_secret", enables=ENABLES)),
        session_cookie="speaking",
        max_age=SIGNED_IN_SECS,
        same_site="lax",
        https_only=settings.app_url.startswith("https://"),
    )
    app.include_router(router)


def new_provider(settings: Settings) -> Any:  # noqa: ANN401 - the library has no types
    """The client for the provider in the settings; it sends no request yet.

    Raises:
        MissingSetting: AUTH_ISSUER, AUTH_CLIENT_ID or AUTH_CLIENT_SECRET is not set.
        MissingExtra: The packages for signing in are not installed.
    """
    with needs("oidc", enables=PART):
        from authlib.integrations.starlette_client import OAuth
    issuer = settings.require("auth_issuer", enables=ENABLES).rstrip("/")
    oauth = OAuth()
    oauth.register(
        "provider",
        client_id=settings.require("auth_client_id", enables=ENABLES),
        client_secret=settings.require("auth_client_secret", enables=ENABLES),
        server_metadata_url=issuer + DISCOVERY,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
    )
    return oauth.provider


async def check_sign_in(settings: Settings) -> None:
    """Check that the provider answers and describes itself, without signing anyone in.

    Raises:
        ServiceUnavailable: It cannot be reached, or AUTH_ISSUER is not a provider's address.
        MissingSetting, MissingExtra: As for `new_provider`.
    """
    provider = new_provider(settings)
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError, InvalidURL

    try:
        metadata = await provider.load_server_metadata()
    except (AuthlibBaseError, HTTPError, InvalidURL, ValueError) as error:
        raise ServiceUnavailable(NO_PROVIDER) from error
    if "authorization_endpoint" not in metadata:
        raise ServiceUnavailable(NO_PROVIDER)


@router.get("/sign-in")
async def sign_in(request: Request, services: ServicesOf) -> RedirectResponse:
    """Send the learner to the provider."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError

    address = services.settings.app_url.rstrip("/") + "/auth/callback"
    try:
        redirect: RedirectResponse = await _provider(request).authorize_redirect(request, address)
    except (AuthlibBaseError, HTTPError) as error:
        raise ServiceUnavailable(refusals.SIGN_IN_UNAVAILABLE) from error
    return redirect


@router.get("/callback")
async def come_back(request: Request, services: ServicesOf) -> RedirectResponse:
    """Sign in a learner who returns from the provider, after checking the provider's answer."""
    from authlib.common.errors import AuthlibBaseError
    from httpx2 import HTTPError
    from joserfc.errors import JoseError

    try:
        token = await _provider(request).authorize_access_token(request)
    except HTTPError as error:
        raise ServiceUnavailable(refusals.SIGN_IN_UNAVAILABLE) from error
    except (AuthlibBaseError, JoseError, ValueError) as error:
        log.warning("sign_in.refused", cause=type(error).__name__)
        raise Unauthorized(refusals.SIGN_IN_FAILED) from error
    claims = token.get("userinfo") or {}
    identity = claims.get("sub")
    if not identity:
        raise Unauthorized(refusals.SIGN_IN_FAILED)
    async with services.database.transaction() as transaction:
        await people.ensure_user(transaction, identity)
        await people.describe(transaction, identity, email=claims.get("email"), name=claims.get("name"))
    request.session.clear()
    request.session["identity"] = identity
    return RedirectResponse("/", status_code=303)


@router.post("/sign-out")
async def sign_out(request: Request) -> RedirectResponse:
    """Forget who is signed in."""
    request.session.clear()
    return RedirectResponse("/", status_code=303)


def _provider(request: Request) -> Any:  # noqa: ANN401 - the library has no types
    return request.app.state.provider


def _cookie_key(client_secret: str) -> str:
    """A separate key for cookies, the same on every machine that has the client secret."""
    return hmac.new(client_secret.encode(), b"speaking cookies", hashlib.sha256).hexdigest()
