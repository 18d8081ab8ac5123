"""What history and profile show: plain data from the rows, so that templates only do layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from speaking.analysis.naming import Identity, identity
from speaking.db.other_versions import known
from speaking.profile.summary import Example
from speaking.profile.trends import Direction, SessionHabits, Trend
from speaking.sessions.history import Entry
from speaking.web.pages.charts import Chart, Measurement, draw
from speaking.wording.habit_labels import DIRECTIONS, habit_name, times
from speaking.wording.quoted import QuoteView, excerpt, quote_view
from speaking.wording.session_wording import session_title, state_in_history

HABITS_AT_A_GLANCE = 3
FEWEST_FOR_A_LINE = 2


@dataclass(frozen=True, slots=True)
class EntryView:
    """One session in the history; `state` is empty once it is ready."""

    id: str
    title: str
    created_at: datetime
    state: str
    word_count: int | None
    habits: tuple[str, ...]
    found: QuoteView | None


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, newest first."""

    day: datetime
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class DirectionView:
    """Where a habit is going: `value` is the API's name of it, `label` the learner's."""

    value: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class HabitView:
    """One habit over time."""

    category: str
    pattern: str
    times: str
    direction: DirectionView
    example: QuoteView | None
    chart: Chart


def days(entries: Sequence[Entry], *, said: str = "") -> list[Day]:
    """One page of the history by day; a search shows the words where they were said."""
    shown = [_entry_view(entry, said) for entry in entries]
    by_day = groupby(shown, key=lambda entry: entry.created_at.date())
    return [Day(group[0].created_at, tuple(group)) for group in (list(found) for _, found in by_day)]


def _entry_view(entry: Entry, said: str) -> EntryView:
    session = entry.session
    return EntryView(
        id=session.id,
        title=session_title(session.topic, session.prompt_used),
        created_at=session.created_at,
        state=state_in_history(session.status, will_retry=entry.next_attempt_at is not None),
        word_count=known(entry.word_count),
        habits=tuple(map(habit_name, entry.habits[:HABITS_AT_A_GLANCE])),
        found=excerpt(entry.text, said) if entry.text else None,
    )


def direction_views() -> list[DirectionView]:
    """Every direction that a habit can take, explained."""
    return [_direction(Direction(value)) for value in DIRECTIONS]


def _direction(direction: Direction) -> DirectionView:
    label, meaning = DIRECTIONS[direction]
    return DirectionView(direction.value, label, meaning)


def habit_views(
    trends: Sequence[Trend],
    *,
    words: Mapping[str, int],
    counts: Mapping[Identity, int],
    examples: Mapping[Identity, Example | None],
) -> list[HabitView]:
    """Every habit with its chart, most frequent first.

    Args:
        trends: The trends.
        words: The number of words in each session, by its id.
        counts: How often each habit came up in total.
        examples: A quote for each habit.
    """
    return [
        HabitView(
            category=trend.key.partition(":")[0],
            pattern=habit_name(trend.key.partition(":")[2]),
            times=times(counts[identity(trend.key)]),
            direction=_direction(trend.direction),
            example=quote_view(found.sentence, found.quote)
            if (found := examples.get(identity(trend.key)))
            else None,
            chart=draw(
                [
                    Measurement(rate.created_at, rate.session_id, rate.per_100_words, words[rate.session_id])
                    for rate in trend.rates
                ]
            ),
        )
        for trend in trends
    ]


def recent_chart(past: Sequence[SessionHabits]) -> Chart | None:
    """How often habits came up in each session, all taken together; None if there is no line to draw yet."""
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
