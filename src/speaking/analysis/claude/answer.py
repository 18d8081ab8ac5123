"""Reading what a language model answered, however untidily it was written down.

With structured outputs the answer is the JSON that was asked for. Servers without them send it in a code
fence, with words around it or cut off; whatever can be read of it is used, insight by insight.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from speaking.analysis.naming import pattern_of
from speaking.analysis.schema import AnalysisResult, Category, Insight, Severity

MAX_PATTERN = 80

_CATEGORY_WORDS = {
    Category.GRAMMAR: ("gramm", "syntax", "tense", "verb", "article", "preposition", "agreement"),
    Category.VOCABULARY: ("vocab", "lexi", "lexis", "word", "filler", "connector"),
    Category.STRUCTURE: ("struct", "discourse", "cohe", "fluency", "organi", "rhythm", "sentence"),
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class AskedInsight(BaseModel):
    """One insight in the shape that is asked for."""

    model_config = ConfigDict(extra="forbid")

    category: Literal["grammar", "vocabulary", "structure"]
    pattern: str = Field(description="Short stable name of the habit")
    detail: str
    frequency: int | None
    severity: Literal["high", "medium", "low"] | None
    examples: list[str] = Field(description="Two or three exact quotes from the transcript")
    suggestion: str | None


class AskedAnswer(BaseModel):
    """The shape that is asked for; structured outputs hold the model to it."""

    model_config = ConfigDict(extra="forbid")

    insights: list[AskedInsight]
    focus_next: str | None
    focus_pattern: str | None = Field(description="The pattern of the insight that focus_next is about")
    summary: str


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """What was read; `focus_pattern` is the habit that the focus is about, as the model names it."""

    result: AnalysisResult
    focus_pattern: str | None = None


class Unreadable(ValueError):
    """Nothing in the answer can be used; the message says why, in words for the model."""


def _clean(value: object) -> str:
    """One line of text without what a database or a page could not hold; empty for anything but text."""
    return " ".join(_CONTROLS.sub(" ", value).split()) if isinstance(value, str) else ""


def _category(value: object) -> object:
    """The category meant; an unknown one stays and is refused."""
    said = _clean(value).casefold()
    for category, beginnings in _CATEGORY_WORDS.items():
        if said.startswith(beginnings):
            return category
    return said


def _severity(value: object) -> Severity | None:
    said = _clean(value).casefold()
    return Severity(said) if said in set(Severity) else None


def _frequency(value: object) -> int | None:
    """A whole number of times, rounded; None for what is no number of times."""
    if isinstance(value, str):
        found = re.search(r"\d+(?:\.\d+)?", value)
        value = float(found.group()) if found else None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 1e9:  # noqa: PLR2004 - more than anybody can say, and an end to infinity
        return None
    return max(1, round(value))


def _pattern(value: object) -> str:
    # Some models put the category before the name, as keys do.
    return pattern_of(_clean(value)).strip()[:MAX_PATTERN]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_clean, values) if text]


class _ReadInsight(BaseModel):
    category: Annotated[Category, BeforeValidator(_category)]
    pattern: Annotated[str, BeforeValidator(_pattern), Field(min_length=1)]
    detail: Annotated[str, BeforeValidator(_clean)] = ""
    frequency: Annotated[int | None, BeforeValidator(_frequency)] = None
    severity: Annotated[Severity | None, BeforeValidator(_severity)] = None
    examples: Annotated[list[str], BeforeValidator(_texts), Field(min_length=1)]
    suggestion: Annotated[str, BeforeValidator(_clean)] = ""


def read_answer(text: str) -> ReadAnswer:
    """What a model answered.

    Insights that cannot be read (no quote, no name, an unknown category) are left out. What is missing or
    null stays empty, a fractional frequency is rounded.

    Raises:
        Unreadable: There is no JSON object with a list of insights, or not one of them can be read.
    """
    content = _content(text)
    given = content["insights"]
    insights = [insight for insight in map(_insight, given) if insight]
    if given and not insights:
        raise Unreadable("no insight had a known category, a pattern and at least one exact quote")
    result = AnalysisResult(
        insights=tuple(insights),
        focus_next=_clean(content.get("focus_next") or content.get("focusNext")) or None,
        summary=_clean(content.get("summary")),
    )
    return ReadAnswer(result, _pattern(content.get("focus_pattern")) or None)


def _insight(given: object) -> Insight | None:
    try:
        read = _ReadInsight.model_validate(given)
    except ValidationError:
        return None
    return Insight(
        category=read.category,
        pattern=read.pattern,
        detail=read.detail,
        frequency=read.frequency,
        severity=read.severity,
        examples=tuple(read.examples),
        suggestion=read.suggestion or None,
    )


def _content(text: str) -> dict[str, Any]:
    for content in _objects(text):
        if isinstance(content.get("insights"), list):
            return content
    raise Unreadable("it held no JSON object with a list called insights")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """Every JSON object in the text, the outermost first; at last one that is cut off."""
    decoder = json.JSONDecoder()
    end = 0
    for start in (match.start() for match in re.finditer(r"\{", text)):
        if start >= end:
            with suppress(json.JSONDecodeError, RecursionError):
                content, end = decoder.raw_decode(text, start)
                yield content
    with suppress(ValueError):
        partial = from_json(text[max(0, text.rfind("{", 0, text.find('"insights"'))) :], allow_partial=True)
        # An empty list that was cut off does not say that there are no habits.
        if isinstance(partial, dict) and partial.get("insights"):
            yield partial
