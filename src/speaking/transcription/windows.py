"""Cuts long recordings into windows, where nobody speaks, so that memory stays bounded."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from speaking.audio.recordings import SAMPLE_RATE

Samples = NDArray[np.float32]

_PAUSE_SAMPLES = SAMPLE_RATE // 2


def windows(blocks: Iterable[Samples], *, longest_secs: float) -> Iterator[tuple[float, Samples]]:
    """The sound in windows of at most `longest_secs`, each with its start in seconds.

    Every cut falls on the quietest half second in the second half of the longest possible window.
    """
    longest = int(longest_secs * SAMPLE_RATE)
    waiting: list[Samples] = []
    start = 0
    for block in blocks:
        waiting.append(block)
        while sum(map(len, waiting)) > longest:
            joined = np.concatenate(waiting)
            cut = quietest(joined[:longest], first=longest // 2)
            yield start / SAMPLE_RATE, joined[:cut]
            start += cut
            waiting = [joined[cut:]]
    if any(map(len, waiting)):
        yield start / SAMPLE_RATE, np.concatenate(waiting)


def quietest(samples: Samples, *, first: int) -> int:
    """The middle of the quietest half second that begins at sample `first` or later."""
    pauses = len(samples[first:]) // _PAUSE_SAMPLES
    if not pauses:
        return len(samples)
    halves = samples[first : first + pauses * _PAUSE_SAMPLES].reshape(pauses, _PAUSE_SAMPLES)
    loudness = np.einsum("ij,ij->i", halves, halves)
    return first + int(np.argmin(loudness)) * _PAUSE_SAMPLES + _PAUSE_SAMPLES // 2
