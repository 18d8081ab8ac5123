"""Optional parts, each with an extra of its own.

The packages of an extra are imported on first use, inside `needs`, so that a part that is used without them
says what to install.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from speaking.errors import MissingExtra


@contextmanager
def needs(extra: str, *, enables: str) -> Iterator[None]:
    """Wraps the imports of an extra's packages.

    Args:
        extra: Its name in the metadata, such as "openai".
        enables: What the part does, to begin a sentence: "Transcription with OpenAI".

    Raises:
        MissingExtra: One of the packages is missing or cannot be loaded.
    """
    try:
        yield
    except ImportError as error:
        package = error.name.partition(".")[0] if error.name else None
        raise MissingExtra(extra, enables, package=package) from error
