"""Whether a disk has room for what comes next."""

import shutil
from pathlib import Path

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""Room for one recording of the largest kind (50 MB) and for what the database notes about it."""


def is_nearly_full(folder: Path) -> bool:
    """Whether the disk under `folder` has less than `LEAST_FREE_BYTES` to give.

    Raises:
        OSError: There is no such folder.
    """
    return shutil.disk_usage(folder).free < LEAST_FREE_BYTES
