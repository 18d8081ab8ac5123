import httpx
import pytest

from speaking.services import Services
from speaking.web.app import create_app
from support.expectations import assert_error


async def test_another_machine_is_not_served(app_services: Services) -> None:
    """Without sign-in the app is for the learner in front of it."""
    app = create_app(app_services.settings)
    transport = httpx.ASGITransport(app, client=("192.0.2.7", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as stranger:
        assert_error(await stranger.get("/api/sessions"), 401, "UNAUTHORIZED")
        assert_error(await stranger.post("/api/sessions"), 401, "UNAUTHORIZED")
        assert_error(await stranger.get("/api/profile"), 401, "UNAUTHORIZED")
    await app.state.services.close()


async def test_who_allows_it_lets_other_machines_in(app_services: Services) -> None:
    """ALLOW_INSECURE is for a container or a phone in one's own network."""
    app = create_app(app_services.settings.model_copy(update={"allow_insecure": True}))
    transport = httpx.ASGITransport(app, client=("192.0.2.7", 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as other:
        assert (await other.get("/api/sessions")).status_code == 200
    await app.state.services.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
async def test_a_page_of_another_site_changes_nothing(
    client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    """A form on another site cannot delete or send sessions in the learner's name."""
    assert_error(await client.delete("/api/sessions/any", headers=headers), 403, "FORBIDDEN")


async def test_a_name_that_points_here_is_not_us(client: httpx.AsyncClient) -> None:
    """Another site cannot read the learner's data by pointing its own name at this machine."""
    response = await client.get("/api/sessions", headers={"Host": "elsewhere.example"})
    assert_error(response, 403, "FORBIDDEN")


@pytest.mark.parametrize(
    "host",
    ["[::1].evil.example", "[::1]evil:8000", "127.0.0.1:8000.evil.example", "localhost.evil.example", "[::1"],
)
async def test_a_name_that_only_begins_like_ours_is_not_us(client: httpx.AsyncClient, host: str) -> None:
    """A host is compared as a whole."""
    assert_error(await client.get("/api/sessions", headers={"Host": host}), 403, "FORBIDDEN")


@pytest.mark.parametrize("host", ["[::1]", "[::1]:8000", "localhost:3000", "127.0.0.1"])
async def test_every_name_of_this_machine_is_us(client: httpx.AsyncClient, host: str) -> None:
    """With any port."""
    assert (await client.get("/api/sessions", headers={"Host": host})).status_code == 200


async def test_our_own_pages_may_write(client: httpx.AsyncClient) -> None:
    """The same request from our own page gets to its route."""
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"}
    assert_error(await client.delete("/api/sessions/any", headers=own), 404, "SESSION_NOT_FOUND")


async def test_an_unknown_address_has_the_same_shape(client: httpx.AsyncClient) -> None:
    """Errors of the framework look like ours."""
    assert_error(await client.get("/api/nothing"), 404, "NOT_FOUND")
    assert_error(await client.put("/api/sessions"), 405, "METHOD_NOT_ALLOWED")


async def test_pages_may_load_nothing_from_outside(client: httpx.AsyncClient) -> None:
    """The policy that browsers enforce."""
    policy = (await client.get("/healthz")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy


async def test_scripts_and_styles_are_never_older_than_their_pages(client: httpx.AsyncClient) -> None:
    """A browser asks whether what it keeps is current, and is told so without getting it again."""
    first = await client.get("/static/speaking.css")
    assert first.headers["Cache-Control"] == "no-cache"
    again = await client.get("/static/speaking.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
