"""What the pages show: plain data made from rows, so that templates only lay out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from types import MappingProxyType

from speaking.models import Insight, InsightEvidence
from speaking.pattern_profile import Direction, SessionHabits, Trend
from speaking.repository.history import Entry
from speaking.repository.sessions import SessionDetail
from speaking.repository.summary import Example
from speaking.states import SessionStatus
from speaking.web.charts import Chart, Measurement, draw

STEPS = (
    (SessionStatus.UPLOADED, "Received"),
    (SessionStatus.TRANSCRIBING, "Writing down what you said"),
    (SessionStatus.ANALYZING, "Looking for habits"),
    (SessionStatus.DONE, "Ready"),
)
HABITS_AT_A_GLANCE = 3
FEWEST_FOR_A_LINE = 2
QUOTES_AT_ONCE = 6
MEANINGS = MappingProxyType(
    {
        Direction.GROWING: "clearly more often in the last sessions than before",
        Direction.HOLDING: "about as often as before, or too close to say",
        Direction.FADING: "clearly less often in the last sessions than before",
        Direction.GONE: "not met any more, although it was to be expected",
        Direction.NEW: "fewer than four sessions so far: too early to say",
    }
)
SEVERITIES = MappingProxyType({"high": "important", "medium": "worth a look", "low": "small"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the transcript and the numbers of the insights that it is evidence for."""

    text: str
    numbers: tuple[int, ...]

    @property
    def marks(self) -> str:
        """Names of the stylesheet's marks: one colour for each insight, as many as can be told apart."""
        bands = zip(("mark", "second", "third"), self.numbers, strict=False)
        return " ".join(f"{band}-{number}" for band, number in bands)


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quote in its sentence: what stands before it, the quote, what stands after it; seconds if known."""

    before: str
    text: str
    after: str
    at_secs: float | None


@dataclass(frozen=True, slots=True)
class InsightView:
    """One insight under its number, with its quotes: the first few, and the rest to unfold."""

    number: int
    pattern: str
    category: str
    detail: str
    times: str | None
    severity: str | None
    suggestion: str | None
    quotes: tuple[QuoteView, ...]
    more_quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the work: done, current or to come."""

    status: SessionStatus
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """Everything that the page of a session shows."""

    id: str
    status: SessionStatus
    created_at: datetime
    duration_secs: int | None
    title: str
    error_message: str | None
    next_attempt_at: datetime | None
    can_retry: bool
    steps: tuple[Step, ...]
    focus_next: str | None
    summary: str | None
    word_count: int | None
    segments: tuple[Segment, ...]
    insights: tuple[InsightView, ...]

    @property
    def is_settled(self) -> bool:
        failed_for_good = self.status is SessionStatus.FAILED and self.next_attempt_at is None
        return failed_for_good or self.status is SessionStatus.DONE


@dataclass(frozen=True, slots=True)
class EntryView:
    """One session in the history; `state` is empty once it is ready."""

    id: str
    title: str
    created_at: datetime
    state: str
    word_count: int | None
    habits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, the newest first."""

    day: datetime
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class HabitView:
    """One habit over time."""

    category: str
    pattern: str
    times: str
    direction: Direction
    example: QuoteView | None
    chart: Chart


FIGURES = (
    ("words_per_minute", "Words per minute", 0, 1),
    ("articulation_rate", "Syllables per second of speech", 1, 1),
    ("pauses_per_minute", "Pauses per minute", 1, 1),
    ("pauses_inside_clauses", "Pauses inside clauses, %", 0, 100),
    ("mean_length_of_run", "Syllables between pauses", 1, 1),
    ("fillers_per_100_words", "Fillers per 100 words", 1, 1),
    ("mtld", "Lexical diversity (MTLD)", 0, 1),
)
"""Fluency figures by name: label, digits, factor; `docs/measures.md` defines each."""


def fluency_figures(fluency: Mapping[str, float | None] | None) -> list[tuple[str, str]]:
    """Label and value of each fluency figure that is known."""
    known = [(label, digits, factor, (fluency or {}).get(name)) for name, label, digits, factor in FIGURES]
    return [
        (label, f"{value * factor:.{digits}f}") for label, digits, factor, value in known if value is not None
    ]


def session_view(detail: SessionDetail) -> SessionView:
    """A session as its page shows it."""
    session, job, transcript = detail.session, detail.job, detail.transcript
    insights = tuple(_insight_view(number, detail) for number in range(1, len(detail.insights) + 1))
    has_audio = session.audio_url is not None and session.audio_deleted_at is None
    return SessionView(
        id=session.id,
        status=session.status,
        created_at=session.created_at,
        duration_secs=session.duration_secs,
        title=session_title(session.topic, session.prompt_used),
        error_message=session.error_message,
        next_attempt_at=job.next_attempt_at if job else None,
        can_retry=session.status is SessionStatus.FAILED and (transcript is not None or has_audio),
        steps=steps(session.status),
        focus_next=session.focus_next,
        summary=detail.analysis.summary if detail.analysis else None,
        word_count=transcript.word_count if transcript else None,
        segments=tuple(segments(transcript.text, _marks(detail))) if transcript else (),
        insights=insights,
    )


def steps(status: SessionStatus) -> tuple[Step, ...]:
    """The steps of the work and how far a session has come; a failed one stands nowhere."""
    order = [step for step, _ in STEPS]
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
    """Cut a text where marks begin and end; marks are (start, end, number) and may overlap."""
    found = [(_within(start, text), _within(end, text), number) for start, end, number in marks]
    borders = sorted({0, len(text)} | {border for start, end, _ in found for border in (start, end)})
    for start, end in pairwise(borders):
        numbers = sorted({number for begin, finish, number in found if begin <= start and end <= finish})
        yield Segment(text[start:end], tuple(numbers))


def _within(at: int, text: str) -> int:
    return max(0, min(at, len(text)))


def _insight_view(number: int, detail: SessionDetail) -> InsightView:
    insight = detail.insights[number - 1]
    quotes = _quotes(insight, detail.evidence[insight.id])
    return InsightView(
        number=number,
        pattern=insight.pattern,
        category=insight.category,
        detail=insight.detail,
        times=None if insight.frequency is None else times(insight.frequency),
        severity=SEVERITIES.get(insight.severity or ""),
        suggestion=insight.suggestion,
        quotes=quotes[:QUOTES_AT_ONCE],
        more_quotes=quotes[QUOTES_AT_ONCE:],
    )


def _quotes(insight: Insight, evidence: Sequence[InsightEvidence]) -> tuple[QuoteView, ...]:
    """An insight's quotes; the TypeScript app knew them without their place in the transcript."""
    if not evidence:
        return tuple(QuoteView("", example, "", None) for example in insight.examples or ())
    return tuple(_quote_view(quote.sentence, quote.quote, quote.start_secs) for quote in evidence)


def _quote_view(sentence: str, quote: str, at_secs: float | None) -> QuoteView:
    before, found, after = sentence.partition(quote)
    return QuoteView(before, quote, after, at_secs) if found else QuoteView("", quote, "", at_secs)


def days(entries: Sequence[Entry]) -> list[Day]:
    """A page of the history by day."""
    shown = [_entry_view(entry) for entry in entries]
    by_day = groupby(shown, key=lambda entry: entry.created_at.date())
    return [Day(group[0].created_at, tuple(group)) for group in (list(found) for _, found in by_day)]


def _entry_view(entry: Entry) -> EntryView:
    session = entry.session
    settled = {SessionStatus.DONE: "", SessionStatus.FAILED: "did not work"}
    return EntryView(
        id=session.id,
        title=session_title(session.topic, session.prompt_used),
        created_at=session.created_at,
        state=settled.get(session.status, "being worked on"),
        word_count=entry.word_count,
        habits=tuple(entry.habits[:HABITS_AT_A_GLANCE]),
    )


def session_title(topic: str | None, prompt: str | None) -> str:
    """What a session is called: its topic, else the prompt that it answers."""
    return topic or prompt or "A session"


def habit_views(
    found: Sequence[Trend],
    *,
    words: Mapping[str, int],
    counts: Mapping[str, int],
    examples: Mapping[str, Example | None],
) -> list[HabitView]:
    """Every habit with its chart, the most frequent first.

    Args:
        found: The trends.
        words: How many words each session has, by its id.
        counts: The profile's, by habit.
        examples: A quote of each habit.
    """
    return [
        HabitView(
            category=trend.key.partition(":")[0],
            pattern=trend.key.partition(":")[2],
            times=times(counts.get(trend.key, 0)),
            direction=trend.direction,
            example=_example(examples.get(trend.key)),
            chart=draw(
                [
                    Measurement(rate.created_at, rate.session_id, rate.per_100_words, words[rate.session_id])
                    for rate in trend.rates
                ]
            ),
        )
        for trend in found
    ]


def _example(found: Example | None) -> QuoteView | None:
    return _quote_view(found.sentence, found.quote, None) if found else None


def times(count: int) -> str:
    """A count as one says it."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def recent_chart(past: Sequence[SessionHabits]) -> Chart | None:
    """How often habits were found in each session, all together; None before there is a line to draw."""
    spoken = [session for session in past if session.word_count]
    if len(spoken) < FEWEST_FOR_A_LINE:
        return None
    return draw(
        [
            Measurement(
                session.created_at,
                session.session_id,
                100 * sum(session.counts.values()) / session.word_count,
                session.word_count,
            )
            for session in spoken
        ]
    )
