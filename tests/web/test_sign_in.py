from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from speaking.errors import MissingSetting, ServiceUnavailable
from speaking.settings import Settings
from speaking.web.app import create_app
from speaking.web.sign_in import check_sign_in
from support.expectations import assert_error
from support.migrated import provide_database
from support.sounds import recording_bytes
from support.vendors.oidc import Provider


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A place to sign in at."""
    with Provider() as opened:
        yield opened


@pytest.fixture
async def browser(
    provider: Provider, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    """A browser far away from the machine that serves it."""
    for name, value in provider.environment().items():
        monkeypatch.setenv(name, value)
    configured = Settings(data_dir=settings.data_dir, app_url="http://speaking.example")
    provide_database(configured)
    app = create_app(configured)
    transport = httpx.ASGITransport(app, client=("192.0.2.7", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://speaking.example") as opened:
        yield opened
    await app.state.services.close()


async def sign_in(browser: httpx.AsyncClient, provider: Provider) -> httpx.Response:
    away = await browser.get("/auth/sign-in")
    assert away.status_code == 302
    return await browser.get(provider.authorize(away.headers["Location"]))


async def test_who_has_not_signed_in_is_not_known(browser: httpx.AsyncClient) -> None:
    """The API answers 401, wherever the request comes from."""
    assert_error(await browser.get("/api/sessions"), 401, "UNAUTHORIZED")


async def test_who_has_signed_in_can_record(browser: httpx.AsyncClient, provider: Provider) -> None:
    """After the way through the provider the learner's own sessions are there."""
    assert (await sign_in(browser, provider)).headers["Location"] == "/"
    sent = await browser.post(
        "/api/sessions", files={"audio": ("a.webm", recording_bytes("webm"))}, data={"duration": "3"}
    )
    assert sent.status_code == 201
    assert (await browser.get("/api/sessions")).json()["total"] == 1


async def test_learners_see_their_own_sessions_alone(browser: httpx.AsyncClient, provider: Provider) -> None:
    """Another person at the same browser finds nothing of the first one's."""
    await sign_in(browser, provider)
    await browser.post(
        "/api/sessions", files={"audio": ("a.webm", recording_bytes("webm"))}, data={"duration": "3"}
    )
    await browser.post("/auth/sign-out")
    assert_error(await browser.get("/api/sessions"), 401, "UNAUTHORIZED")
    provider.subject = "person-2"
    await sign_in(browser, provider)
    assert (await browser.get("/api/sessions")).json()["total"] == 0


async def test_a_token_for_another_app_is_refused(browser: httpx.AsyncClient, provider: Provider) -> None:
    """The provider's word counts only when it was given to us."""
    provider.claims = {"aud": "another-app"}
    assert_error(await sign_in(browser, provider), 401, "UNAUTHORIZED")
    assert_error(await browser.get("/api/sessions"), 401, "UNAUTHORIZED")


async def test_who_is_signed_in_can_sign_out_on_every_page(
    browser: httpx.AsyncClient, provider: Provider
) -> None:
    """A button at the foot of the page, which works without scripts."""
    await sign_in(browser, provider)
    page = (await browser.get("/history", headers={"Accept": "text/html"})).text
    assert 'method="post" action="/auth/sign-out"' in page
    assert (await browser.post("/auth/sign-out")).headers["Location"] == "/"
    assert_error(await browser.get("/api/sessions"), 401, "UNAUTHORIZED")


async def test_a_way_back_that_we_did_not_start_is_refused(browser: httpx.AsyncClient) -> None:
    """A link with somebody else's code signs nobody in."""
    response = await browser.get("/auth/callback", params={"code": "stolen", "state": "made-up"})
    assert_error(response, 401, "UNAUTHORIZED")


async def test_a_provider_that_is_away_is_a_passing_failure(
    browser: httpx.AsyncClient, provider: Provider
) -> None:
    """The learner is asked to come back later."""
    provider.close()
    assert_error(await browser.get("/auth/sign-in"), 503, "SERVICE_UNAVAILABLE")


def test_sign_in_without_its_issuer_names_the_variable(settings: Settings) -> None:
    """Half a configuration is an error at the start, not at the first visit."""
    with pytest.raises(MissingSetting, match="AUTH_ISSUER"):
        create_app(settings.model_copy(update={"auth_client_id": "speaking-app"}))


async def test_the_doctor_asks_the_provider_to_describe_itself(provider: Provider) -> None:
    """The provider is found without anybody signing in."""
    await check_sign_in(Settings.model_validate(lowered(provider.environment())))


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "/nowhere"])
async def test_the_doctor_finds_that_an_issuer_is_none(provider: Provider, address: str) -> None:
    """An address where nobody or somebody else answers is told with its variable's name."""
    issuer = provider.url + address if address.startswith("/") else address
    settings = Settings.model_validate(lowered(provider.environment() | {"AUTH_ISSUER": issuer}))
    with pytest.raises(ServiceUnavailable, match="AUTH_ISSUER"):
        await check_sign_in(settings)


def lowered(environment: dict[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in environment.items()}
