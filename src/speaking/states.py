"""The states of a session and the one table of moves between them."""

from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class SessionStatus(StrEnum):
    CREATED = "CREATED"  #: the row exists, its audio is not stored yet
    UPLOADED = "UPLOADED"  #: the audio is stored, nobody has begun
    TRANSCRIBING = "TRANSCRIBING"  #: a worker makes the transcript
    ANALYZING = "ANALYZING"  #: the transcript is stored, a worker looks for habits
    DONE = "DONE"  #: insights, focus and profile are stored
    FAILED = "FAILED"  #: an attempt failed; its job says whether and when the next one comes


class ConsentFlag(StrEnum):
    AUDIO_STORAGE = "AUDIO_STORAGE"  #: keep the recording until it is transcribed
    TRANSCRIPT_STORAGE = "TRANSCRIPT_STORAGE"  #: keep the words
    PATTERN_TRACKING = "PATTERN_TRACKING"  #: follow habits from session to session


WORKING = frozenset({SessionStatus.TRANSCRIBING, SessionStatus.ANALYZING})

TRANSITIONS = MappingProxyType(
    {
        SessionStatus.CREATED: frozenset({SessionStatus.UPLOADED}),
        SessionStatus.UPLOADED: WORKING | {SessionStatus.FAILED},
        SessionStatus.TRANSCRIBING: WORKING | {SessionStatus.UPLOADED, SessionStatus.FAILED},
        SessionStatus.ANALYZING: frozenset(
            {SessionStatus.UPLOADED, SessionStatus.ANALYZING, SessionStatus.DONE, SessionStatus.FAILED}
        ),
        SessionStatus.FAILED: WORKING | {SessionStatus.UPLOADED, SessionStatus.FAILED},
        SessionStatus.DONE: frozenset[SessionStatus](),
    }
)
"""What may follow what. A state follows itself when a worker takes over after another one died; a session
returns to UPLOADED when its worker stops on purpose, and from FAILED when a person retries."""

CLAIMABLE = frozenset(state for state, targets in TRANSITIONS.items() if targets & WORKING)
KNOWN = frozenset(SessionStatus)
"""Any other status is another version's: what it means is not known here, so nothing is done about it."""
UNFINISHED = KNOWN - {SessionStatus.DONE, SessionStatus.FAILED}

StoredStatus = SessionStatus | str
"""A status as it is stored; one that `SessionStatus` lacks is another version's."""


def is_settled(status: StoredStatus, *, next_attempt_at: datetime | None) -> bool:
    """Whether nothing here will change a session any more until a person does something."""
    if status is SessionStatus.FAILED:
        return next_attempt_at is None
    return status not in UNFINISHED
