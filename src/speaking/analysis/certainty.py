"""What a recogniser doubted is not the learner's mistake."""

from collections.abc import Iterable

from speaking.analysis.evidence import Evidence
from speaking.analysis.text.timed_words import TimedWords
from speaking.transcription import Transcription

CERTAIN = 0.4
"""The least probability of a word that may be held against a learner.

Whisper's word probability is the mean probability of the word's tokens. A learner's mistake makes the next
word unlikely, too: in `examples/monologue.webm` nouns after a missing article have 0.40 to 0.47, so a limit
of one half would hide the most frequent mistake of all. In two recordings of read speech 14 and 9 % of the
words, most of them misheard, lie below 0.4.
"""


def certain(evidence: Iterable[Evidence], transcription: Transcription) -> list[Evidence]:
    """The evidence that touches no word which the recogniser doubted; all of it where no word was rated."""
    timed = TimedWords(transcription)
    return [
        found
        for found in evidence
        if all(word.probability >= CERTAIN for word in timed.touching(found.start, found.end))
    ]
