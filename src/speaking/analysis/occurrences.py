"""Where the quotes of an insight are in a transcript, and how they are united with what was counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from speaking.analysis.correction import in_case_of
from speaking.analysis.schema import Insight, Occurrence
from speaking.analysis.text.quotes import Quote, QuoteFinder


@dataclass(frozen=True, slots=True)
class Located:
    """An insight's quotes that are in the transcript.

    Attributes:
        occurrences: The places that it lists one by one, with what to say instead, and examples that are not
            among them; empty if it lists none.
        examples: The places of its examples.
        dropped: How many of its quotes are not in the transcript.
    """

    occurrences: tuple[Quote, ...]
    examples: tuple[Quote, ...]
    dropped: int


def located(insight: Insight, finder: QuoteFinder) -> Located:
    """Find an insight's quotes; several of the same words take as many different places."""
    listed = [occurrence for occurrence in insight.occurrences if occurrence.quote]
    examples = [Occurrence(example) for example in insight.examples]
    if not listed:
        found = list(_placed(examples, finder, []))
        return Located((), tuple(found), _missing(examples, finder))
    occurrences = list(_placed(listed, finder, []))
    shown = []
    for example in examples:
        places = list(finder.occurrences(example.quote))
        known = next((one for one in occurrences if any(_overlaps(one, *place) for place in places)), None)
        if known is None:
            new = list(_placed([example], finder, occurrences))
            occurrences += new
            shown += new
        elif known not in shown:
            shown.append(known)
    told = {occurrence.quote for occurrence in listed}
    others = [example for example in examples if example.quote not in told]
    return Located(tuple(occurrences), tuple(shown), _missing([*listed, *others], finder))


def united(own: Iterable[Quote], counted: Sequence[Quote]) -> list[Quote]:
    """The places of both in the order of the transcript, no place twice.

    A quote that holds a counted place is that place. It replaces it only where it alone says what to say.
    """
    places = list(counted)
    for quote in own:
        same = [place for place in counted if _overlaps(quote, place.start, place.end)]
        if not same:
            places.append(quote)
        elif len(same) == 1 and quote.say_instead and not same[0].say_instead and same[0] in places:
            places[places.index(same[0])] = quote
    return sorted(places, key=lambda place: place.start)


def _placed(
    occurrences: Sequence[Occurrence], finder: QuoteFinder, others: Sequence[Quote]
) -> Iterator[Quote]:
    """Each at a place of its own that does not overlap another's; those that are nowhere are left out."""
    free = {one.quote: finder.occurrences(one.quote) for one in occurrences}
    taken: set[int] = {at for other in others for at in range(other.start, other.end)}
    for one in occurrences:
        for start, end in free[one.quote]:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield _quote(finder.quote(start, end), one.say_instead)
                break


def _quote(quote: Quote, wording: str | None) -> Quote:
    """The quote with its wording, unless that says the same again."""
    if not wording or wording.casefold() == quote.text.casefold():
        return quote
    return replace(quote, say_instead=(in_case_of(quote.text, wording),))


def _missing(occurrences: Iterable[Occurrence], finder: QuoteFinder) -> int:
    return sum(next(finder.occurrences(one.quote), None) is None for one in occurrences)


def _overlaps(quote: Quote, start: int, end: int) -> bool:
    return quote.start < end and start < quote.end
