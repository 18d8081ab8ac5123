"""Copies of recordings, in the system's temporary folder, while a process works on them.

A killed process leaves a learner's voice behind; the next sweep on the same machine removes it.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

_PREFIX = "speaking-audio-"

_LONGEST_WORK_SECS = 6 * 3600
"""Two hours of speech take less than this, even on a slow machine without a key."""


@contextmanager
def path_for_a_while() -> Iterator[Path]:
    """A free path; a file written there is removed at the end."""
    path = Path(tempfile.gettempdir(), _PREFIX + uuid4().hex)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def folder_for_a_while() -> Iterator[Path]:
    """An empty folder for us alone, removed at the end with everything in it."""
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield Path(folder)


def remove_abandoned() -> int:
    """Remove copies that are too old to be in use; returns how many."""
    before = time.time() - _LONGEST_WORK_SECS
    return sum(_removed(path, before) for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"))


def _removed(path: Path, before: float) -> bool:
    with suppress(OSError):
        if path.lstat().st_mtime > before:
            return False
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
        return True
    return False
