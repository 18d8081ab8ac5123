"""The learner's sentence as it should be said: every error in it corrected, or none."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from speaking.analysis.evidence import Evidence
from speaking.analysis.text.quotes import Quote
from speaking.analysis.text.readable import readable


class Correction(NamedTuple):
    """Characters `start` to `end` of a transcript, and what to say for them; empty if nobody is sure."""

    start: int
    end: int
    say_instead: tuple[str, ...]


def corrections(evidence: Iterable[Evidence], quotes: Iterable[Quote] = ()) -> list[Correction]:
    """The errors of a transcript, in order: what rules found, and what an analyzer quoted.

    Where both mean the same place, the longer wording counts if the quote has one, as it corrects what is
    in it all together; a quote without a wording says nothing new.
    """
    quoted = [Correction(quote.start, quote.end, quote.say_instead) for quote in quotes]
    ruled = [Correction(found.start, found.end, found.say_instead) for found in evidence if found.family]
    worded = [error for error in quoted if error.say_instead]
    kept = [error for error in ruled if not any(_holds(other, error) for other in worded)]
    new = [error for error in quoted if error.say_instead or not any(_touch(error, each) for each in kept)]
    return sorted({*kept, *new})


def corrected(text: str, start: int, end: int, errors: Sequence[Correction]) -> str | None:
    """Characters `start` to `end` of a transcript with the first wording of all errors in them.

    Hesitations and words that the speaker took back are left out. None if some error has no wording, or if
    two overlap: a sentence that is half corrected teaches its other half.
    """
    inside = [error for error in errors if start <= error.start and error.end <= end]
    if not inside or not all(error.say_instead for error in inside):
        return None
    if any(one.end > other.start for one, other in pairwise(inside)):
        return None
    said, at = [], start
    for error in inside:
        said += [text[at : error.start], in_case_of(text[error.start : error.end], error.say_instead[0])]
        at = error.end
    return readable("".join([*said, text[at:end]])).text.strip()


def in_case_of(quote: str, wording: str) -> str:
    """The wording with a capital letter if the quote begins a sentence with one."""
    begins = quote[:1].isupper() and quote.split(maxsplit=1)[0] not in {"I", "I'm", "I've", "I'd", "I'll"}
    return wording[:1].upper() + wording[1:] if begins else wording


def _holds(outer: Correction, inner: Correction) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _touch(one: Correction, other: Correction) -> bool:
    return one.start < other.end and other.start < one.end
