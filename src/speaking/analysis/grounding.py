"""Grounding: keeps only quotes that are in the transcript, and only insights with such a quote.

Pure functions that run over every analyzer's result, ours included.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from speaking.analysis.correction import corrected, corrections, in_case_of
from speaking.analysis.evidence import Evidence, Family, in_order
from speaking.analysis.occurrences import Located, located, united
from speaking.analysis.schema import MAX_EXAMPLES, MAX_INSIGHTS, STRONGEST_FIRST, Category, Insight
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
            these places, united with those that it lists itself, and exactly their number as frequency.
    """
    work = _Grounding(insights, transcription, evidence)
    every = work.insights()
    grounded = [insight for insight in every if insight]
    strongest = sorted(grounded, key=lambda found: STRONGEST_FIRST.index(found.severity))
    reported = strongest[:MAX_INSIGHTS]
    return Grounded(
        insights=tuple(reported),
        noticed=work.noticed(reported),
        dropped_quotes=sum(claim.dropped for claim in work.claims),
        dropped_insights=len(every) - len(grounded),
    )


def places_of(
    insights: Sequence[Insight], transcription: Transcription, *, evidence: Iterable[Evidence] = ()
) -> list[tuple[Quote, ...]]:
    """Every place that each insight would be shown with; none for an insight that would be dropped."""
    every = _Grounding(insights, transcription, evidence).insights()
    return [insight.evidence if insight else () for insight in every]


class _Grounding:
    """The insights about one transcript, with the places of their quotes and of what was counted."""

    def __init__(
        self, insights: Sequence[Insight], transcription: Transcription, evidence: Iterable[Evidence]
    ) -> None:
        self._insights = insights
        self._finder = QuoteFinder(transcription)
        self._evidence = in_order(evidence)
        self.claims = [located(insight, self._finder) for insight in insights]
        self._errors = corrections(self._evidence, _quoted_errors(insights, self.claims))

    def insights(self) -> list[Insight | None]:
        """Each insight with its places; None for one that has no place."""
        counted: dict[str, list[Quote]] = {}
        reported = {insight.habit for insight in self._insights}
        for found in self._evidence:
            if found.pattern.key in reported:
                counted.setdefault(found.pattern.key, []).append(self._shown(found))
        return [
            self._with_places(insight, claim, counted.get(insight.habit, ()))
            for insight, claim in zip(self._insights, self.claims, strict=True)
        ]

    def noticed(self, reported: Sequence[Insight]) -> tuple[Noticed, ...]:
        """Errors that rules found and that no reported insight shows."""
        return tuple(
            Noticed(found.family, self._shown(found))
            for found in self._evidence
            if found.family and not any(_shows(insight, found) for insight in reported)
        )

    def _with_places(self, insight: Insight, claim: Located, exact: Sequence[Quote]) -> Insight | None:
        own = [self._in_its_sentence(quote) for quote in claim.occurrences]
        places = united(own, exact) if exact else own or list(claim.examples)
        if not places:
            return None
        # Nothing can happen more often than there are words; what was counted happened exactly so often.
        most = len(places) if exact else len(self._finder.tokens.words)
        examples = [
            quote for quote in claim.examples if any(_overlap(quote, one.start, one.end) for one in places)
        ]
        return replace(
            insight,
            frequency=max(min(insight.frequency or 0, most), len(places)),
            examples=tuple(quote.text for quote in (examples or places)[:MAX_EXAMPLES]),
            evidence=tuple(sorted(places, key=lambda quote: quote.start)),
        )

    def _shown(self, found: Evidence) -> Quote:
        """The place of evidence, with what to say instead."""
        quote = self._finder.quote(found.start, found.end)
        wordings = tuple(in_case_of(quote.text, wording) for wording in found.say_instead)
        return self._in_its_sentence(replace(quote, say_instead=wordings))

    def _in_its_sentence(self, quote: Quote) -> Quote:
        """The quote with its sentence corrected, if it says what to say instead."""
        if not quote.say_instead:
            return quote
        sentence = self._finder.sentence_around(quote.start, quote.end)
        return replace(quote, corrected=corrected(self._finder.text, *sentence, self._errors))


def _quoted_errors(insights: Sequence[Insight], claims: Sequence[Located]) -> list[Quote]:
    """The places that an analyzer lists as errors: those with a wording, and all of grammar."""
    return [
        quote
        for insight, claim in zip(insights, claims, strict=True)
        for quote in claim.occurrences
        if quote.say_instead or insight.category is Category.GRAMMAR
    ]


def _shows(insight: Insight, found: Evidence) -> bool:
    return insight.habit == found.pattern.key or any(
        _overlap(quote, found.start, found.end) for quote in insight.evidence
    )


def _overlap(quote: Quote, start: int, end: int) -> bool:
    return quote.start < end and start < quote.end
