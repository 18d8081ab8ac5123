"""The learner's sentence as it should be said: every error in it corrected, or none."""

from collections.abc import Sequence

from speaking.analysis.evidence import Evidence
from speaking.analysis.text.readable import readable


def corrected(text: str, start: int, end: int, evidence: Sequence[Evidence]) -> str | None:
    """Characters `start` to `end` of a transcript with the first wording of all evidence in them.

    Hesitations and words that the speaker took back are left out. None if some error has no wording: a
    sentence that is half corrected teaches its other half.
    """
    errors = [found for found in evidence if found.family and start <= found.start and found.end <= end]
    if not errors or not all(found.say_instead for found in errors):
        return None
    said, at = [], start
    for found in errors:
        said += [text[at : found.start], in_case_of(found.quote(text), found.say_instead[0])]
        at = found.end
    return readable("".join([*said, text[at:end]])).text.strip()


def in_case_of(quote: str, wording: str) -> str:
    """The wording with a capital letter if the quote begins a sentence with one."""
    begins = quote[:1].isupper() and quote.split(maxsplit=1)[0] not in {"I", "I'm", "I've", "I'd", "I'll"}
    return wording[:1].upper() + wording[1:] if begins else wording
