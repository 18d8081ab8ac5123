"""Reads an answer of OpenAI's transcription endpoint into our segments.

The words of verbose JSON are bare ("well", "known"), while the text has the marks ("well-known,"). Learners
read the text, so each word is looked up in it to give the text its times.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pydantic import BaseModel

from speaking.transcription import Word
from speaking.transcription.assembly import Segment
from speaking.transcription.doubt import Confidence

_LOOK_AHEAD = 8
"""How far to look for a word that the text lacks or spells differently."""


class AnswerWord(BaseModel):
    word: str
    start: float
    end: float


class AnswerSegment(BaseModel):
    """Compatible servers may leave the model's figures out; then nothing is doubted."""

    text: str
    start: float = 0.0
    end: float = 0.0
    no_speech_prob: float = 0.0
    avg_logprob: float = 0.0
    compression_ratio: float = 0.0


class AnswerUsage(BaseModel):
    """Billed by seconds or by tokens, depending on the model."""

    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0


class Answer(BaseModel):
    """Verbose JSON with seconds and timings, or plain JSON with the text alone."""

    text: str
    duration: float = 0.0
    segments: list[AnswerSegment] | None = None
    words: list[AnswerWord] | None = None
    usage: AnswerUsage | None = None


def segments(answer: Answer, *, offset: float = 0.0) -> list[Segment]:
    """The answer's segments with timed words, `offset` seconds later; all at zero if it has no timings.

    A word's probability is its segment's mean token probability, as the service has none for single words.
    """
    parts = answer.segments or [AnswerSegment(text=answer.text)]
    tokens = [part.text.split() for part in parts]
    times = iter(align(list(chain.from_iterable(tokens)), answer.words or []))
    return [
        Segment(
            tuple(
                Word(f" {token}", offset + start, offset + end, likely)
                for token, (start, end) in zip(words, times, strict=False)
            ),
            Confidence(part.no_speech_prob, part.avg_logprob, part.compression_ratio),
        )
        for part, words, likely in zip(parts, tokens, map(probability, parts), strict=True)
    ]


def probability(segment: AnswerSegment) -> float:
    """The geometric mean of the segment's token probabilities, to four digits, like every word's."""
    return min(1.0, round(math.exp(segment.avg_logprob), 4))


def align(tokens: Sequence[str], words: Sequence[AnswerWord]) -> list[tuple[float, float]]:
    """A start and an end for every token of the text, from the bare words that the service timed.

    A token without a word of its own is placed between its neighbours.
    """
    found = list(_look_up(tokens, words))
    next_starts = _next_starts(found)
    times: list[tuple[float, float]] = []
    reached = 0.0
    for place, next_start in zip(found, next_starts, strict=True):
        times.append(place or (reached, max(reached, next_start)))
        reached = reached if place is None else max(reached, place[1])
    return times


def _next_starts(found: Sequence[tuple[float, float] | None]) -> list[float]:
    """For each position, the start of the first word found there or later; 0 after the last one."""
    starts = [0.0] * len(found)
    following = 0.0
    for position in reversed(range(len(found))):
        place = found[position]
        following = starts[position] = following if place is None else place[0]
    return starts


def _look_up(tokens: Iterable[str], words: Sequence[AnswerWord]) -> Iterator[tuple[float, float] | None]:
    """For each token, the time of its word, or of the run of words that it consists of."""
    spelled = [_letters(word.word) for word in words]
    reached = 0
    for token in tokens:
        letters = _letters(token)
        for start in range(reached, min(reached + _LOOK_AHEAD, len(words))):
            if end := _spelled(letters, spelled, start):
                reached = end
                yield words[start].start, words[end - 1].end
                break
        else:
            yield None


def _spelled(letters: str, words: Sequence[str], start: int) -> int:
    """The end of the run of words from `start` that spells these letters, 0 if there is none."""
    if letters and letters == words[start]:
        return start + 1
    rest = letters
    for end in range(start, len(words)):
        if not rest or not rest.startswith(words[end]):
            return 0
        rest = rest[len(words[end]) :]
        if not rest:
            return end + 1
    return 0


def _letters(text: str) -> str:
    folded = text.casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))
