"""Makes small recordings, in any container, for every test that needs one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Literal

import av
import numpy as np
from av.audio.stream import AudioStream
from av.stream import Disposition
from numpy.typing import NDArray

from speaking.audio.recordings import decode_blocks

Samples = NDArray[np.float32]

SAMPLE_RATE = 48_000
BLOCK_SECS = 10.0


@dataclass(frozen=True)
class Recipe:
    """How one kind of recording is written: muxer, codec and the muxer's options."""

    muxer: str
    codec: str
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


RECIPES = MappingProxyType(
    {
        "webm": Recipe("webm", "libopus", {"live": "1"}),
        "mp4": Recipe("mp4", "aac"),
        "ogg": Recipe("ogg", "libopus"),
        "wav": Recipe("wav", "pcm_s16le"),
        "mp3": Recipe("mp3", "libmp3lame"),
        "flac": Recipe("flac", "flac"),
    }
)
"""By extension. The WebM is live, as browsers write it: its header has no duration."""

Kind = Literal["speech", "silence", "noise"]


def decoded(path: Path) -> Samples:
    """A whole recording as the app hears it."""
    return np.concatenate(list(decode_blocks(path)))


def speech(secs: float, *, rate: int = SAMPLE_RATE, start: float = 0.0) -> Samples:
    """A voice-like sound: a 120 Hz tone with harmonics in syllables of a quarter of a second."""
    time = start + np.arange(round(secs * rate)) / rate
    voice = sum(np.sin(2 * np.pi * 120 * overtone * time) / overtone for overtone in range(1, 8))
    return np.asarray(0.2 * voice * np.sin(2 * np.pi * 2 * time) ** 2, dtype=np.float32)


def silence(secs: float, *, rate: int = SAMPLE_RATE) -> Samples:
    """Nothing at all."""
    return np.zeros(round(secs * rate), dtype=np.float32)


def noise(secs: float, *, rate: int = SAMPLE_RATE) -> Samples:
    """White noise, the same in every call."""
    return (np.random.default_rng(7).standard_normal(round(secs * rate)) * 0.1).astype(np.float32)


def recording(path: Path, secs: float = 3.0, *, kind: Kind = "speech") -> Path:
    """Write a recording of one kind of sound; the container follows from the path's extension."""
    path.write_bytes(recording_bytes(path.suffix.removeprefix("."), secs, kind=kind))
    return path


@cache
def recording_bytes(extension: str, secs: float = 3.0, *, kind: Kind = "speech") -> bytes:
    """The same as bytes, encoded once for all tests that upload it."""
    target = BytesIO()
    write(target, blocks(secs, kind), RECIPES[extension])
    return target.getvalue()


def blocks(secs: float, kind: Kind) -> Iterator[Samples]:
    """The sound piece by piece, so that a two-hour recording needs no memory."""
    written = 0.0
    while written < secs:
        length = min(BLOCK_SECS, secs - written)
        if kind == "speech":
            yield speech(length, start=written)
        else:
            yield silence(length) if kind == "silence" else noise(length)
        written += length


def write(
    target: Path | BinaryIO,
    sound: Iterator[Samples],
    recipe: Recipe,
    *,
    rate: int = SAMPLE_RATE,
    layout: str = "mono",
) -> None:
    """Encode sound of `rate` samples a second; with several channels, each is a row of the samples."""
    file = str(target) if isinstance(target, Path) else target
    with av.open(file, "w", format=recipe.muxer, options=dict(recipe.options)) as container:
        stream = container.add_stream(recipe.codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        for samples in sound:
            frame = av.AudioFrame.from_ndarray(np.atleast_2d(samples), format="fltp", layout=layout)
            frame.sample_rate = rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def tracks(path: Path, *sounds: Samples) -> Path:
    """A file with one track for each sound: AAC in MP4 or MOV, Opus in Matroska, by the path's extension."""
    muxer, codec = {".mkv": ("matroska", "libopus")}.get(path.suffix, (path.suffix[1:], "aac"))
    with av.open(str(path), "w", format=muxer) as container:
        streams = [container.add_stream(codec, rate=SAMPLE_RATE, layout="mono") for _ in sounds]
        for stream, samples in zip(streams, sounds, strict=True):
            assert isinstance(stream, AudioStream)
            frame = av.AudioFrame.from_ndarray(np.atleast_2d(samples), format="flt", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            container.mux([*stream.encode(frame), *stream.encode(None)])
    return path


def of_unknown_codec(path: Path, codec: bytes, *, tracks: int = 1) -> Path:
    """Rename the codec of a file's first tracks, with four letters, in MP4 or MOV."""
    if path.suffix == ".mkv":
        path.write_bytes(path.read_bytes().replace(b"A_OPUS", b"A_" + codec.upper(), tracks))
        return path
    content = bytearray(path.read_bytes())
    entry = 0
    for _ in range(tracks):
        entry = content.index(b"stsd", entry) + 16
        content[entry : entry + 4] = codec
        # The detailed description of AAC is hidden too, as FFmpeg trusts it more than the name.
        detail = content.index(b"esds", entry)
        content[detail : detail + 4] = b"free"
    path.write_bytes(content)
    return path


def as_data(path: Path) -> Path:
    """Turn the first track of an MP4 or MOV into timed data, which phones write beside the sound."""
    of_unknown_codec(path, b"mebx")
    path.write_bytes(path.read_bytes().replace(b"soun", b"meta", 1))
    return path


def video_with_sound(path: Path, secs: float = 2.0) -> Path:
    """An MP4 with a picture beside its sound."""
    with av.open(str(path), "w", format="mp4") as container:
        picture = container.add_stream("mpeg4", rate=5)
        picture.width = picture.height = 64
        sound = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono")
        for _ in range(round(secs * 5)):
            container.mux(picture.encode(av.VideoFrame(64, 64, "yuv420p")))
        frame = av.AudioFrame.from_ndarray(speech(secs)[np.newaxis, :], format="flt", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        container.mux(sound.encode(frame))
        container.mux(picture.encode(None))
        container.mux(sound.encode(None))
    return path


def with_cover(path: Path, muxer: str, *sounds: Samples) -> Path:
    """A picture for the whole file, beside its sound or alone."""
    with av.open(str(path), "w", format=muxer) as container:
        picture = container.add_stream("mjpeg", rate=1)
        picture.width = picture.height = 32
        picture.pix_fmt = "yuvj420p"
        picture.disposition = Disposition.attached_pic
        streams = [container.add_stream("aac", rate=SAMPLE_RATE, layout="mono") for _ in sounds]
        container.mux([*picture.encode(av.VideoFrame(32, 32, "yuvj420p")), *picture.encode(None)])
        for stream, samples in zip(streams, sounds, strict=True):
            frame = av.AudioFrame.from_ndarray(np.atleast_2d(samples), format="flt", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            container.mux([*stream.encode(frame), *stream.encode(None)])
    return path


def film(path: Path) -> Path:
    """Two seconds of pictures without sound."""
    with av.open(str(path), "w", format="mp4") as container:
        picture = container.add_stream("mpeg4", rate=5)
        picture.width = picture.height = 64
        for _ in range(10):
            container.mux(picture.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(picture.encode(None))
    return path


def long_silence(path: Path, *, hours: float) -> Path:
    """Many hours in a small Ogg file: one silent Opus packet again and again, 14 bytes for 0.12 s."""
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream(
            "libopus", rate=SAMPLE_RATE, layout="mono", options={"frame_duration": "120"}
        )
        assert isinstance(stream, AudioStream)
        frame = av.AudioFrame.from_ndarray(silence(1)[np.newaxis, :], format="flt", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        content, length = bytes(stream.encode(frame)[0]), SAMPLE_RATE * 12 // 100
        for number in range(round(hours * 3600 / 0.12)):
            packet = av.Packet(content)
            packet.stream, packet.time_base = stream, Fraction(1, SAMPLE_RATE)
            packet.pts = packet.dts = number * length
            packet.duration = length
            container.mux(packet)
    return path
