"""What a recogniser doubted is not the learner's mistake."""

from collections.abc import Iterable

from speaking.analysis.evidence import Evidence
from speaking.analysis.text.timed_words import TimedWords
from speaking.transcription import Transcription

CERTAIN = 0.4
"""The least probability of a word that may be held against a learner.

Whisper's word probability is the mean probability of the word's tokens. A learner's mistake makes the next
word unlikely too, so a higher limit would hide mistakes; a lower one would let in words that nobody said
(docs/decisions/403).
"""


def certain(evidence: Iterable[Evidence], transcription: Transcription) -> list[Evidence]:
    """The evidence that touches no word which the recogniser doubted; all of it where no word was rated."""
    timed = TimedWords(transcription)
    return [
        found
        for found in evidence
        if all(word.probability >= CERTAIN for word in timed.touching(found.start, found.end))
    ]
