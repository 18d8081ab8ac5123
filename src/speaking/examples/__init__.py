"""The recording that shows what the app does, and that `speaking doctor` transcribes.

`examples/README.md` in the project's folder says how it was made, and from which text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from speaking.audio.working_copies import path_for_a_while

MONOLOGUE = Path(__file__).with_name("monologue.webm")
"""A learner talks about moving to a new city, for a minute and a half."""

_FIRST_BYTES = 64 * 1024
"""Seven seconds: a browser's recording can be cut anywhere, as everything before the cut counts."""


@contextmanager
def first_seconds() -> Iterator[Path]:
    """A copy of the first seven seconds of the monologue, while the block runs."""
    with path_for_a_while() as path:
        with MONOLOGUE.open("rb") as whole:
            path.write_bytes(whole.read(_FIRST_BYTES))
        yield path
