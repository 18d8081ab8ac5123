import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from speaking.audio.working_copies import folder_for_a_while, path_for_a_while, remove_abandoned
from speaking.db.database import Database
from speaking.services import Services
from speaking.settings import Settings


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_nothing_is_left_of_work_that_ends(temporary: Path) -> None:
    """Files and folders go with the block, also where nothing came of it."""
    with path_for_a_while() as path, folder_for_a_while() as folder:
        path.write_bytes(b"voice")
        (folder / "upload").write_bytes(b"voice")
    with path_for_a_while():
        pass
    assert not list(temporary.iterdir())


def test_what_a_killed_process_left_is_removed(temporary: Path) -> None:
    """A learner's voice does not lie about for ever; what is worked on, and what is not ours, stays."""
    with path_for_a_while() as path, folder_for_a_while() as folder:
        path.write_bytes(b"voice")
        (folder / "upload").write_bytes(b"voice")
        (temporary / "somebody's").write_bytes(b"else")
        assert remove_abandoned() == 0
        for copy in (path, folder, temporary / "somebody's"):
            os.utime(copy, times=(0, time.time() - timedelta(hours=7).total_seconds()))
        assert remove_abandoned() == 2
        assert [left.name for left in temporary.iterdir()] == ["somebody's"]
        folder.mkdir()  # as the block removes it


async def test_the_sweep_removes_them(either_database: Settings, database: Database) -> None:
    """It comes by on every machine that serves or works."""
    services = Services(either_database)
    services.database = database
    with path_for_a_while() as path:
        path.write_bytes(b"voice")
        os.utime(path, times=(0, 0))
        await services.run_sweep()
        assert not await asyncio.to_thread(path.exists)
