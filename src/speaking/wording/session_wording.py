"""How sessions are named, and how the pages describe where one has got to."""

from speaking.states import KNOWN, SessionStatus, StoredStatus

STEPS = (
    (SessionStatus.UPLOADED, "Received"),
    (SessionStatus.TRANSCRIBING, "Writing down what you said"),
    (SessionStatus.ANALYZING, "Looking for habits"),
    (SessionStatus.DONE, "Ready"),
)
"""The steps that a learner sees, in order."""

READY = "Ready"
IN_PROGRESS = "In progress"
DID_NOT_WORK = "Did not work"
"""Labels of the history's filter."""

EXAMPLE_TOPIC = "Example: moving to a new city"

_STATES = {
    SessionStatus.CREATED: "recording has not arrived yet",
    SessionStatus.DONE: "",
    SessionStatus.FAILED: "did not work",
}


def session_title(topic: str | None, prompt: str | None) -> str:
    """A session's title: its topic, or else the prompt that it answers."""
    return (topic or "").strip() or (prompt or "").strip() or "Untitled session"


def state_in_history(status: StoredStatus, *, will_retry: bool) -> str:
    """Where a session has got to, in a few words; empty once it is ready."""
    if status not in KNOWN:
        return "made by another version of this app"
    if status is SessionStatus.FAILED and will_retry:
        return "we will try again"
    return _STATES.get(SessionStatus(status), "in progress")
