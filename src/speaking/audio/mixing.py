"""Mixes several channels to one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CANCELLED = 0.25


def mixed(channels: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """The mean of a block's channels, or the loudest channel if they cancel each other out.

    A balanced microphone in a stereo socket is recorded twice, once inverted, so the mean is silence. Two
    people on two channels need the mean, so it is used unless it has less than a quarter of the power that
    unrelated channels would give it. Each block is decided separately, as a recording is read in one pass
    and never held as a whole; a block without speech may be decided differently, but nobody hears that.
    """
    import numpy as np

    mean: NDArray[np.float32] = channels.mean(axis=0)
    powers = np.einsum("ij,ij->i", channels, channels)
    unrelated = powers.sum() / len(channels) ** 2
    if mean @ mean >= _CANCELLED * unrelated:
        return mean
    loudest: NDArray[np.float32] = channels[powers.argmax()].copy()
    return loudest
