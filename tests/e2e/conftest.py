from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from speaking.settings import Settings
from support.installed import build_wheel
from support.world import World, opened_world


@pytest.fixture
def world(
    request: pytest.FixtureRequest,
    migrated_postgres_url: str,
    s3_settings: Settings,
    s3_client: Any,  # noqa: ANN401 - boto3 makes its classes at run time
    tmp_path: Path,
) -> Iterator[World]:
    """The grown-up app; a parameter, where there is one, changes its settings."""
    changes: dict[str, object] = getattr(request, "param", {})
    with opened_world(
        database=migrated_postgres_url, bucket=s3_settings, s3_client=s3_client, data_dir=tmp_path, **changes
    ) as opened:
        yield opened


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app as it is published, built once."""
    return build_wheel(tmp_path_factory.mktemp("built"))
