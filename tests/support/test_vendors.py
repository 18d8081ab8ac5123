"""The stand-ins misbehave as real services do, seen through a real HTTP client."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from support.patience import patience_secs
from support.vendors import (
    Answer,
    Hold,
    MalformedJson,
    Request,
    ResetAtOnce,
    ResetInBody,
    SlowTrickle,
    StandIn,
    Status,
)


class Echo(StandIn):
    """Sends back what it received."""

    def answer(self, request: Request) -> Answer:
        return Answer.json({"path": request.path, "got": request.body.decode()})


@pytest.fixture
def echo() -> Iterator[Echo]:
    with Echo() as stand_in:
        yield stand_in


@pytest.fixture
async def client(echo: Echo) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=echo.url, timeout=patience_secs()) as http:
        yield http


async def test_requests_are_kept_as_they_came(echo: Echo, client: httpx.AsyncClient) -> None:
    """Tests can check method, path, query, headers and raw body."""
    answer = await client.post("/a/b?page=2", content=b"raw", headers={"X-Name": "value"})
    assert answer.json() == {"path": "/a/b", "got": "raw"}
    [request] = echo.requests
    assert (request.method, request.path, request.query, request.body) == (
        "POST",
        "/a/b",
        {"page": ["2"]},
        b"raw",
    )
    assert request.headers["x-name"] == "value"


async def test_a_chunked_body_is_put_together(client: httpx.AsyncClient) -> None:
    """A client that streams an upload sends no length, but its body arrives whole."""

    async def parts() -> AsyncIterator[bytes]:
        yield b"one "
        yield b"two"

    assert (await client.post("/", content=parts())).json()["got"] == "one two"


async def test_the_script_ends_in_normality(echo: Echo, client: httpx.AsyncClient) -> None:
    """Faults are played once each, in order; then everything is normal."""
    echo.script(Status(429, headers={"Retry-After": "7"}), MalformedJson())
    busy = await client.post("/")
    assert (busy.status_code, busy.headers["Retry-After"]) == (429, "7")
    with pytest.raises(ValueError, match="Unterminated"):
        (await client.post("/")).json()
    assert (await client.post("/")).status_code == 200


@pytest.mark.parametrize("fault", [ResetAtOnce(), ResetInBody()])
async def test_a_connection_can_be_reset(
    echo: Echo, client: httpx.AsyncClient, fault: ResetAtOnce | ResetInBody
) -> None:
    """A reset reaches the client as a transport error, and the next request gets a new connection."""
    echo.script(fault)
    with pytest.raises(httpx.ReadError):
        await client.post("/")
    assert (await client.post("/")).status_code == 200


async def test_an_answer_can_be_held(echo: Echo, client: httpx.AsyncClient) -> None:
    """A held request waits for the test, not for a clock."""
    hold = Hold()
    echo.script(hold)
    asking = asyncio.create_task(client.post("/held"))
    await hold.until_reached()
    assert not asking.done()
    hold.release()
    assert (await asking).json()["path"] == "/held"


async def test_a_trickle_outlives_every_read_timeout(echo: Echo, client: httpx.AsyncClient) -> None:
    """Only a deadline for the whole answer ends a trickle; once released, it arrives complete."""
    trickle = SlowTrickle(pause_secs=1)
    echo.script(trickle)
    async with client.stream("POST", "/slow") as answer:
        trickle.release()
        assert b"/slow" in await answer.aread()


async def test_closing_frees_whoever_waits() -> None:
    """A stand-in closes at once, even if a request is held and connections are open."""
    with Echo() as echo:
        async with httpx.AsyncClient(base_url=echo.url, timeout=patience_secs()) as client:
            await client.post("/")
            hold = Hold()
            echo.script(hold)
            asking = asyncio.create_task(client.post("/"))
            await hold.until_reached()
            await asyncio.to_thread(echo.close)
            assert (await asking).status_code == 200
