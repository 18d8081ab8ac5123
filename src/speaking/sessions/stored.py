"""A session's stored data, as other modules receive it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from speaking.analysis.naming import family_name
from speaking.analysis.schema import Recurrence
from speaking.audio.audio_keys import stored_key
from speaking.states import StoredStatus, is_settled


@dataclass(frozen=True, slots=True)
class SpeakingSession:
    id: str
    user_id: str
    status: StoredStatus
    duration_secs: int | None
    language: str
    topic: str | None
    prompt_used: str | None
    audio_url: str | None
    audio_deleted_at: datetime | None
    error_message: str | None
    focus_next: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def audio_key(self) -> str | None:
        """The key of its recording in our storage; None if there is none any more."""
        return stored_key(self.audio_url, self.audio_deleted_at)


@dataclass(frozen=True, slots=True)
class StoredTranscript:
    """What was said; any version of the app may have counted the words."""

    text: str
    word_count: int | None


@dataclass(frozen=True, slots=True)
class StoredAnalysis:
    """What an analysis holds besides its insights; `habits` are rates per 100 words of all it measured."""

    session_id: str
    summary: str
    focus_pattern: str | None
    habits: Mapping[str, float]
    fluency: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class StoredInsight:
    """One insight; `examples` is JSON, usually a list of texts.

    `title` says what dominates in it. Its habit was met in `met_in` of the learner's last `talks` talks, this
    one included; both are None if there was no talk to compare with.
    """

    id: str
    category: str
    pattern: str
    detail: str
    frequency: int | None
    severity: str | None
    examples: Any
    suggestion: str | None
    title: str | None
    met_in: int | None
    talks: int | None

    @property
    def recurrence(self) -> Recurrence | None:
        if self.met_in is None or self.talks is None:
            return None
        return Recurrence(met_in=self.met_in, talks=self.talks)


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """The place of one quote of an insight: characters of the transcript, seconds of the recording.

    `say_instead` holds what to say for it, the best wording first, and `corrected_sentence` the sentence with
    that wording; None where no wording is sure to be right.
    """

    insight_id: str
    quote: str
    start: int
    end: int
    sentence: str
    start_secs: float | None
    end_secs: float | None
    say_instead: Sequence[str] | None
    corrected_sentence: str | None


@dataclass(frozen=True, slots=True)
class StoredNoticed:
    """An error that belongs to no insight: the habit's name, the family's key, and its place as above."""

    category: str
    pattern: str
    family: str
    quote: str
    start: int
    end: int
    sentence: str
    start_secs: float | None
    end_secs: float | None
    say_instead: Sequence[str]
    corrected_sentence: str | None

    @property
    def name(self) -> str:
        """What people read: the family's name."""
        return family_name(self.family, habit=self.pattern)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a waiting page needs to know."""

    status: StoredStatus
    error_message: str | None
    attempts: int
    next_attempt_at: datetime | None

    @property
    def is_settled(self) -> bool:
        return is_settled(self.status, next_attempt_at=self.next_attempt_at)


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """Everything about one session; `evidence` is by insight id, in the order of the transcript.

    `noticed` holds the errors that belong to no insight, in the same order, unless the words are not kept.
    `is_example` says that the recording is ours, not the learner's.
    """

    session: SpeakingSession
    attempts: int
    last_error_code: str | None
    next_attempt_at: datetime | None
    transcript: StoredTranscript | None
    analysis: StoredAnalysis | None
    is_example: bool
    insights: Sequence[StoredInsight]
    evidence: Mapping[str, Sequence[StoredEvidence]]
    noticed: Sequence[StoredNoticed]

    @property
    def can_go_on(self) -> bool:
        """Whether there is still something to process: its transcript or its recording."""
        return self.transcript is not None or self.session.audio_key is not None
