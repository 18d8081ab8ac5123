"""Reads what a language model answered, however untidy it is.

With structured outputs the answer is the JSON that we asked for. Other servers send it in a code fence, with
words or thoughts around it, or cut off; we use every insight that can be read.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import from_json

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.naming import key_of, pattern_of
from speaking.analysis.schema import (
    MAX_EXAMPLES,
    MAX_OCCURRENCES,
    AnalysisResult,
    Category,
    Insight,
    Occurrence,
    Severity,
)

MAX_PATTERN = 80
MAX_WORDING = 200
_THOUGHT = "</think>"
"""Servers that do not know a model's thoughts from its answer leave them in the text, up to this mark."""

_CATEGORY_WORDS = {
    Category.GRAMMAR: ("gramm", "syntax", "tense", "verb", "article", "preposition", "agreement"),
    Category.VOCABULARY: ("vocab", "lexi", "lexis", "word", "filler", "connector"),
    Category.STRUCTURE: ("struct", "discourse", "cohe", "fluency", "organi", "rhythm", "sentence"),
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Unreadable(ValueError):
    """Nothing in the answer can be used; the message tells the model why."""


def _clean(value: object) -> str:
    """One line of text without what a database or a page cannot hold; empty if it is not text."""
    return " ".join(_CONTROLS.sub(" ", value).split()) if isinstance(value, str) else ""


def _category(value: object) -> object:
    """The category meant; an unknown one is left as it is and refused."""
    said = _clean(value).casefold()
    for category, beginnings in _CATEGORY_WORDS.items():
        if said.startswith(beginnings):
            return category
    return said


def _severity(value: object) -> Severity | None:
    said = _clean(value).casefold()
    return Severity(said) if said in set(Severity) else None


def _frequency(value: object) -> int | None:
    """A whole number of times, rounded; None if it is not a number of times."""
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


def _numbers(value: object) -> list[int]:
    given = value if isinstance(value, list) else []
    return [
        int(each) for each in given if isinstance(each, int | str) and re.fullmatch("[0-9]{1,4}", str(each))
    ]


def _wording(value: object) -> str | None:
    """What to say, without quotation marks around it; None if it is no wording for one place."""
    said = _clean(value).strip('"“”').strip()
    return said if 0 < len(said) <= MAX_WORDING else None


def _text_or_none(value: object) -> str | None:
    return _clean(value) or None


class _Written(BaseModel):
    """We ask for every field; a field missing from an answer counts as null."""

    @model_validator(mode="before")
    @classmethod
    def _missing_is_null(cls, given: object) -> object:
        return {**dict.fromkeys(cls.model_fields), **given} if isinstance(given, dict) else given


class AnsweredPlace(_Written):
    """One place of a habit; a quote alone is one, too."""

    quote: Annotated[
        str,
        BeforeValidator(_clean),
        Field(min_length=1, description="Two to ten words, letter for letter from the transcript"),
    ]
    say_instead: Annotated[
        str | None,
        BeforeValidator(_wording),
        Field(description="The same words as they should be said; null if nothing is wrong with them"),
    ]


def _places(given: object) -> list[AnsweredPlace]:
    read = []
    for each in given if isinstance(given, list) else ():
        with suppress(ValidationError):
            read.append(AnsweredPlace.model_validate(each if isinstance(each, dict) else {"quote": each}))
    return read


class AnsweredInsight(_Written):
    """One insight, both as we ask for it and as we read it."""

    category: Annotated[Category, BeforeValidator(_category)]
    pattern: Annotated[
        str,
        BeforeValidator(_pattern),
        Field(min_length=1, description="The habit's key in the catalogue, or a short name of another habit"),
    ]
    detail: Annotated[str, BeforeValidator(_clean)]
    frequency: Annotated[int | None, BeforeValidator(_frequency)]
    severity: Annotated[Severity | None, BeforeValidator(_severity)]
    examples: Annotated[
        tuple[str, ...],
        BeforeValidator(_texts),
        Field(description="Two or three of the occurrences that show it best, letter for letter"),
    ]
    occurrences: Annotated[
        list[AnsweredPlace],
        BeforeValidator(_places),
        Field(description="Every place, at most twelve"),
    ]
    suggestion: Annotated[str | None, BeforeValidator(_text_or_none)]

    @model_validator(mode="after")
    def _rests_on_a_quote(self) -> Self:
        if not self.examples and not self.occurrences:
            raise ValueError("no quote")
        return self

    def insight(self) -> Insight:
        """The insight, with the catalogue's key and name if the catalogue has the habit.

        Examples alone are the places, and the first places are the examples.
        """
        key = key_of(self.pattern)
        known = CATALOGUE.get(key or "")
        given = {name: getattr(self, name) for name in type(self).model_fields}
        named = {"category": known.category, "pattern": known.name} if known else {}
        places = self.occurrences or [AnsweredPlace(quote=text, say_instead=None) for text in self.examples]
        occurrences = tuple(Occurrence(place.quote, place.say_instead) for place in places[:MAX_OCCURRENCES])
        examples = self.examples or tuple(place.quote for place in occurrences[:MAX_EXAMPLES])
        return Insight(**{**given, **named, "occurrences": occurrences, "examples": examples}, key=key)


def _readable(given: object) -> list[AnsweredInsight]:
    read = []
    for each in given if isinstance(given, list) else ():
        with suppress(ValidationError):
            read.append(AnsweredInsight.model_validate(each))
    return read


class Answer(_Written):
    """The whole answer: structured outputs enforce this shape, other servers come close to it."""

    insights: Annotated[list[AnsweredInsight], BeforeValidator(_readable)]
    focus_next: Annotated[str | None, BeforeValidator(_text_or_none)]
    focus_pattern: Annotated[
        str | None,
        BeforeValidator(lambda value: _pattern(value) or None),
        Field(description="The pattern of the insight that focus_next is about"),
    ]
    summary: Annotated[str, BeforeValidator(_clean)]
    no_errors: Annotated[
        list[int],
        BeforeValidator(_numbers),
        Field(description="The numbers of the candidates that are no errors"),
    ]

    @property
    def result(self) -> AnalysisResult:
        """The analysis in it."""
        insights = tuple(each.insight() for each in self.insights)
        return AnalysisResult(insights, self.focus_next, self.summary)


def read_answer(text: str) -> Answer:
    """Read a model's answer.

    Insights that cannot be read (no quote, no name, an unknown category) are left out. Missing or null
    fields stay empty, and a fractional frequency is rounded.

    Raises:
        Unreadable: There is no JSON object with a list of insights, or not one of them can be read.
    """
    content = _content(text.rpartition(_THOUGHT)[2], text)
    content["focus_next"] = content.get("focus_next") or content.get("focusNext")
    answer = Answer.model_validate(content)
    if content["insights"] and not answer.insights:
        raise Unreadable("no insight had a known category, a pattern and at least one exact quote")
    return answer


def _content(*texts: str) -> dict[str, Any]:
    for content in chain.from_iterable(map(objects, texts)):
        if isinstance(content.get("insights"), list):
            return content
    raise Unreadable("it held no JSON object with a list called insights")


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Every JSON object in the text, the outermost first, and finally one that is cut off."""
    decoder = json.JSONDecoder()
    end = 0
    for start in (match.start() for match in re.finditer(r"\{", text)):
        if start >= end:
            with suppress(json.JSONDecodeError, RecursionError):
                content, end = decoder.raw_decode(text, start)
                yield content
    with suppress(ValueError):
        partial = from_json(text[max(0, text.rfind("{", 0, text.find('"insights"'))) :], allow_partial=True)
        # An empty list that was cut off does not mean that there are no habits.
        if isinstance(partial, dict) and partial.get("insights"):
            yield partial
