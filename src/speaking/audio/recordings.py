"""Recordings as files: what they are, how long they last, how they sound.

The files come from strangers. Only the containers and codecs listed here are ever opened: a playlist that
points to other files, or a codec that nobody records speech with, is refused before it is parsed. Everything
here is synchronous and, except for `identify_signed`, slow; call it with `asyncio.to_thread`.

A file that cannot be read or written raises OSError.
"""

from bisect import bisect_right
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from speaking.audio.mixing import mixed
from speaking.errors import InvalidFile
from speaking.wording import refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet
    from numpy.typing import NDArray

MAX_BYTES = 50 * 1024 * 1024
MAX_SECS = 2 * 3600
MIN_SECS = 1
SAMPLE_RATE = 16_000
"""The sample rate of speech models, in samples a second."""

_MAX_SOURCE_RATE = 384_000
_MAX_CHANNELS = 8
_BLOCK_SECS = 30

_OPUS_BITS_PER_SEC = 24_000
_SPEECH_OPUS = MappingProxyType({"application": "voip", "vbr": "constrained", "frame_duration": "60"})
_LEVEL_SAMPLES = SAMPLE_RATE // 20
_LEVEL_SECS = _LEVEL_SAMPLES / SAMPLE_RATE
_PAUSE_LEVELS = 10

_CODECS = (
    "opus,vorbis,aac,alac,mp3float,mp3,flac,amrnb,amrwb,adpcm_ms,adpcm_ima_wav,pcm_alaw,pcm_mulaw,pcm_u8,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be"
)
_EXTENSIONS = MappingProxyType(
    {"matroska": "webm", "mov": "mp4", "ogg": "ogg", "wav": "wav", "mp3": "mp3", "flac": "flac"}
)
"""The container's usual extension, by the name of FFmpeg's demuxer."""
_SIGNED = MappingProxyType({b"\x1aE\xdf\xa3": "webm", b"OggS": "ogg", b"fLaC": "flac"})
_SIGNATURES = (*_SIGNED, b"RIFF", b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"styp")


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A local file of a probed format; `extension` is the container's usual one, without a dot ("webm")."""

    path: Path
    extension: str

    @property
    def content_type(self) -> str:
        return "audio/mpeg" if self.extension == "mp3" else f"audio/{self.extension}"


@dataclass(frozen=True, slots=True)
class MeasuredAudio(AudioFile):
    """A file that was read to its end; `duration` is in seconds, from decoding if nothing else shows it."""

    duration: float


def identify_signed(path: Path) -> AudioFile | None:
    """What a file is by its signature; None if other kinds of files may begin the same way.

    What browsers record has such a signature. This reads a dozen bytes, which costs less than a thread.
    """
    extension = _signed(_head(path))
    return None if extension is None else AudioFile(path, extension)


def identify(path: Path) -> AudioFile:
    """Find out what a file without a signature is, if `probe` has accepted the recording before.

    Raises:
        InvalidFile: Not a recording, or empty; damage further on is not noticed.
    """
    with _opened(path) as (container, _):
        return AudioFile(path, _kind(container))


def _signed(head: bytes) -> str | None:
    """The usual extension of a container with a signature; None for MP3, whose first bytes are ambiguous."""
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(b"RIFF"):
        return "wav" if head[8:12] == b"WAVE" else None
    return next((kind for signature, kind in _SIGNED.items() if head.startswith(signature)), None)


def probe(path: Path) -> MeasuredAudio:
    """Find out what a file is and how long it lasts from its content, not from its name or declared type.

    The whole file is read once, packet by packet, because a header may be wrong or, as in the WebM that
    browsers record, may lack the duration. A broken tail is ignored, and so are pictures beside the sound.

    Raises:
        InvalidFile: Not a recording, empty, damaged beyond use, shorter than a second or longer than two
            hours; each has its own sentence.
    """
    with _opened(path) as (container, stream):
        kind = _kind(container)
        duration = _sounding_secs(container, stream)
    if duration < MIN_SECS:
        raise InvalidFile(refusals.TOO_SHORT)
    return MeasuredAudio(path, kind, duration)


def _kind(container: "InputContainer") -> str:
    return _EXTENSIONS[container.format.name.split(",")[0]]


def decode_blocks(path: Path) -> "Iterator[NDArray[np.float32]]":
    """The recording as blocks of at most half a minute of mono samples from -1 to 1 at `SAMPLE_RATE`.

    Memory stays small, however long the recording is. Damaged packets are skipped.

    Raises:
        InvalidFile: Nothing in it can be decoded, or it is longer than two hours, whatever it claims.
    """
    samples = 0
    with _opened(path) as (container, stream):
        frames = chain.from_iterable(map(_decoded, _packets(container, stream)))
        for block in _resampled(frames):
            samples += len(block)
            # One second of grace for the padding that encoders add.
            if samples > (MAX_SECS + 1) * SAMPLE_RATE:
                raise InvalidFile(refusals.TOO_LONG)
            yield block
    if not samples:
        raise InvalidFile(refusals.DAMAGED)


@contextmanager
def _opened(path: Path) -> "Iterator[tuple[InputContainer, AudioStream]]":
    import av

    if not path.stat().st_size:
        raise InvalidFile(refusals.EMPTY_FILE)
    try:
        container = av.open(
            str(path.absolute()),
            container_options={
                "format_whitelist": ",".join(_EXTENSIONS),
                "codec_whitelist": _CODECS,
                "protocol_whitelist": "file",
            },
            metadata_errors="replace",
        )
    except av.FFmpegError as error:
        raise InvalidFile(refusals.DAMAGED if _begins_like_audio(path) else refusals.NOT_AUDIO) from error
    with container:
        stream = _speech_stream(container)
        if not stream:
            raise InvalidFile(refusals.NO_SOUND if _begins_like_audio(path) else refusals.NOT_AUDIO)
        yield container, stream


def _begins_like_audio(path: Path) -> bool:
    head = _head(path)
    return head.startswith(_SIGNATURES) or head[4:8] in _MP4_BOXES


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(12)


def _speech_stream(container: "InputContainer") -> "AudioStream | None":
    known = _CODECS.split(",")
    for stream in container.streams.audio:
        codec = stream.codec_context
        if (
            codec is not None  # None if FFmpeg has no name for the track's content
            and codec.name in known
            and 0 < codec.sample_rate <= _MAX_SOURCE_RATE
            and 0 < codec.channels <= _MAX_CHANNELS
        ):
            return stream
    return None


def _sounding_secs(container: "InputContainer", stream: "AudioStream") -> float:
    """How long the sound lasts: the packets' durations, or their decoded length if they have none.

    Packets count from the first one that decodes; a file without any is not a recording.
    """
    seconds = 0.0
    decodes = False
    # Converted to float once: fractions would take most of the time for a long recording.
    secs_a_tick = float(stream.time_base or 0)
    for packet in _packets(container, stream):
        if decodes and secs_a_tick and packet.duration:
            seconds += packet.duration * secs_a_tick
        else:
            heard = sum(frame.samples / frame.sample_rate for frame in _decoded(packet))
            decodes = decodes or heard > 0
            seconds += heard
        if seconds > MAX_SECS:
            raise InvalidFile(refusals.TOO_LONG)
    if not decodes:
        raise InvalidFile(refusals.DAMAGED)
    return seconds


def _packets(container: "InputContainer", stream: "AudioStream") -> "Iterator[Packet[AudioStream]]":
    import av

    # A broken tail ends the recording; what came before it counts.
    with suppress(av.FFmpegError):
        yield from container.demux(stream)


def _decoded(packet: "Packet[AudioStream]") -> "list[AudioFrame]":
    import av

    try:
        return [frame for frame in packet.decode() if frame.samples and frame.sample_rate]
    except av.FFmpegError:
        return []


def _resampled(frames: "Iterable[AudioFrame]") -> "Iterator[NDArray[np.float32]]":
    import av
    import numpy as np

    # Concatenated recordings change their format midway, which one resampler cannot follow.
    for (channels, *_), alike in groupby(frames, key=_sample_format):
        sides = "mono" if channels == 1 else "stereo"
        resampler = av.AudioResampler("fltp", sides, SAMPLE_RATE, frame_size=_BLOCK_SECS * SAMPLE_RATE)
        for frame in chain(alike, [None]):
            if frame is not None:
                # Timestamps jump in a damaged file; only the order of the frames matters.
                frame.pts = None
            for block in resampler.resample(frame):
                yield mixed(block.to_ndarray().astype(np.float32, copy=False))


def _sample_format(frame: "AudioFrame") -> tuple[int, str, str, int]:
    return frame.layout.nb_channels, frame.layout.name, frame.format.name, frame.sample_rate


def transcode_to_opus(source: Path, target: Path) -> MeasuredAudio:
    """Write the recording's speech as mono Ogg/Opus, about 10 MB an hour, in little memory.

    Raises:
        InvalidFile: The source cannot be decoded.
    """
    seconds = _write_opus(decode_blocks(source), target)
    return MeasuredAudio(target, "ogg", seconds)


def split_at_silences(path: Path, *, longest_secs: float, into: Path) -> list[tuple[Path, float]]:
    """Cut the recording into Ogg/Opus pieces of at most `longest_secs`, each with its start in seconds.

    A cut falls on the quietest half second in the second half of the longest possible piece, so that words
    stay whole. The recording is decoded twice, first to find the cuts, and never held in memory.

    Raises:
        InvalidFile: The recording cannot be decoded.
    """
    cuts = _quiet_cuts(_loudness(path), longest=int(longest_secs / _LEVEL_SECS))
    edges = [cut * _LEVEL_SAMPLES for cut in cuts]
    pieces: list[tuple[Path, float]] = []
    for number, chunks in groupby(_cut(decode_blocks(path), edges), key=itemgetter(0)):
        target = into / f"piece-{number:03}.ogg"
        _write_opus(map(itemgetter(1), chunks), target)
        pieces.append((target, ([0, *edges])[number] / SAMPLE_RATE))
    return pieces


def _write_opus(blocks: "Iterable[NDArray[np.float32]]", target: Path) -> float:
    import av

    samples = 0
    with target.open("wb") as file, av.open(file, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=SAMPLE_RATE, layout="mono", options=dict(_SPEECH_OPUS))
        stream.bit_rate = _OPUS_BITS_PER_SEC
        for block in blocks:
            samples += len(block)
            frame = av.AudioFrame.from_ndarray(block.reshape(1, -1), format="flt", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return samples / SAMPLE_RATE


def _loudness(path: Path) -> "NDArray[np.float32]":
    """The mean square of each `_LEVEL_SECS`, the last one padded with silence."""
    import numpy as np

    levels = []
    for block in decode_blocks(path):
        filled = np.pad(block, (0, -len(block) % _LEVEL_SAMPLES)).reshape(-1, _LEVEL_SAMPLES)
        levels.append((filled * filled).mean(axis=1))
    return np.concatenate(levels)


def _quiet_cuts(levels: "NDArray[np.float32]", *, longest: int) -> list[int]:
    """Where to cut so that no piece is longer than `longest` levels."""
    import numpy as np

    cuts: list[int] = []
    start = 0
    while len(levels) - start > longest:
        candidates = levels[start + longest // 2 : start + longest]
        pause = min(_PAUSE_LEVELS, len(candidates))
        pauses = np.convolve(candidates, np.ones(pause), "valid")
        # The latest of equally quiet levels keeps the number of pieces small.
        latest = len(pauses) - 1 - int(np.argmin(pauses[::-1]))
        start += longest // 2 + latest + pause // 2
        cuts.append(start)
    return cuts


def _cut(
    blocks: "Iterable[NDArray[np.float32]]", edges: list[int]
) -> "Iterator[tuple[int, NDArray[np.float32]]]":
    """The blocks cut at the edges (in samples), each part with the number of its piece."""
    import numpy as np

    position = 0
    for block in blocks:
        end = position + len(block)
        inside = [edge - position for edge in edges if position < edge < end]
        for part in np.split(block, inside):
            yield bisect_right(edges, position), part
            position += len(part)
