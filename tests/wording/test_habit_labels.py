"""Habits, directions and figures in a learner's words."""

import pytest

from speaking.analysis.schema import Severity
from speaking.profile.trends import Direction
from speaking.wording.habit_labels import DIRECTIONS, SEVERITIES, chart_sentence, progress_sentence, times


def test_every_direction_and_severity_has_words() -> None:
    """A new one is explained before a learner meets it."""
    assert DIRECTIONS.keys() == {direction.value for direction in Direction}
    assert SEVERITIES.keys() == {severity.value for severity in Severity}


def test_figures_are_short() -> None:
    """Whole numbers stay whole."""
    assert progress_sentence("'So'", 9.0, 3.04) == "'So': 9 → 3 per 100 words"


def test_a_chart_in_words() -> None:
    """The first figure, the last and the highest; a single one speaks for itself."""
    assert chart_sentence([2.0, 9.1, 4.0], "week") == (
        "2.0 per 100 words in the first week, 4.0 in the last. Highest: 9.1."
    )
    assert chart_sentence([2.0], "session") == "2.0 per 100 words in one session."


@pytest.mark.parametrize(("count", "said"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_counts_are_said_as_people_say_them(count: int, said: str) -> None:
    """Once and twice have words of their own."""
    assert times(count) == said
