"""What a session's page shows: its steps, its insights with their quotes, its marked transcript."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from speaking.db.other_versions import known, readable_texts
from speaking.errors import AudioMissing, InvalidFile, NoSpeech
from speaking.profile.earlier_talks import EarlierQuotes
from speaking.sessions.stored import SessionDetail, StoredEvidence, StoredInsight, StoredNoticed
from speaking.states import KNOWN, SessionStatus, StoredStatus, is_settled
from speaking.wording.habit_labels import SEVERITIES, habit_name, times
from speaking.wording.quoted import QuoteView, quote_view
from speaking.wording.say_instead import ALSO_NOTICED, NOT_HABITS, recurrence_sentence, say_view
from speaking.wording.session_wording import STEPS, session_title

QUOTES_AT_ONCE = 6
UNUSABLE = frozenset({AudioMissing.code, InvalidFile.code, NoSpeech.code})
"""Errors caused by the recording: a new recording helps, another try does not."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the transcript, and the numbers of the insights for which it is evidence."""

    text: str
    numbers: tuple[int, ...]

    @property
    def marks(self) -> str:
        """Class names of the marks: one colour per insight, as many as people can tell apart."""
        bands = zip(("mark", "second", "third"), self.numbers, strict=False)
        return " ".join(f"{band}-{number}" for band, number in bands)


@dataclass(frozen=True, slots=True)
class EarlierView:
    """Quotes of an insight's habit from one earlier session."""

    session_id: str
    created_at: datetime
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class InsightView:
    """One numbered insight with its quotes: the first few, and the rest to be opened."""

    number: int
    name: str
    category: str
    detail: str
    recurrence: str | None
    times: str | None
    severity: str | None
    suggestion: str | None
    quotes: tuple[QuoteView, ...]
    more_quotes: tuple[QuoteView, ...]
    earlier: tuple[EarlierView, ...]


@dataclass(frozen=True, slots=True)
class NoticedView:
    """An error that makes no habit: its name and its quote."""

    name: str
    quote: QuoteView


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work: done, current or to come."""

    status: SessionStatus
    label: str
    state: str


def session_context(detail: SessionDetail, earlier: Mapping[str, Sequence[EarlierQuotes]]) -> dict[str, Any]:
    """What a session's page shows beside the rows themselves; `earlier` holds quotes by the insight's id."""
    session, transcript = detail.session, detail.transcript
    return {
        "session": session,
        "detail": detail,
        "title": session_title(session.topic, session.prompt_used),
        "duration_secs": known(session.duration_secs),
        "word_count": known(transcript.word_count) if transcript else None,
        "is_settled": is_settled(session.status, next_attempt_at=detail.next_attempt_at),
        "is_another_versions": session.status not in KNOWN,
        "can_retry": session.status is SessionStatus.FAILED and detail.can_go_on,
        "needs_new_recording": detail.last_error_code in UNUSABLE,
        "steps": steps(session.status),
        "summary": detail.analysis.summary if detail.analysis else None,
        "segments": list(segments(transcript.text, _marks(detail))) if transcript else [],
        "insights": [
            _insight_view(number, detail, earlier.get(insight.id, ()))
            for number, insight in enumerate(detail.insights, start=1)
        ],
        "noticed": [
            NoticedView(noticed.name, _in_sentence(noticed, _text(detail))) for noticed in detail.noticed
        ],
        "noticed_title": ALSO_NOTICED,
        "noticed_explanation": NOT_HABITS,
    }


def steps(status: StoredStatus) -> tuple[Step, ...]:
    """The steps of the work and how far a session has got; a failed one is at none of them."""
    order: list[str] = [step for step, _ in STEPS]
    at = order.index(status) if status in order else -1
    return tuple(
        Step(step, label, "done" if number < at or status is SessionStatus.DONE else _state(number, at))
        for number, (step, label) in enumerate(STEPS)
    )


def _state(number: int, at: int) -> str:
    return "current" if number == at else "to come"


def _marks(detail: SessionDetail) -> Iterable[tuple[int, int, int]]:
    for number, insight in enumerate(detail.insights, start=1):
        for quote in detail.evidence[insight.id]:
            yield quote.start, quote.end, number


def segments(text: str, marks: Iterable[tuple[int, int, int]]) -> Iterable[Segment]:
    """Split a text where marks begin and end; marks are (start, end, number) and may overlap."""
    found = [(_within(start, text), _within(end, text), number) for start, end, number in marks]
    borders = sorted({0, len(text)} | {border for start, end, _ in found for border in (start, end)})
    for start, end in pairwise(borders):
        numbers = sorted({number for begin, finish, number in found if begin <= start and end <= finish})
        yield Segment(text[start:end], tuple(numbers))


def _within(at: int, text: str) -> int:
    return max(0, min(at, len(text)))


def _insight_view(number: int, detail: SessionDetail, earlier: Sequence[EarlierQuotes]) -> InsightView:
    insight = detail.insights[number - 1]
    again = insight.recurrence
    quotes = _quotes(insight, detail.evidence[insight.id], _text(detail))
    return InsightView(
        number=number,
        name=insight.title or habit_name(insight.pattern),
        category=insight.category,
        detail=insight.detail,
        recurrence=recurrence_sentence(known(insight.frequency), met_in=again.met_in, talks=again.talks)
        if again
        else None,
        times=times(met) if (met := known(insight.frequency)) else None,
        severity=SEVERITIES.get(insight.severity or ""),
        suggestion=insight.suggestion,
        quotes=quotes[:QUOTES_AT_ONCE],
        more_quotes=quotes[QUOTES_AT_ONCE:],
        earlier=tuple(
            EarlierView(
                talk.session_id,
                talk.created_at,
                tuple(quote_view(quote.sentence, quote.quote) for quote in talk.quotes),
            )
            for talk in earlier
        ),
    )


def _quotes(
    insight: StoredInsight, evidence: Sequence[StoredEvidence], transcript: str
) -> tuple[QuoteView, ...]:
    """An insight's quotes; the TypeScript app stored them without their place in the transcript."""
    if not evidence:
        return tuple(QuoteView("", example, "", None) for example in readable_texts(insight.examples))
    return tuple(_in_sentence(quote, transcript) for quote in evidence)


def _text(detail: SessionDetail) -> str:
    return detail.transcript.text if detail.transcript else ""


def _in_sentence(quote: StoredEvidence | StoredNoticed, transcript: str) -> QuoteView:
    at = _place_in_sentence(quote, transcript)
    view = quote_view(quote.sentence, quote.quote, at=at, at_secs=quote.start_secs)
    say = say_view(quote.say_instead or (), quote.corrected_sentence, near=len(view.before))
    return replace(view, say=say)


def _place_in_sentence(quote: StoredEvidence | StoredNoticed, transcript: str) -> int | None:
    """Where in its sentence a quote begins: the sentence may contain the same words twice."""
    begin = transcript.rfind(quote.sentence, 0, quote.start + len(quote.sentence))
    inside = begin >= 0 and quote.end <= begin + len(quote.sentence)
    return quote.start - begin if inside else None
