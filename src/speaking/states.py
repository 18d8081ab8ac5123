"""The states of a session, and the one table of transitions between them.

What else a new state needs, in the database and on the pages, is listed in CONTRIBUTING.md.
"""

from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class SessionStatus(StrEnum):
    CREATED = "CREATED"  #: the row exists, but its audio is not stored yet
    UPLOADED = "UPLOADED"  #: the audio is stored, but nobody has begun
    TRANSCRIBING = "TRANSCRIBING"  #: a worker is making the transcript
    ANALYZING = "ANALYZING"  #: the transcript is stored, and a worker is looking for habits
    DONE = "DONE"  #: insights, focus and profile are stored
    FAILED = "FAILED"  #: an attempt failed; its job says whether and when it is retried


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
"""Which states may follow which. A state follows itself if a worker takes over from a dead one; a session
returns to UPLOADED if its worker hands it back, and from FAILED if a person asks for another try."""

CLAIMABLE = frozenset(state for state, targets in TRANSITIONS.items() if targets & WORKING)
KNOWN = frozenset(SessionStatus)
"""Any other status is another version's: we do not know what it means, so we do nothing about it."""
UNFINISHED = KNOWN - {SessionStatus.DONE, SessionStatus.FAILED}

StoredStatus = SessionStatus | str
"""A status as it is stored; one that `SessionStatus` lacks is another version's."""


def is_settled(status: StoredStatus, *, next_attempt_at: datetime | None) -> bool:
    """Whether a session stays as it is until a person does something."""
    if status is SessionStatus.FAILED:
        return next_attempt_at is None
    return status not in UNFINISHED
