"""Time and peak memory of each step on the largest recording that is accepted: two hours in about 50 MB.

Run it with `python -m benchmarks.audio_memory`. Each step has a process and thus a peak of its own.
"""

import asyncio
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from speaking.audio.recordings import (
    MAX_BYTES,
    MAX_SECS,
    decode_blocks,
    probe,
    split_at_silences,
    transcode_to_opus,
)
from speaking.audio.storage import folder_storage

RATE = 48_000
LOOP_SECS = 60
BITS_PER_SEC = 55_000


def make_largest(path: Path) -> None:
    """Two hours of WebM/Opus just under the limits: a minute of swelling noise, encoded once and repeated."""
    with av.open(str(path), "w", format="webm", options={"live": "1"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout="mono", options={"vbr": "off"})
        if not isinstance(stream, AudioStream):
            raise TypeError(stream)
        stream.bit_rate = BITS_PER_SEC
        minute = [bytes(packet) for packet in stream.encode(_noise()) if packet.size]
        length = LOOP_SECS * RATE // len(minute)
        for number in range(len(minute) * (MAX_SECS - 10) // LOOP_SECS):
            packet = av.Packet(minute[number % len(minute)])
            packet.stream, packet.time_base = stream, Fraction(1, RATE)
            packet.pts = packet.dts = number * length
            container.mux(packet)


def _noise() -> av.AudioFrame:
    random = np.random.default_rng(1)
    swell = np.sin(np.linspace(0, 60 * np.pi, LOOP_SECS * RATE)) ** 2
    samples = (0.1 * swell * random.standard_normal(LOOP_SECS * RATE)).astype(np.float32)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate = RATE
    return frame


def do_nothing(path: Path) -> None:
    """What the imports alone need."""
    del path


def decode_in_blocks(path: Path) -> None:
    for _ in decode_blocks(path):
        pass


def transcode(path: Path) -> None:
    transcode_to_opus(path, path.with_name("small.ogg"))


def split(path: Path) -> None:
    pieces = path.with_name("pieces")
    pieces.mkdir(exist_ok=True)
    split_at_silences(path, longest_secs=1400, into=pieces)


def store_and_fetch(path: Path) -> None:
    async def run() -> None:
        storage = folder_storage(path.with_name("objects"))
        await storage.put("sessions/learner/session/audio.webm", path, "audio/webm")
        await storage.download("sessions/learner/session/audio.webm", path.with_name("copy"))

    asyncio.run(run())


STEPS: tuple[Callable[[Path], object], ...] = (
    do_nothing,
    probe,
    decode_in_blocks,
    transcode,
    split,
    store_and_fetch,
)


def measure(step: Callable[[Path], object], path: Path) -> tuple[float, float]:
    """Seconds, and the peak of the process in MB (of 1,000,000 bytes)."""
    started = time.perf_counter()
    step(path)
    return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def in_fresh_process(step: Callable[[Path], object], path: Path) -> tuple[float, float]:
    """`measure` where nothing ran before."""
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        return fresh.apply(measure, (step, path))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "largest.webm"
        in_fresh_process(make_largest, path)
        size = path.stat().st_size
        assert size <= MAX_BYTES
        print(f"{size / 1e6:.1f} MB")
        for step in STEPS:
            secs, megabytes = in_fresh_process(step, path)
            print(f"{step.__name__:18} {secs:7.2f} s {megabytes:7.0f} MB")


if __name__ == "__main__":
    main()
