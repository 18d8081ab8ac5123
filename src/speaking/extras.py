"""Parts whose packages are installed only where the part is used: each comes with an extra of its own.

What an extra brings is imported on first use, inside `needs`, so that a part that is used without it says
what to install.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from speaking.errors import MissingExtra


@contextmanager
def needs(extra: str, *, enables: str) -> Iterator[None]:
    """The block that imports what `extra` brings.

    Args:
        extra: Its name in the metadata, such as "openai".
        enables: What the part does, as the beginning of a sentence: "Transcription with OpenAI".

    Raises:
        MissingExtra: A package of it is missing, or is there and cannot be loaded.
    """
    try:
        yield
    except ImportError as error:
        package = error.name.partition(".")[0] if error.name else None
        raise MissingExtra(extra, enables, package=package) from error
