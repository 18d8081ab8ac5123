"""What Harper adds to our own rules, where it was right on learners' text and silent on correct text.

Harper reports far more than a speaker needs (style, spelling, punctuation). Each of the few rules used here
finds one of our own families.
"""

import threading
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from speaking.analysis.text.language_model import Doc
from speaking.extras import needs

if TYPE_CHECKING:
    from harper import Linter

_TAKEN = {
    "PronounVerbAgreement": "subject-verb",
    "DidPast": "modal-form",
    "SimplePastToPastParticiple": "perfect-form",
    "AllowTo": "verb-patterns",
}
"""Harper's rules, and the family that each one finds."""

Place = tuple[int, int, str]
"""Characters from and to (exclusive), and the key of the family."""

_APART = "\n\n"
_PRESENT = frozenset({"VB", "VBP", "VBZ"})

_loading = threading.Lock()
_linting = threading.Lock()
_linter: "Linter | None" = None


def load() -> "Linter":
    """Harper's linter, made on first use in about a second; one for the process."""
    global _linter  # noqa: PLW0603 - made once, under the lock
    if _linter is None:
        with _loading:
            if _linter is None:
                with needs("local", enables="Finding habits of grammar"):
                    import harper

                _linter = harper.Linter()
    return _linter


def harper_evidence(texts: Sequence[str]) -> list[list[Place]]:
    """What Harper reports in each of the texts; all are read at once, which is twice as fast."""
    found: list[list[Place]] = [[] for _ in texts]
    starts = list(accumulate((len(text) + len(_APART) for text in texts), initial=0))
    linter = load()
    with _linting:  # the linter refuses a second thread while it works for one
        lints = linter.organized_lints(_APART.join(texts))
    for lint, key in ((lint, key) for rule, key in _TAKEN.items() for lint in lints.get(rule, ())):
        number = bisect_right(starts, lint.span.start) - 1
        start, end = lint.span.start - starts[number], lint.span.end - starts[number]
        if end <= len(texts[number]):
            found[number].append((start, end, key))
    return [sorted(places) for places in found]


def is_confirmed(doc: Doc, place: Place) -> bool:
    """Whether spaCy sees a verb there too: Harper takes the past for a present form ("he bit it")."""
    start, end, key = place
    span = doc.char_span(start, end, alignment_mode="expand")
    return key != "subject-verb" or span is None or any(token.tag_ in _PRESENT for token in span)
