"""What Harper sees beside our own rules, where it proved right on learners' text and silent on correct text.

Harper calls far more than a learner of speaking needs (style, spelling, punctuation); the few of its messages
that are taken name one of our own habits.
"""

import re
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harper import Linter

_TAKEN = (
    (re.compile(r"The form of the verb must agree in grammatical number with the pronoun"), "agreement"),
    (re.compile(r"Use the base form of the verb with .did."), "modal-form"),
    (re.compile(r"Use the past participle"), "perfect-form"),
    (re.compile(r"either add a subject between .allows?. and .to."), "verb-patterns"),
)
_GRAMMATICAL = frozenset({"Agreement", "Grammar"})

_lock = threading.Lock()
_linter: "Linter | None" = None


def load() -> "Linter":
    """Harper's linter, made on first use in about a second; one for the process."""
    global _linter  # noqa: PLW0603 - made once, under the lock
    if _linter is None:
        with _lock:
            if _linter is None:
                import harper

                _linter = harper.Linter()
    return _linter


def harper_evidence(text: str) -> Iterator[tuple[int, int, str]]:
    """Characters `start` to `end` of each place that Harper names, and the key of the habit."""
    for lint in load().lint(text):
        if lint.lint_kind in _GRAMMATICAL:
            for message, key in _TAKEN:
                if message.search(lint.message):
                    yield lint.span.start, lint.span.end, key
