"""Whether a disk has room for what comes next."""

import shutil
from pathlib import Path

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""Room for one recording of the largest size (50 MB) and what the database stores about it."""


def is_nearly_full(folder: Path) -> bool:
    """Whether the disk of `folder` has less than `LEAST_FREE_BYTES`; raises OSError if it does not exist."""
    return shutil.disk_usage(folder).free < LEAST_FREE_BYTES
