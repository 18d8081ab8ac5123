"""The evidence engine as one: grammar and lexical evidence of any text, on one thread or many."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from speaking.analysis.patterns import Evidence
from speaking.analysis.patterns.grammar.catalogue import FAMILIES
from speaking.analysis.patterns.language_model import language_model
from speaking.analysis.patterns.lexical import find_lexical
from speaking.analysis.patterns.spoken import Readable, readable
from speaking.transcription import Word

if TYPE_CHECKING:
    from speaking.analysis.patterns.language_model import Doc

DOUBTED_BELOW = 0.5
"""Probability under which a word is more likely misheard than not, and so never evidence against a learner."""

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


def without_doubted(evidence: Iterable[Evidence], text: str, words: Sequence[Word]) -> list[Evidence]:
    """The evidence that touches no word which the recogniser doubted.

    Words are looked up in the order of the text; a text without word timings is believed.
    """
    doubted = list(_doubted(text, words))
    return [each for each in evidence if not any(a < each.end and each.start < b for a, b in doubted)]


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


def _doubted(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    at = 0
    for word in words:
        start = text.find(word.text, at)
        if start < 0:
            continue
        at = start + len(word.text)
        if word.probability < DOUBTED_BELOW:
            yield start, at
