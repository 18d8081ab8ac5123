"""Migrated databases for tests of something else: SQLite is migrated once in a process and then copied."""

import tempfile
from functools import cache
from pathlib import Path

from speaking.db.database import migrate
from speaking.settings import Settings

FILE = "speaking.db"


def provide_database(settings: Settings) -> None:
    """Let the database of these settings be what `migrate` makes of an empty one."""
    if settings.database_url is not None:
        migrate(settings)
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / FILE).write_bytes(_migrated_file())


@cache
def _migrated_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        migrate(Settings(data_dir=Path(folder)))
        return (Path(folder) / FILE).read_bytes()
