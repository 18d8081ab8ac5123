"""What transcribers and analyzers answer, without the characters that no database takes.

PostgreSQL refuses U+0000 in text and in JSON, and half of a surrogate pair cannot be encoded at all. An
answer that holds one would be lost when it is stored, and be paid for again. They are taken out of the text
and of its words alike, before anybody looks for a place in the text.
"""

import re
from dataclasses import replace

from speaking.analysis import Analysis
from speaking.analysis.evidence import Evidence
from speaking.analysis.schema import Insight, Occurrence
from speaking.transcription import Transcription
from speaking.usage import ModelUsage

_REFUSED = re.compile("[\0\ud800-\udfff]")


def storable_transcription(given: Transcription) -> Transcription:
    """The same words with the same times, without those of which nothing is left."""
    words = (
        word._replace(text=_clean(word.text)) if _REFUSED.search(word.text) else word for word in given.words
    )
    return replace(
        given,
        text=_clean(given.text),
        language=_clean(given.language),
        words=tuple(word for word in words if word.text),
        usage=_usage(given.usage),
    )


def storable_analysis(given: Analysis) -> Analysis:
    """The same analysis, before grounding; its evidence holds places, and no text but what to say instead."""
    result = replace(
        given.result,
        insights=tuple(map(_insight, given.result.insights)),
        focus_next=_clean_or_none(given.result.focus_next),
        summary=_clean(given.result.summary),
    )
    return replace(
        given,
        result=result,
        evidence=tuple(map(_evidence, given.evidence)),
        analyzer=_clean(given.analyzer),
        usage=_usage(given.usage),
        focus_pattern=_clean_or_none(given.focus_pattern),
        habits={_clean(habit): rate for habit, rate in given.habits.items()},
    )


def _insight(given: Insight) -> Insight:
    return replace(
        given,
        pattern=_clean(given.pattern),
        detail=_clean(given.detail),
        examples=tuple(map(_clean, given.examples)),
        suggestion=_clean_or_none(given.suggestion),
        key=_clean_or_none(given.key),
        title=_clean_or_none(given.title),
        occurrences=tuple(map(_occurrence, given.occurrences)),
    )


def _evidence(given: Evidence) -> Evidence:
    if any(map(_REFUSED.search, given.say_instead)):
        return given._replace(say_instead=tuple(map(_clean, given.say_instead)))
    return given


def _occurrence(given: Occurrence) -> Occurrence:
    return Occurrence(_clean(given.quote), _clean_or_none(given.say_instead))


def _usage(given: ModelUsage | None) -> ModelUsage | None:
    return given and replace(given, provider=_clean(given.provider), model=_clean(given.model))


def _clean_or_none(text: str | None) -> str | None:
    return None if text is None else _clean(text)


def _clean(text: str) -> str:
    return _REFUSED.sub("", text)
