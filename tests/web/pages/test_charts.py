from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.web.pages.charts import HEIGHT, MOST_FIGURES, WIDTH, Chart, Measurement, Span, draw

MONDAY = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
RATES = st.lists(st.floats(0, 100), min_size=1, max_size=80)


def chart(rates: list[float], *, apart: timedelta = timedelta(days=1), words: int = 100) -> Chart:
    """Sessions at equal distances in time."""
    return draw([Measurement(MONDAY + at * apart, f"s{at}", rate, words) for at, rate in enumerate(rates)])


@given(RATES)
def test_a_chart_has_a_point_for_each_figure_and_none_outside_its_box(rates: list[float]) -> None:
    """What is drawn is what the table says, however wild the figures are."""
    drawn = chart(rates)
    points = [tuple(map(float, point.split(","))) for point in drawn.points.split()]
    assert len(points) == len(drawn.figures)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)


@given(RATES)
def test_no_session_is_left_out(rates: list[float]) -> None:
    """However sessions are put together, each is counted once, and the whole rate stays what it was."""
    figures = chart(rates).figures
    assert sum(figure.sessions for figure in figures) == len(rates)
    whole = sum(figure.per_100_words * figure.sessions for figure in figures)
    assert whole == pytest.approx(sum(rates))


@pytest.mark.parametrize(
    ("sessions", "apart_days", "span"),
    [
        (MOST_FIGURES, 1, Span.SESSION),
        (MOST_FIGURES + 1, 1, Span.WEEK),
        (2 * MOST_FIGURES, 7, Span.MONTH),
    ],
)
def test_many_sessions_are_drawn_by_week_or_by_month(sessions: int, apart_days: int, span: Span) -> None:
    """The chart stays readable after years."""
    drawn = chart([1.0] * sessions, apart=timedelta(days=apart_days))
    assert drawn.span is span
    assert len(drawn.figures) <= MOST_FIGURES


def test_two_sessions_of_one_moment_stay_two() -> None:
    """A session is told from the next by more than its time."""
    assert len(chart([1.0, 2.0], apart=timedelta()).figures) == 2


def test_a_long_session_counts_for_more_than_a_short_one() -> None:
    """A week's rate is that of all its words together."""
    filling = [Measurement(MONDAY - timedelta(weeks=1), f"f{at}", 0.0, 1) for at in range(MOST_FIGURES)]
    week = [Measurement(MONDAY, "short", 10.0, 100), Measurement(MONDAY, "long", 1.0, 800)]
    assert draw([*filling, *week]).figures[-1].per_100_words == pytest.approx(2.0)


def test_a_chart_can_be_said_in_words() -> None:
    """Who does not see the line hears where it begins, ends and is highest."""
    assert chart([2.0, 9.06, 4.0]).sentence == (
        "2.0 per 100 words in the first session, 4.0 in the last. Highest: 9.1."
    )
    assert chart([2.0]).sentence == "2.0 per 100 words in one session."
