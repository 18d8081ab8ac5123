"""Speech to verbatim text: the interface and what comes out of it."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from speaking.audio.recordings import AudioFile
from speaking.ends import Description, End
from speaking.usage import ModelUsage


class Word(NamedTuple):
    """One spoken word: seconds from the start of the recording, probability 0 to 1 as the model gave it.

    `text` is the word as it stands in the transcript, without surrounding white space.
    """

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Transcription:
    """What was said, verbatim: fillers, repetitions and the learner's own grammar included.

    `duration` is in seconds. `words` is empty if a model has no word timings. `usage` is what a
    paid service charged for.
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
        """Check, at no cost, that this would work; raises the errors above if it would not."""
        ...

    async def close(self) -> None:
        """Let go of connections and memory."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriberDescription(Description[Transcriber]):
    """A transcriber; `pace` is how many seconds it works on a second of speech, for telling the wait."""

    pace: float = 1.0


TRANSCRIBERS = End(
    "speaking.transcribers", setting="transcriber", default="local", described_as=TranscriberDescription
)
