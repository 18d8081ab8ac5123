"""Keys of recordings in our storage: made, parsed and checked."""

import re
from datetime import datetime

_OURS = re.compile(r"sessions/[^/]+/([^/]+)/audio\.[^/]+")


def audio_key(user_id: str, session_id: str, extension: str) -> str:
    """The key of a session's recording."""
    return f"sessions/{user_id}/{session_id}/audio.{extension}"


def session_of(key: str) -> str | None:
    """The session whose recording has this key; None if `audio_key` does not make such keys."""
    found = _OURS.fullmatch(key)
    return found and found[1]


def stored_key(audio_url: str | None, deleted_at: datetime | None) -> str | None:
    """The key of a recording in our storage; None if it is deleted or stored elsewhere (a URL)."""
    return audio_url if audio_url and "://" not in audio_url and deleted_at is None else None


def is_possible(key: str) -> bool:
    """Whether a key can be used: no part is empty or leads out of the folder."""
    return all(part not in {"", ".", ".."} and part.isprintable() for part in key.split("/"))
