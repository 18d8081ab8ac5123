"""What every test starts from: an environment without our variables, a folder and a database of its own."""

import os
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import hypothesis
import pytest

from speaking.db.database import Database
from speaking.settings import Settings
from support.migrated import provide_database
from support.patience import begin_test

pytest_plugins = ["support.postgres", "support.fixtures_s3", "support.fixtures_models"]

hypothesis.settings.register_profile(
    "any machine",
    hypothesis.settings.default,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files whose tests may last longest, then the largest: small ones fill the end."""
    longest: defaultdict[Path, float] = defaultdict(float)
    for item in items:
        longest[item.path] = max(longest[item.path], limit_secs(item))
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (-longest[item.path], -tests[item.path], item.path))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let whatever a test waits for have as long as the test itself may last."""
    begin_test(limit_secs(item))


def limit_secs(item: pytest.Item) -> float:
    """How long a test may last."""
    marker = item.get_closest_marker("timeout")
    return float(marker.args[0] if marker else item.config.getini("timeout"))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "ANTHROPIC_", "QSTASH_", "R2_", "AUTH_", "AWS_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The embedded default in a folder of its own."""
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Settings with an SQLite file, and once more with a PostgreSQL database."""
    if request.param == "sqlite":
        return settings
    return settings.model_copy(update={"database_url": request.getfixturevalue("migrated_postgres_url")})


@pytest.fixture
async def database(either_database: Settings) -> AsyncIterator[Database]:
    """A migrated database of each kind."""
    provide_database(either_database)
    opened = Database(either_database)
    yield opened
    await opened.close()
