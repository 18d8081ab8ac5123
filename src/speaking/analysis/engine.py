"""The evidence engine: finds grammar and lexical evidence in any text, on one thread or many."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from speaking.analysis.detectors import Rule
from speaking.analysis.detectors.failures import found_by
from speaking.analysis.detectors.grammar.harper_rules import Place, harper_evidence, is_confirmed
from speaking.analysis.detectors.grammar.harper_rules import load as load_harper
from speaking.analysis.evidence import Evidence, Family, in_order
from speaking.analysis.grammar_habits import FAMILIES, FAMILY
from speaking.analysis.lexical import find_lexical
from speaking.analysis.text.language_model import Doc, language_model
from speaking.analysis.text.readable import Readable, readable

_BATCH = 64

_Flag = tuple[int, int, Family, tuple[str, ...]]
"""Characters from and to (exclusive), the family, and what to say instead."""


def load() -> None:
    """Load the language model and Harper now rather than on first use."""
    language_model()
    load_harper()


def find_grammar(text: str, *, first_language: str | None = None) -> list[Evidence]:
    """Grammar evidence in one text, in order; no two pieces of evidence share a word.

    `first_language` is the speaker's, as an ISO 639-1 code, if it is known: where else to look.
    """
    return next(iter(find_grammar_in([text], first_language=first_language)))


def find_grammar_in(texts: Iterable[str], *, first_language: str | None = None) -> Iterator[list[Evidence]]:
    """Grammar evidence in each of many texts, faster than one by one."""
    load()
    spoken = map(readable, texts)
    while batch := list(islice(spoken, _BATCH)):
        seen = found_by("harper", harper_evidence, [each.text for each in batch]) or [[]] * len(batch)
        docs = language_model().pipe(each.text for each in batch)
        for doc, text, places in zip(docs, batch, seen, strict=True):
            yield _grammar_of(doc, text, places, first_language)


def evidence_lines(documents: Iterable[str]) -> Iterator[str]:
    """One JSON object for each piece of evidence: document number, habit, place, quote and correction."""
    texts = list(documents)
    for number, (text, grammar) in enumerate(zip(texts, find_grammar_in(texts), strict=True)):
        for each in in_order(chain(grammar, find_lexical(text))):
            yield json.dumps(
                {
                    "document": number,
                    "pattern": each.pattern.key,
                    "family": each.family.key if each.family else None,
                    "category": each.pattern.category.value,
                    "start": each.start,
                    "end": each.end,
                    "quote": each.quote(text),
                    "sayInstead": each.say_instead,
                },
                ensure_ascii=False,
            )


def _grammar_of(
    doc: Doc, text: Readable, places: Iterable[Place], first_language: str | None
) -> list[Evidence]:
    """Our own rules first, then Harper where they found nothing."""
    found: list[Evidence] = []
    taken: set[int] = set()
    seen = found_by("harper", _by_harper, doc, places)
    for start, end, family, say_instead in chain(_by_rules(doc, first_language), seen):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            place = text.original(start, end)
            found.append(Evidence(*place, family.habit, family, say_instead))
    return in_order(found)


def _by_rules(doc: Doc, first_language: str | None) -> Iterator[_Flag]:
    for family in FAMILIES:
        for rule in family.rules_for(first_language):
            yield from found_by(rule.__name__, _by_rule, doc, rule, family)


def _by_rule(doc: Doc, rule: Rule, family: Family) -> Iterator[_Flag]:
    for start, end, say_instead in rule(doc):
        span = doc[start:end]
        if not all(token.pos_ == "PROPN" for token in span):  # names are never wrong
            yield span.start_char, span.end_char, family, say_instead


def _by_harper(doc: Doc, places: Iterable[Place]) -> Iterator[_Flag]:
    for place in places:
        if is_confirmed(doc, place):
            yield *place[:2], FAMILY[place[2]], ()
