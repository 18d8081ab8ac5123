"""Recordings as files: what they are, how long they last, how they sound."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A local file whose format was probed, not believed.

    `extension` is the container's usual one without a dot ("webm"), `content_type` its MIME type,
    `duration` seconds, found by decoding where the header does not tell.
    """

    path: Path
    extension: str
    content_type: str
    duration: float
