"""Grounding: keeps only quotes that are in the transcript, and only insights with such a quote.

Pure functions that run over every analyzer's result, ours included.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from speaking.analysis.correction import corrected, in_case_of
from speaking.analysis.evidence import Evidence, Family, in_order
from speaking.analysis.schema import MAX_EXAMPLES, MAX_INSIGHTS, STRONGEST_FIRST, Insight
from speaking.analysis.text.quotes import Quote, QuoteFinder
from speaking.transcription import Transcription


@dataclass(frozen=True, slots=True)
class Noticed:
    """An error that makes no habit: its family and its place."""

    family: Family
    quote: Quote


@dataclass(frozen=True, slots=True)
class Grounded:
    """What may be shown to the learner: at most five insights, high severity first.

    `noticed` holds the errors that belong to no insight, in the order of the transcript. `dropped_quotes`
    counts quotes that are not in the transcript, `dropped_insights` the insights left without a quote.
    """

    insights: tuple[Insight, ...]
    noticed: tuple[Noticed, ...]
    dropped_quotes: int
    dropped_insights: int


def ground(
    insights: Sequence[Insight], transcription: Transcription, *, evidence: Iterable[Evidence] = ()
) -> Grounded:
    """Find every quote in the transcript, and keep only what is there.

    Case, punctuation and white space are ignored, nothing else; only whole words match. A quote given
    several times takes as many different places. A frequency below the number of places found is raised.

    Args:
        insights: What an analyzer reports.
        transcription: What was said.
        evidence: What the evidence engine counted in this transcript. An insight with the same key gets
            these places and exactly this frequency.
    """
    finder = QuoteFinder(transcription)
    ordered = in_order(evidence)
    counted = _by_habit(ordered)
    grounded: list[Insight] = []
    dropped_quotes = 0
    for insight in insights:
        quotes, dropped = _located(insight.examples, finder)
        dropped_quotes += dropped
        exact = [_shown(found, ordered, finder) for found in counted.get(insight.habit, ())]
        if exact:
            showing = [quote for quote in quotes if any(_overlap(quote, place) for place in exact)]
            grounded.append(_grounded(insight, len(exact), showing or exact, exact))
        elif quotes:
            # Nothing can happen more often than there are words.
            claimed = min(insight.frequency or 0, len(finder.tokens.words))
            grounded.append(_grounded(insight, max(claimed, len(quotes)), quotes, quotes))
    strongest = sorted(grounded, key=lambda found: STRONGEST_FIRST.index(found.severity))
    reported = strongest[:MAX_INSIGHTS]
    return Grounded(
        insights=tuple(reported),
        noticed=_noticed(ordered, {insight.habit for insight in reported}, finder),
        dropped_quotes=dropped_quotes,
        dropped_insights=len(insights) - len(grounded),
    )


def _shown(found: Evidence, evidence: Sequence[Evidence], finder: QuoteFinder) -> Quote:
    """The place of evidence, with what to say instead."""
    quote = finder.quote(found.start, found.end)
    if not found.say_instead:
        return quote
    wordings = tuple(in_case_of(quote.text, wording) for wording in found.say_instead)
    sentence = finder.sentence_around(found.start, found.end)
    return replace(quote, say_instead=wordings, corrected=corrected(finder.text, *sentence, evidence))


def _noticed(
    evidence: Sequence[Evidence], reported: Container[str], finder: QuoteFinder
) -> tuple[Noticed, ...]:
    """Errors that rules found and that belong to no reported habit."""
    return tuple(
        Noticed(found.family, _shown(found, evidence, finder))
        for found in evidence
        if found.family and found.pattern.key not in reported
    )


def _by_habit(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    counted: dict[str, list[Evidence]] = {}
    for found in evidence:
        counted.setdefault(found.pattern.key, []).append(found)
    return counted


def _located(examples: Sequence[str], finder: QuoteFinder) -> tuple[list[Quote], int]:
    """Quotes at places that do not overlap, and how many examples were not found."""
    places = {example: list(finder.occurrences(example)) for example in set(examples)}
    free = {example: iter(found) for example, found in places.items()}
    taken: set[int] = set()
    quotes = []
    for example in examples:
        for start, end in free[example]:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                quotes.append(finder.quote(start, end))
                break
    return quotes, sum(not places[example] for example in examples)


def _overlap(quote: Quote, place: Quote) -> bool:
    return quote.start < place.end and place.start < quote.end


def _grounded(
    insight: Insight, frequency: int, examples: Sequence[Quote], evidence: Sequence[Quote]
) -> Insight:
    texts = tuple(quote.text for quote in examples[:MAX_EXAMPLES])
    in_order = tuple(sorted(evidence, key=lambda quote: quote.start))
    return replace(insight, frequency=frequency, examples=texts, evidence=in_order)
