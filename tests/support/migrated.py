"""Migrated SQLite files for tests of other things: each process migrates one and then copies it."""

import tempfile
from functools import cache
from pathlib import Path

from speaking.db.database import migrate
from speaking.settings import Settings

FILE = "speaking.db"


def provide_database(settings: Settings) -> None:
    """Create the database of these settings as `migrate` would; a PostgreSQL one is migrated already."""
    if settings.database_url is not None:
        return
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / FILE).write_bytes(_migrated_file())


@cache
def _migrated_file() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        migrate(Settings(data_dir=Path(folder)))
        return (Path(folder) / FILE).read_bytes()
