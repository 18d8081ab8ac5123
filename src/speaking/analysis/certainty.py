"""What a recogniser doubted is not the learner's mistake."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from speaking.analysis.evidence import Evidence
from speaking.transcription import Transcription

CERTAIN = 0.4
"""The least probability of a word that may be held against a learner.

Whisper's word probability is the mean probability of the word's tokens. A learner's mistake makes the next
word unlikely, too: in `examples/monologue.webm` nouns after a missing article have 0.40 to 0.47, so a limit
of one half would hide the most frequent mistake of all. In two recordings of read speech 14 and 9 % of the
words, most of them misheard, lie below 0.4.
"""

_LOOK_AHEAD = 80
"""Characters in which the next word must begin; one that is not there is passed over."""


def certain(evidence: Iterable[Evidence], transcription: Transcription) -> list[Evidence]:
    """The evidence that touches no word which the recogniser doubted; all of it where no word was rated."""
    rated = list(evidence)
    if not rated:
        return []
    starts, ends = _doubted(transcription)
    return [found for found in rated if bisect_right(ends, found.start) == bisect_left(starts, found.end)]


def _doubted(transcription: Transcription) -> tuple[list[int], list[int]]:
    """Where doubted words start and end in the text, in order."""
    spans = []
    position = 0
    for word in transcription.words:
        start = transcription.text.find(word.text, position, position + len(word.text) + _LOOK_AHEAD)
        if start >= 0 and word.text:
            position = start + len(word.text)
            if word.probability < CERTAIN:
                spans.append((start, position))
    return [start for start, _ in spans], [end for _, end in spans]
