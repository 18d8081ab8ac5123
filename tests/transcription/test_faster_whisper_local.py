"""The local model: loaded once, patient with odd input, quiet where nobody speaks."""

import asyncio
from pathlib import Path

import numpy as np
import pytest

from speaking.audio.recordings import SAMPLE_RATE, AudioFile, probe
from speaking.errors import ModelUnavailable, NoSpeech
from speaking.examples import MONOLOGUE
from speaking.settings import Settings
from speaking.transcription.faster_whisper_local import LocalWhisper
from support.limits import loads_a_model
from support.sounds import RECIPES, Samples, write

pytestmark = loads_a_model


@pytest.fixture(scope="module")
def whisper() -> LocalWhisper:
    """One for all tests here: the model is loaded once."""
    return LocalWhisper(Settings())


def saved(path: Path, samples: Samples) -> AudioFile:
    write(path, iter([samples]), RECIPES["wav"], rate=SAMPLE_RATE)
    return probe(path)


def cough() -> Samples:
    """Two bursts of fading noise within two seconds."""
    burst = np.exp(-12 * np.arange(SAMPLE_RATE) / SAMPLE_RATE)
    noise = np.random.default_rng(7).standard_normal((2, SAMPLE_RATE))
    return (0.5 * noise * burst).ravel().astype(np.float32)


def music() -> Samples:
    """Twenty seconds of chords with overtones, two a second."""
    time = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
    chords = [(220, 277, 330), (196, 247, 294), (174, 220, 262), (165, 208, 247)] * 10
    sound = [
        sum(
            np.sin(2 * np.pi * note * overtone * time) / overtone
            for note in chord
            for overtone in range(1, 5)
        )
        * np.exp(-3 * time)
        for chord in chords
    ]
    return (0.1 * np.concatenate(sound)).astype(np.float32)


@pytest.mark.parametrize("sound", [cough(), music()], ids=["cough", "music"])
async def test_what_is_no_speech_is_told(whisper: LocalWhisper, tmp_path: Path, sound: Samples) -> None:
    """A cough or a song on the radio gives no sentence."""
    with pytest.raises(NoSpeech):
        await whisper.transcribe(saved(tmp_path / "sound.wav", sound), language="en")


async def test_the_model_is_loaded_once(whisper: LocalWhisper) -> None:
    """Two recordings that come at once at the start share one model."""
    models = await asyncio.gather(*(asyncio.to_thread(whisper.loaded) for _ in range(4)))
    assert len({id(model) for model in models}) == 1


async def test_the_model_comes_back_after_closing(whisper: LocalWhisper) -> None:
    """Closing frees the memory, and the next use loads again."""
    before = whisper.loaded()
    await whisper.close()
    await whisper.check()
    assert whisper.loaded() is not before


async def test_a_cancelled_transcription_makes_room(whisper: LocalWhisper) -> None:
    """Work that was given up does not hold the next recording back until its end."""
    given_up = asyncio.create_task(whisper.transcribe(probe(MONOLOGUE), language="en"))
    await asyncio.sleep(0)
    given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    await asyncio.to_thread(whisper.loaded)


async def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    """WHISPER_MODEL pointing at something else is a matter for the operator, in one sentence."""
    whisper = LocalWhisper(Settings(whisper_model=str(tmp_path)))
    with pytest.raises(ModelUnavailable, match="WHISPER_MODEL") as raised:
        await whisper.check()
    assert not raised.value.retryable
    assert raised.value.__cause__ is not None
