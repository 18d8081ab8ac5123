"""Several channels mixed to one."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CANCELLED = 0.25


def mixed(channels: "NDArray[np.float32]") -> "NDArray[np.float32]":
    """The mean of a block's channels, or the loudest channel where they cancel each other out.

    A balanced microphone in a stereo socket is heard twice, once upside down: the mean is silence. Two people
    on two sides need the mean, so it stays unless it has less than a quarter of the power that channels with
    nothing in common would give it. Each block decides for itself, as a recording is read in one pass and
    never held as a whole; a block in which nobody speaks may well decide otherwise, and nobody hears it.
    """
    import numpy as np

    mean: NDArray[np.float32] = channels.mean(axis=0)
    powers = np.einsum("ij,ij->i", channels, channels)
    unrelated = powers.sum() / len(channels) ** 2
    if mean @ mean >= _CANCELLED * unrelated:
        return mean
    loudest: NDArray[np.float32] = channels[powers.argmax()].copy()
    return loudest
