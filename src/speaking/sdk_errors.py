"""Translates the errors of a vendor's SDK into ours, always by the same rule (docs/decisions/807).

Each adapter puts its calls to the SDK, and nothing else, into `translated`, and has one function that says
what the SDK's errors mean. An error that this function does not know counts as passing.
"""

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from itertools import chain
from typing import Any

from speaking.errors import ConfigurationError, ServiceRefused, ServiceUnavailable, SpeakingError, Unavailable

Meaning = Callable[[Exception], SpeakingError | None]

_PASSING_STATUS = frozenset({408, 409, 425, 429, 499})
"""The statuses below 500 that may pass with time: timeout, conflict, too early, too many, hung up."""
_OPERATORS_STATUS = frozenset({401, 402, 403, 404})
"""The statuses caused by the key, the account or the address."""
_FORMS_STATUS = frozenset({400, 422})
"""The statuses with which a server refuses a field of a form; 422 is FastAPI's."""


@contextmanager
def translated(meaning: Meaning, *, unknown: Callable[[], Unavailable]) -> Iterator[None]:
    """Wraps calls to an SDK; whatever they raise becomes one of our errors, with the cause kept.

    Args:
        meaning: Our error for one of the SDK's; None if it is unknown.
        unknown: Our error for an unknown one. It is passing: the queue tries again a few times, which costs
            little, while an error that counts as lasting costs the learner the session.
    """
    try:
        yield
    except SpeakingError:
        raise
    except Exception as error:
        raise (meaning(error) or unknown()) from error


def passes(status: int) -> bool:
    """Whether a request with this HTTP status in response may succeed later."""
    return status in _PASSING_STATUS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def kind_of(status: int) -> type[SpeakingError] | None:
    """Our type of error for an HTTP status: passing, for the operator, or a refusal; None below 400."""
    if passes(status):
        return ServiceUnavailable
    if status in _OPERATORS_STATUS:
        return ConfigurationError
    return ServiceRefused if status >= HTTPStatus.BAD_REQUEST else None


def meaning_over_http(
    error: Exception,
    *,
    without_status: Mapping[str, type[SpeakingError]],
    sentences: Mapping[type[SpeakingError], str],
) -> SpeakingError | None:
    """Our error for an SDK error with the HTTP status in `status_code` and the answer in `response`.

    Args:
        error: The SDK's error.
        without_status: Our errors for those without an answer, by the name of a class or one above it.
        sentences: What the learner reads, by type of error.
    """
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        kind = kind_of(status)
    else:
        names = (ancestor.__name__ for ancestor in type(error).__mro__)
        kind = next((without_status[name] for name in names if name in without_status), None)
    if kind is None:
        return None
    response = getattr(error, "response", None)
    asked = None if response is None else retry_after_secs(response.headers.get("retry-after"))
    return kind(sentences[kind], retry_after=asked)


def refused_field(error: BaseException | None, names: Mapping[str, Collection[str]]) -> str | None:
    """The field that a server refused, None if it refused the request for another reason.

    A refusal that says which field it means is taken at its word. Else its sentence is read: a name that is
    an ordinary word, too, counts in quotes alone.

    Args:
        error: The SDK's, with the HTTP status in `status_code` and the answer's JSON in `body`.
        names: The fields to look for, the first one found counts; for each, by what names it may be called.
    """
    if getattr(error, "status_code", None) not in _FORMS_STATUS:
        return None
    body = getattr(error, "body", None)
    told: dict[str, Any] = body if isinstance(body, dict) else {"message": body}
    inner = told.get("error")
    told = inner if isinstance(inner, dict) else told  # Anthropic's SDK hands on the whole answer
    details = [each for each in _listed(told.get("detail")) if isinstance(each, dict)]
    # OpenAI and vLLM point at a field in `param`, FastAPI in the `loc` of each detail, after "body".
    places = (told.get("param"), *chain.from_iterable(_listed(each.get("loc")) for each in details))
    if blamed := _names_in(places) - {"body"}:
        return next((field for field in names if field in blamed), None)
    said = (told.get("message"), told.get("detail"), *(each.get("msg") for each in details))
    sentence = " ".join(text for text in said if isinstance(text, str))
    return next((field for field, called in names.items() if _mentions(sentence, called)), None)


def _listed(value: object) -> Sequence[Any]:
    return value if isinstance(value, list) else ()


def _names_in(places: Iterable[object]) -> set[str]:
    """Names without the brackets or the index that they may have ("timestamp_granularities[]")."""
    return {place.partition("[")[0] for place in places if place and isinstance(place, str)}


def _mentions(sentence: str, names: Collection[str]) -> bool:
    return any(
        re.search(rf"\b{name}\b" if "_" in name else rf"[\"'`]{name}[\"'`]", sentence) for name in names
    )


def retry_after_secs(header: str | None) -> float | None:
    """Seconds in a Retry-After header, a number or a date (RFC 9110, 10.2.3); None if it has neither."""
    if not header:
        return None
    try:
        secs = float(header)
    except ValueError:
        secs = _secs_until(header)
    return secs if 0 <= secs < math.inf else None


def _secs_until(date: str) -> float:
    try:
        return max(0.0, (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return math.inf
