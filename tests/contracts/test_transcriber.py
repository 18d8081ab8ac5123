"""Every transcriber keeps the same promises, whoever does the work."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from speaking.audio.recordings import SAMPLE_RATE, AudioFile, probe
from speaking.errors import InvalidFile, NoSpeech
from speaking.examples import MONOLOGUE
from speaking.settings import Settings
from speaking.transcription import TRANSCRIBERS, Transcriber, TranscriberDescription
from speaking.transcription.faster_whisper_local import LocalWhisper
from speaking.transcription.openai_whisper import Limits, OpenAIWhisper
from support.limits import loads_a_model
from support.sounds import RECIPES, Kind, decoded, recording, write
from support.vendors.openai import Heard, OpenAI

pytestmark = loads_a_model

SAID = (
    " So, um, I want to talk about my new life in this city, because three months ago I moved here for work."
)
QUIET_SECS = 3
SPEECH_SECS = 7


@dataclass(frozen=True)
class Subject:
    """A transcriber, and how to tell a stand-in what there is to hear; the local model hears by itself."""

    description: TranscriberDescription
    transcriber: Transcriber
    hear: Callable[..., None]


@pytest.fixture(scope="module")
def local() -> LocalWhisper:
    """One for all tests here: the model is loaded once."""
    return LocalWhisper(Settings())


@pytest.fixture(params=sorted(TRANSCRIBERS.ours()))
async def subject(
    request: pytest.FixtureRequest, local: LocalWhisper, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Subject]:
    description = TRANSCRIBERS.ours()[request.param]
    if request.param == "local":
        yield Subject(description, local, lambda *_: None)
        return
    with {"openai": OpenAI}[request.param]() as account:
        for name, value in account.environment().items():
            monkeypatch.setenv(name, value)
        transcriber = description.make(Settings())
        yield Subject(description, transcriber, account.hear)
        await transcriber.close()


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> AudioFile:
    """The first sentence of the example after some seconds of silence."""
    samples = decoded(MONOLOGUE)[: SPEECH_SECS * SAMPLE_RATE]
    path = tmp_path_factory.mktemp("audio") / "speech.wav"
    quiet = np.zeros(QUIET_SECS * SAMPLE_RATE, np.float32)
    write(path, iter([quiet, samples]), RECIPES["wav"], rate=SAMPLE_RATE)
    return probe(path)


async def test_speech_is_written_down_word_by_word(subject: Subject, speech: AudioFile) -> None:
    """The filler stands where it was said, and every word stands in the text in the order of its time.

    The hint may name a region.
    """
    subject.hear(Heard(SAID))
    spoken = await subject.transcriber.transcribe(speech, language="en-GB")
    assert spoken.text.startswith("So, um, I want to talk about my new life")
    assert spoken.text == " ".join(word.text for word in spoken.words)
    assert spoken.language == "en"
    assert spoken.duration == pytest.approx(QUIET_SECS + SPEECH_SECS, abs=0.1)
    reached = 0.0
    for word in spoken.words:
        assert reached <= word.start <= word.end <= spoken.duration
        assert 0.0 <= word.probability <= 1.0
        reached = word.end


@pytest.mark.parametrize("kind", ["silence", "noise"])
async def test_silence_is_no_speech(subject: Subject, tmp_path: Path, kind: Kind) -> None:
    """Where nobody speaks there is an error for the learner, never an invented sentence."""
    subject.hear(Heard(" Thank you.", no_speech_prob=0.9, avg_logprob=-1.1))
    audio = probe(recording(tmp_path / "quiet.ogg", 5, kind=kind))
    with pytest.raises(NoSpeech):
        await subject.transcriber.transcribe(audio, language="en")


async def test_closing_twice_is_fine(subject: Subject) -> None:
    """A transcriber can be closed before its first use, and again."""
    fresh = subject.description.make(Settings())
    await fresh.close()
    await fresh.close()


@pytest.mark.parametrize("make", [LocalWhisper, lambda s: OpenAIWhisper(s, limits=Limits(upload_bytes=1))])
async def test_what_cannot_be_decoded_is_an_invalid_file(
    make: Callable[[Settings], Transcriber], tmp_path: Path
) -> None:
    """A recording that broke after it was accepted is the file's fault, not the service's."""
    path = tmp_path / "broken.webm"
    path.write_bytes(b"\x1aE\xdf\xa3 and then nothing that sounds")
    audio = AudioFile(path, "webm")
    transcriber = make(Settings.model_validate({"openai_api_key": "sk-made-up"}))
    with pytest.raises(InvalidFile):
        await transcriber.transcribe(audio, language="en")
    await transcriber.close()
