"""What is left behind if something dies at a bad time: every kind of leftover, in one line each."""

import itertools
import os
import time

from speaking.db.clock import utc_in
from speaking.processing.attempts import MAX_ATTEMPTS
from speaking.services import Services
from speaking.states import SessionStatus
from support.makers import make_job, make_session, make_transcript
from support.stored import session_row

HOUR = 3600
TWO_DAYS = 48 * HOUR
_numbers = itertools.count()


def keep_audio(services: Services, key: str, *, age_secs: float = 2 * HOUR) -> None:
    """Put a recording of this age into the storage."""
    path = services.settings.data_dir / "audio" / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"sound")
    os.utime(path, (time.time() - age_secs,) * 2)


async def counted(services: Services) -> dict[str, int]:
    """How many leftovers of each kind a sweep would find now."""
    return {kind: len(ids) for kind, ids in (await services.sweep.find()).items()}


def stored_audio(services: Services) -> list[str]:
    """The names of the recordings in the storage."""
    return [path.name for path in (services.settings.data_dir / "audio").rglob("*") if path.is_file()]


async def audio_of(services: Services, session_id: str) -> str:
    address = (await session_row(services.database, session_id)).audio_url
    assert isinstance(address, str)
    return address


async def leave_unannounced(services: Services) -> None:
    """Uploaded, but the process died before announcing it."""
    await make_session(services.database, age_secs=HOUR)


async def leave_lost_message(services: Services) -> None:
    """Uploaded and announced, but the message was lost."""
    session_id = await make_session(services.database, age_secs=HOUR)
    times = {"next_attempt_at": utc_in(-HOUR), "announced_at": utc_in(-HOUR)}
    await make_job(services.database, session_id, announcements=1, **times)


async def leave_abandoned(services: Services) -> None:
    """A worker died."""
    session_id = await make_session(services.database, status=SessionStatus.TRANSCRIBING)
    await make_job(services.database, session_id, attempts=1, owner="dead", lease_expires_at=utc_in(-1))


async def leave_exhausted(services: Services) -> None:
    """A worker died in the last attempt."""
    session_id = await make_session(services.database, status=SessionStatus.TRANSCRIBING)
    await make_job(
        services.database, session_id, attempts=MAX_ATTEMPTS, owner="dead", lease_expires_at=utc_in(-1)
    )


async def leave_audio_transcribed(services: Services) -> None:
    """The storage could not be reached when the audio had to be deleted."""
    session_id = await make_session(services.database, status=SessionStatus.DONE)
    await make_transcript(services.database, session_id)
    keep_audio(services, await audio_of(services, session_id))


async def leave_audio_expired(services: Services) -> None:
    """Nobody asked for another try for two days."""
    session_id = await make_session(services.database, status=SessionStatus.FAILED, age_secs=TWO_DAYS)
    await make_job(services.database, session_id, attempts=1)
    keep_audio(services, await audio_of(services, session_id))


async def leave_never_uploaded(services: Services) -> None:
    """The browser was closed in the middle of an upload."""
    await make_session(services.database, status=SessionStatus.CREATED, age_secs=2 * HOUR)


async def leave_orphaned_audio(services: Services) -> None:
    """The process died between deleting a session and deleting its audio."""
    keep_audio(services, f"sessions/somebody/gone{next(_numbers)}/audio.webm")


async def leave_marked_audio(services: Services) -> None:
    """The process died between noting that the audio is deleted and deleting it."""
    session_id = await make_session(
        services.database, status=SessionStatus.FAILED, audio_deleted_at=utc_in(-HOUR)
    )
    keep_audio(services, await audio_of(services, session_id))


LEFTOVERS = {
    "unannounced": leave_unannounced,
    "abandoned": leave_abandoned,
    "exhausted": leave_exhausted,
    "audio_transcribed": leave_audio_transcribed,
    "audio_expired": leave_audio_expired,
    "never_uploaded": leave_never_uploaded,
    "orphaned_audio": leave_orphaned_audio,
}
