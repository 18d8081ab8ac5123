"""How often the server collects garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS_BEFORE_A_COLLECTION = 20_000


@contextmanager
def fewer_collections() -> Iterator[None]:
    """Collect garbage after many new objects, not after 700 as Python does.

    A session makes thousands of objects, which are gone with its answer. Looking at them again and again
    costs processor time and frees nothing (docs/decisions/901).
    """
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BEFORE_A_COLLECTION, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
