"""Migrated SQLite files for tests of something else: one is migrated in each process and then copied."""

import tempfile
from functools import cache
from pathlib import Path

from speaking.db.database import migrate
from speaking.settings import Settings

FILE = "speaking.db"


def provide_database(settings: Settings) -> None:
    """Let the file of these settings be what `migrate` makes of an empty one; a PostgreSQL comes migrated."""
    if settings.database_url is not None:
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / FILE).write_bytes(_migrated_file())


@cache
def _migrated_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        migrate(Settings(data_dir=Path(folder)))
        return (Path(folder) / FILE).read_bytes()
