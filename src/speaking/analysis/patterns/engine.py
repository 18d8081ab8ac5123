"""The evidence engine as one: grammar and lexical evidence of any text, on one thread or many."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from speaking.analysis.patterns import Evidence
from speaking.analysis.patterns.grammar.catalogue import FAMILIES
from speaking.analysis.patterns.language_model import language_model
from speaking.analysis.patterns.lexical import find_lexical
from speaking.analysis.patterns.spoken import Readable, readable

if TYPE_CHECKING:
    from speaking.analysis.patterns.language_model import Doc

_BATCH = 64


def load() -> None:
    """Load the language model; anything below does so by itself on first use."""
    language_model()


def find_grammar(text: str) -> list[Evidence]:
    """Grammar evidence in one text, in order; no two pieces of evidence share a word."""
    return next(iter(find_grammar_in([text])))


def find_grammar_in(texts: Iterable[str]) -> Iterator[list[Evidence]]:
    """Grammar evidence in each of many texts, quicker than one by one."""
    spoken = ((each.text, each) for each in map(readable, texts))
    for doc, text in language_model().pipe(spoken, as_tuples=True, batch_size=_BATCH):
        yield _grammar_of(doc, text)


def evidence_lines(documents: Iterable[str]) -> Iterator[str]:
    """One JSON object for each piece of evidence: document number, pattern, category, place and quote."""
    texts = list(documents)
    for number, (text, grammar) in enumerate(zip(texts, find_grammar_in(texts), strict=True)):
        for each in sorted(chain(grammar, find_lexical(text)), key=lambda found: (found.start, found.end)):
            yield json.dumps(
                {
                    "document": number,
                    "pattern": each.pattern.key,
                    "category": each.pattern.category.value,
                    "start": each.start,
                    "end": each.end,
                    "quote": each.quote(text),
                },
                ensure_ascii=False,
            )


def _grammar_of(doc: "Doc", text: Readable) -> list[Evidence]:
    found: list[Evidence] = []
    taken: set[int] = set()
    for family in FAMILIES:
        for detector in family.detectors:
            for start, end in detector(doc):
                if taken.isdisjoint(range(start, end)) and not _names(doc, start, end):
                    taken.update(range(start, end))
                    span = doc[start:end]
                    found.append(Evidence(*text.original(span.start_char, span.end_char), family.pattern))
    return sorted(found, key=lambda each: (each.start, each.end))


def _names(doc: "Doc", start: int, end: int) -> bool:
    """Whether all of it is a name: names are never wrong."""
    return all(token.pos_ == "PROPN" for token in doc[start:end])
