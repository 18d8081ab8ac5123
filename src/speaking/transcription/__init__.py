"""Speech to verbatim text: the interface of every transcriber, and its result."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from speaking.audio.recordings import AudioFile
from speaking.ends import Description, End
from speaking.usage import ModelUsage


class Word(NamedTuple):
    """One spoken word: seconds from the start of the recording, probability 0 to 1 as the model reports it.

    `text` is the word exactly as in the transcript, without surrounding white space.
    """

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Transcription:
    """What was said, verbatim, including fillers, repetitions and the learner's own grammar.

    `duration` is in seconds. `words` is empty if a model has no word timings. `usage` is what a paid service
    charged for.
    """

    text: str
    language: str
    duration: float
    words: tuple[Word, ...] = ()
    usage: ModelUsage | None = None


class Transcriber(Protocol):
    """Turns a recording into text."""

    async def transcribe(self, audio: AudioFile, *, language: str) -> Transcription:
        """Transcribe a local file; `language` is an ISO 639-1 hint such as "en".

        Raises:
            NoSpeech: Nothing was said.
            ServiceUnavailable: Passing; try again later.
            ServiceRefused, ConfigurationError: Lasting.
        """
        ...

    async def check(self) -> None:
        """Check, at no cost, that `transcribe` would work; raises the errors above if it would not."""
        ...

    async def close(self) -> None:
        """Close connections and free memory."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriberDescription(Description[Transcriber]):
    """A transcriber; `pace` is how many seconds it needs for a second of speech, to estimate the wait."""

    pace: float = 1.0


TRANSCRIBERS = End(
    "speaking.transcribers", setting="transcriber", default="local", described_as=TranscriberDescription
)
