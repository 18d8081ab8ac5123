"""Small line charts: the figures of a table, and the same figures as points of an SVG polyline.

Sessions are spaced evenly. If there are many, all sessions of a week or a month become one figure: the rate
over all their words, so that a long session counts for more than a short one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from itertools import groupby

from speaking.wording.habit_labels import chart_sentence

WIDTH = 240
HEIGHT = 48
MARGIN = 4
MOST_FIGURES = 52
"""More sessions than this are drawn by week, more weeks by month."""


class Span(StrEnum):
    """What one figure of a chart stands for."""

    SESSION = "session"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Measurement:
    """What we counted in one session, per 100 words."""

    at: datetime
    session_id: str
    per_100_words: float
    words: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table; `at` is the start of its span, `session_id` is set if it is for one session."""

    at: datetime
    per_100_words: float
    sessions: int
    session_id: str | None


@dataclass(frozen=True, slots=True)
class Chart:
    """`points` draws the figures in a box of WIDTH by HEIGHT; `end` is the last point, x and y."""

    span: Span
    figures: tuple[Figure, ...]
    points: str
    end: tuple[str, str]

    @property
    def sentence(self) -> str:
        """The chart in words."""
        return chart_sentence([figure.per_100_words for figure in self.figures], self.span)


def draw(measured: Sequence[Measurement]) -> Chart:
    """The chart of some sessions, at least one, oldest first."""
    span = _span(measured)
    figures = tuple(_figures(measured, span))
    points = list(_points([figure.per_100_words for figure in figures]))
    return Chart(span, figures, " ".join(",".join(point) for point in points), points[-1])


def _span(measured: Sequence[Measurement]) -> Span:
    for span in (Span.SESSION, Span.WEEK):
        if sum(1 for _ in groupby(measured, key=partial(_start, span=span))) <= MOST_FIGURES:
            return span
    return Span.MONTH


def _figures(measured: Iterable[Measurement], span: Span) -> Iterable[Figure]:
    for start, group in groupby(measured, key=partial(_start, span=span)):
        found = list(group)
        words = sum(each.words for each in found)
        rate = sum(each.per_100_words * each.words for each in found) / words
        single = found[0].session_id if span is Span.SESSION else None
        yield Figure(start[0], rate, len(found), single)


def _start(each: Measurement, span: Span) -> tuple[datetime, str]:
    """When the figure that a measurement belongs to begins, and its session if it has a figure of its own."""
    if span is Span.SESSION:
        return each.at, each.session_id
    day = each.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday()) if span is Span.WEEK else day.replace(day=1), ""


def _points(rates: Sequence[float]) -> Iterable[tuple[str, str]]:
    highest = max(rates) or 1.0
    across = (WIDTH - 2 * MARGIN) / max(1, len(rates) - 1)
    up = HEIGHT - 2 * MARGIN
    for number, rate in enumerate(rates):
        yield f"{MARGIN + number * across:.1f}", f"{HEIGHT - MARGIN - rate / highest * up:.1f}"
