"""Keys of recordings in our storage: made, taken apart and recognised."""

import re
from datetime import datetime

_OURS = re.compile(r"sessions/[^/]+/([^/]+)/audio\.[^/]+")


def audio_key(user_id: str, session_id: str, extension: str) -> str:
    """Where a session's recording is stored."""
    return f"sessions/{user_id}/{session_id}/audio.{extension}"


def session_of(key: str) -> str | None:
    """The session whose recording is stored under a key; None if `audio_key` makes no such keys."""
    found = _OURS.fullmatch(key)
    return found and found[1]


def stored_key(audio_url: str | None, deleted_at: datetime | None) -> str | None:
    """The key of a recording in our storage; None if it is deleted or somewhere else (a URL)."""
    return audio_url if audio_url and "://" not in audio_url and deleted_at is None else None


def is_possible(key: str) -> bool:
    """Whether an object can be stored under a key: no part is empty or leads elsewhere."""
    return all(part not in {"", ".", ".."} and part.isprintable() for part in key.split("/"))
