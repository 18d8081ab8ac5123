"""Keeps words that the recogniser doubted from counting as the learner's mistakes."""

from collections.abc import Iterable

from speaking.analysis.evidence import Evidence
from speaking.analysis.text.timed_words import TimedWords
from speaking.transcription import Transcription

CERTAIN = 0.4
"""The lowest probability of a word that may count against a learner. Whisper's word probability is the mean
probability of the word's tokens. A learner's mistake makes the next word unlikely too, so a higher limit
would hide mistakes; a lower one would count words that nobody said (docs/decisions/403)."""


def certain(evidence: Iterable[Evidence], transcription: Transcription) -> list[Evidence]:
    """The evidence without any word that the recogniser doubted; all of it if no word was rated."""
    timed = TimedWords(transcription)
    return [
        found
        for found in evidence
        if all(word.probability >= CERTAIN for word in timed.touching(found.start, found.end))
    ]
