"""Reads an answer of OpenAI's transcription endpoint, or of a compatible server, into our segments.

The words of verbose JSON are bare ("well", "known"), while the text has the marks ("well-known,"). Learners
read the text, so each word is looked up in it to give the text its times.

Servers leave out what they do not know, or send null. vLLM gives the duration as a string and no
`no_speech_prob`, Speaches has put words inside the segments, and LocalAI counts in nanoseconds
(docs/decisions/206).
"""

import json
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, Field, OnErrorOmit, model_validator

from speaking.transcription import Word
from speaking.transcription.assembly import Segment
from speaking.transcription.doubt import Confidence

_LOOK_AHEAD = 8
"""How far to look for a word that the text lacks or spells differently."""
_A_DAY_SECS = 86_400
"""A word that begins later was not timed in seconds."""

_MARK = re.compile(r"\s*\[[^\]]*\]\s*")
"""What whisper.cpp writes if nothing was said ("[BLANK_AUDIO]"), as LocalAI's documentation shows."""


def _figure(value: Any) -> float:  # noqa: ANN401 - a server may say anything
    """A number, also one in quotes; 0 for anything else."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) else 0.0


Figure = Annotated[float, BeforeValidator(_figure)]
Count = Annotated[int, BeforeValidator(lambda value: int(_figure(value)))]
Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
Moment = Annotated[float, Field(ge=0, le=_A_DAY_SECS)]


class AnswerWord(BaseModel):
    word: str
    start: Moment
    end: Moment


Words = Annotated[
    list[OnErrorOmit[AnswerWord]], BeforeValidator(lambda value: value if isinstance(value, list) else [])
]
"""The words that have a time; the others are left out."""


class AnswerSegment(BaseModel):
    """Compatible servers may leave the model's figures out; then nothing is doubted."""

    text: Text = ""
    no_speech_prob: Figure = 0.0
    avg_logprob: Figure = 0.0
    compression_ratio: Figure = 0.0
    words: Words = []


class AnswerUsage(BaseModel):
    """Billed by seconds or by tokens, depending on the model."""

    seconds: Figure = 0.0
    input_tokens: Count = 0
    output_tokens: Count = 0


class Answer(BaseModel):
    """Verbose JSON with seconds and timings, or plain JSON with the text alone."""

    text: str | None = None
    duration: Figure = 0.0
    segments: Annotated[list[AnswerSegment], BeforeValidator(lambda value: value or [])] = []
    words: Words = []
    usage: AnswerUsage | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        """Silence is an empty text, not a missing one."""
        if self.text is None and not self.segments:
            raise ValueError("neither a text nor segments")
        return self

    @property
    def parts(self) -> Sequence[AnswerSegment]:
        """Its segments, or its whole text as one if they have none; without marks for silence."""
        has_text = any(part.text.strip() for part in self.segments)
        parts = self.segments if has_text else [AnswerSegment(text=self.text or "")]
        return [part for part in parts if not _MARK.fullmatch(part.text)]

    @property
    def timed_words(self) -> Sequence[AnswerWord]:
        """The words that have a time, wherever the answer has them."""
        return self.words or list(chain.from_iterable(part.words for part in self.segments))

    @property
    def is_untimed_speech(self) -> bool:
        """Whether it has words, but nobody knows when they were said."""
        return not self.timed_words and any(_letters(part.text) for part in self.parts)


def read_answer(content: bytes) -> Answer:
    """What a server answered.

    Raises:
        ValueError: It is not JSON, or has not what it should.
    """
    # Pydantic's own reader refuses half of a character ("\\ud83c"), and the whole answer with it.
    return Answer.model_validate(json.loads(content))


def segments(answer: Answer, *, offset: float = 0.0) -> list[Segment]:
    """The answer's segments with timed words, `offset` seconds later; all at zero if it has no timings.

    A word's probability is its segment's mean token probability, as the service has none for single words.
    """
    parts = answer.parts
    tokens = [part.text.split() for part in parts]
    times = iter(align(list(chain.from_iterable(tokens)), answer.timed_words))
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
    """The geometric mean of the segment's token probabilities, to four digits as every word keeps it."""
    return round(math.exp(min(segment.avg_logprob, 0.0)), 4)


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
