"""The service with every paid end, on either database: real clients, stand-ins for what costs money."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from speaking.db.database import Database, database_url
from speaking.services import Services
from speaking.settings import Settings
from support.sounds import recording
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.world import World, opened_world


@pytest.fixture
def lease_secs() -> float:
    """How long a lease lasts in these tests."""
    return 60.0


@pytest.fixture
async def services(
    database: Database, either_database: Settings, whisper: OpenAI, claude: Anthropic, lease_secs: float
) -> AsyncIterator[Services]:
    """The service on each database, with the embedded queue."""
    environment = whisper.environment() | claude.environment()
    known = {"data_dir": either_database.data_dir, "database_url": either_database.database_url}
    names = {name.lower(): value for name, value in environment.items()}
    settings = known | names | {"sessions_per_hour": 1000, "lease_secs": lease_secs}
    opened = Services(Settings.model_validate(settings))
    opened.database = database
    yield opened
    for made in (opened.transcriber, opened.analyzer):
        await made.close()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A recording of a second."""
    return recording(tmp_path / "talk.webm", 1.0)


@pytest.fixture
def world(
    request: pytest.FixtureRequest,
    either_database: Settings,
    s3_settings: Settings,
    s3_client: Any,  # noqa: ANN401 - boto3 makes its classes at run time
    tmp_path: Path,
) -> Iterator[World]:
    """The grown-up app on each database; a parameter, where there is one, changes its settings."""
    changes: dict[str, object] = getattr(request, "param", {})
    database = database_url(either_database)
    (tmp_path / "data").mkdir()
    with opened_world(
        database=database, bucket=s3_settings, s3_client=s3_client, data_dir=tmp_path, **changes
    ) as opened:
        yield opened


@pytest.fixture
async def beside(world: World) -> AsyncIterator[Services]:
    """Services of our own beside the served ones, to look at what they left."""
    opened = Services(world.services.settings)
    yield opened
    await opened.close()
