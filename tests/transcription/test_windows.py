"""Long recordings are heard window by window, and nothing is lost at the seams."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from speaking.audio.recordings import SAMPLE_RATE
from speaking.transcription.windows import Samples, windows

LONGEST_SECS = 4.0


def tone(secs: float) -> Samples:
    return np.asarray(np.sin(np.arange(int(secs * SAMPLE_RATE)) * 0.1), np.float32)


@given(st.lists(st.floats(0, 9), max_size=5))
def test_windows_are_the_whole_recording(lengths: list[float]) -> None:
    """Put together the windows are what came in, none is too long, and each knows where it begins."""
    blocks = [tone(secs) for secs in lengths]
    cut = list(windows(blocks, longest_secs=LONGEST_SECS))
    whole = np.concatenate([np.empty(0, np.float32), *blocks])
    assert np.array_equal(np.concatenate([np.empty(0, np.float32), *(part for _, part in cut)]), whole)
    reached = 0
    for start, part in cut:
        assert start == reached / SAMPLE_RATE
        assert 0 < len(part) <= LONGEST_SECS * SAMPLE_RATE
        reached += len(part)


def test_cuts_fall_into_pauses() -> None:
    """A word is not cut in two where there is a pause to cut in."""
    pause = np.zeros(SAMPLE_RATE, np.float32)
    sound = np.concatenate([tone(2.5), pause, tone(3)])
    (_, first), (start, _) = windows([sound], longest_secs=LONGEST_SECS)
    assert 2.5 < start < 3.5
    assert len(first) == start * SAMPLE_RATE
