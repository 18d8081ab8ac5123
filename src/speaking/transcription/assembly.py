"""Assembles a model's segments into one verbatim transcription."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from speaking.errors import NoSpeech
from speaking.transcription import Transcription, Word
from speaking.transcription.doubt import Confidence
from speaking.transcription.prompts import leaked
from speaking.usage import ModelUsage


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech as a model returned it; a word keeps the space that the model puts before it."""

    words: tuple[Word, ...]
    confidence: Confidence


def heard(segments: Iterable[Segment]) -> list[Word]:
    """The words that were said: whole, without what the model doubts or repeats from its prompt."""
    words = whole_words(
        word for segment in segments if not segment.confidence.invented for word in segment.words
    )
    marks = leaked([word.text for word in words])
    return [word for word, leak in zip(words, marks, strict=True) if not leak and _spoken(word.text)]


def transcription(
    words: Sequence[Word], *, language: str, duration: float, usage: ModelUsage | None = None
) -> Transcription:
    """Join words, in order, into the text; raises NoSpeech if there are none."""
    if not words:
        raise NoSpeech
    ordered = in_order(words, duration)
    return Transcription(" ".join(word.text for word in ordered), language, duration, ordered, usage)


def whole_words(pieces: Iterable[Word]) -> list[Word]:
    """Join pieces without a space before them to the previous word ("well", "-known"), and strip the rest.

    Scripts without spaces keep their pieces.
    """
    words: list[Word] = []
    for said, start, end, probability in pieces:
        text = said.strip()
        if words and text and said[0].isascii() and not said[0].isspace():
            before = words.pop()
            least = min(before.probability, probability)
            words.append(Word(before.text + text, before.start, end, least))
        elif text:
            words.append(Word(text, start, end, probability))
    return words


def in_order(words: Iterable[Word], duration: float) -> tuple[Word, ...]:
    """The words with times that never run backwards or leave the recording."""
    ordered: list[Word] = []
    reached = 0.0
    for word in words:
        text, start, end, probability = word
        if reached <= start <= end <= duration and 0.0 <= probability <= 1.0:
            reached = end
            ordered.append(word)
        else:
            start = min(max(start, reached), duration)
            reached = min(max(end, start), duration)
            ordered.append(Word(text, start, reached, min(max(probability, 0.0), 1.0)))
    return tuple(ordered)


def _spoken(text: str) -> bool:
    """Whether it is more than marks ("...", "♪"), which are not words."""
    return text.isalnum() or any(map(str.isalnum, text))
