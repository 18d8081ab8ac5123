"""The profile counts habits and says where they are going, without reading much into little."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.schema import Category, Insight
from speaking.profile.trends import Direction, SessionHabits, direction, focus_areas, merge, subtract, trends

FIRST = datetime(2026, 1, 5, tzinfo=UTC)


def history(*sessions: Mapping[str, int], words: int = 200) -> list[SessionHabits]:
    return [
        SessionHabits(f"s{number}", FIRST + timedelta(days=number), words, counts, None)
        for number, counts in enumerate(sessions)
    ]


def insight(pattern: str, frequency: int | None, category: Category = Category.GRAMMAR) -> Insight:
    return Insight(category=category, pattern=pattern, detail="", frequency=frequency)


insights = st.lists(
    st.builds(
        insight,
        st.sampled_from(["Missing articles", "Filler words", "Tenses"]),
        st.none() | st.integers(0, 99),
    )
)
counts = st.dictionaries(st.sampled_from(["grammar:Filler words", "grammar:Tenses"]), st.integers(1, 99))


class TestCounts:
    def test_a_session_adds_its_frequencies(self) -> None:
        """Keys are "category:pattern"; an insight without a frequency counts once."""
        found = [insight("Missing articles", 3), insight("Filler words", None, Category.VOCABULARY)]
        assert merge({"grammar:Missing articles": 2}, found) == {
            "grammar:Missing articles": 5,
            "vocabulary:Filler words": 1,
        }

    def test_what_was_given_is_not_changed(self) -> None:
        """Merging and subtracting make new counts."""
        before = {"grammar:Tenses": 2}
        merge(before, [insight("Tenses", 1)])
        subtract(before, [insight("Tenses", 1)])
        assert before == {"grammar:Tenses": 2}

    @given(counts, insights)
    def test_deleting_a_session_undoes_it(self, before: dict[str, int], found: list[Insight]) -> None:
        """Adding a session and deleting it leaves the counts as they were."""
        assert subtract(merge(before, found), found) == before

    @given(counts, insights)
    def test_no_count_is_ever_below_one(self, before: dict[str, int], found: list[Insight]) -> None:
        """Deleting more than was counted removes the habit, and a habit of zero is no habit."""
        assert all(count > 0 for count in subtract(before, found).values())


class TestFocusAreas:
    def test_the_strongest_recent_habits(self) -> None:
        """What came up in most of the last sessions goes first, then what is said most often."""
        sessions = history(
            {"vocabulary:Vague words": 4},
            {"grammar:Missing articles": 3, "vocabulary:Filler words": 30},
            {"grammar:Missing articles": 3, "grammar:Tenses": 4},
        )
        assert focus_areas(sessions) == [
            "grammar:Missing articles",
            "vocabulary:Filler words",
            "grammar:Tenses",
        ]

    def test_old_habits_make_room(self) -> None:
        """What was not met in the last five sessions needs no work now."""
        sessions = history({"grammar:Tenses": 50}, *[{"grammar:Articles": 2}] * 5)
        assert focus_areas(sessions) == ["grammar:Articles"]

    @pytest.mark.parametrize("sessions", [[], history({}), history({"grammar:Tenses": 1}, words=0)])
    def test_nothing_said_nothing_to_work_on(self, sessions: list[SessionHabits]) -> None:
        """An empty history, or one without words, names nothing."""
        assert focus_areas(sessions) == []


class TestDirection:
    @pytest.mark.parametrize(
        ("rates", "expected"),
        [
            ([], Direction.NEW),
            ([9.0], Direction.NEW),
            ([9.0, 3.0], Direction.NEW),
            ([9.0, 3.0, 3.0], Direction.NEW),
            ([9.0, 8.0, 3.0, 3.5], Direction.FADING),
            ([3.0, 3.5, 9.0, 8.0], Direction.GROWING),
            ([3.0, 3.0, 3.0, 3.0], Direction.HOLDING),
            ([3.0, 3.0, 20.0, 3.0], Direction.HOLDING),
            ([9.0, 8.0, 1.0, 9.5], Direction.HOLDING),
            ([1.0, 1.0, 0.5, 0.5], Direction.HOLDING),
            ([5.0, 4.0, 0.0, 0.0], Direction.GONE),
            ([0.5, 0.0, 0.0, 0.0], Direction.HOLDING),
            ([0.0, 0.0, 3.0, 3.0], Direction.GROWING),
            ([8.0, 9.0, 8.0, 9.0, 9.0, 8.0, 4.0, 4.0, 3.0], Direction.FADING),
        ],
    )
    def test_a_change_must_be_large_steady_and_more_than_chance(
        self, rates: Sequence[float], expected: Direction
    ) -> None:
        """Sessions of 200 words: two points tell nothing, one outlier neither, nor one occurrence less."""
        assert direction(rates, [200] * len(rates)) is expected

    def test_the_same_rates_say_less_in_short_sessions(self) -> None:
        """Half as often in thirty words may be chance; in a thousand it is not."""
        rates = [6.0, 6.0, 3.0, 3.0]
        assert direction(rates, [33] * 4) is Direction.HOLDING
        assert direction(rates, [1000] * 4) is Direction.FADING

    @given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 20_000)), max_size=20))
    def test_any_history_has_a_direction(self, sessions: list[tuple[float, int]]) -> None:
        """Long sessions, wild rates and empty histories are all judged."""
        assert direction([rate for rate, _ in sessions], [words for _, words in sessions]) in Direction


class TestTrends:
    def test_rates_by_session(self) -> None:
        """A reported habit has its rate per 100 words in every session, zero where it was not named."""
        (trend,) = trends(history({"grammar:Tenses": 4}, {}, {"grammar:Tenses": 1}))
        assert trend.key == "grammar:Tenses"
        assert [rate.per_100_words for rate in trend.rates] == [2.0, 0.0, 0.5]
        assert [rate.session_id for rate in trend.rates] == ["s0", "s1", "s2"]
        assert trend.direction is Direction.NEW

    def test_a_measured_rate_goes_before_a_reported_one(self) -> None:
        """A habit below the threshold is no insight any more, but its rate is known."""
        sessions = history({"vocabulary:Filler words": 20}, {})
        rates = {"vocabulary:Filler words": 4.5, "vocabulary:Hedges": 1.0}
        measured = SessionHabits("s2", FIRST, 200, {}, rates)
        (trend,) = trends([*sessions, measured])
        assert [rate.per_100_words for rate in trend.rates] == [10.0, 0.0, 4.5]

    def test_a_habit_is_measured_under_another_name(self) -> None:
        """The profile keeps the first wording of a habit; its rate is found all the same."""
        measured = SessionHabits("s1", FIRST, 200, {}, {"vocabulary:Filler words": 4.5})
        (trend,) = trends([*history({"structure:Too many fillers": 20}), measured])
        assert [rate.per_100_words for rate in trend.rates] == [10.0, 4.5]

    def test_what_was_not_measured_has_no_rate(self) -> None:
        """An analyzer that did not look for a habit says nothing about it, least of all that it is gone."""
        looked = SessionHabits("s1", FIRST, 200, {}, {"grammar:Tense and aspect": 0.0})
        elsewhere = SessionHabits("s2", FIRST, 200, {}, {"vocabulary:Filler words": 0.0})
        (trend,) = trends([*history({"grammar:Tense and aspect": 4}), looked, elsewhere])
        assert [rate.session_id for rate in trend.rates] == ["s0", "s1"]
        assert [rate.per_100_words for rate in trend.rates] == [2.0, 0.0]

    def test_a_habit_that_was_reported_but_not_measured_has_the_reported_rate(self) -> None:
        """A model may report what our rules do not look for."""
        reported = SessionHabits("s0", FIRST, 200, {"grammar:Tense and aspect": 4}, {})
        (trend,) = trends([reported])
        assert [rate.per_100_words for rate in trend.rates] == [2.0]

    def test_families_that_became_one_habit_have_one_trend(self) -> None:
        """Counts and rates of the same habit are added up, under the name that the catalogue has now."""
        parts = {"grammar:Missing articles": 3.0, "grammar:'A' and 'an'": 0.5}
        old = SessionHabits("s0", FIRST, 200, {"grammar:Missing articles": 6}, parts)
        new = SessionHabits("s1", FIRST, 200, {"grammar:Articles": 3}, {"grammar:Articles": 1.5})
        (trend,) = trends([old, new])
        assert trend.key == "grammar:Articles"
        assert [rate.per_100_words for rate in trend.rates] == [3.5, 1.5]

    def test_a_change_is_judged_by_the_sessions_that_measured(self) -> None:
        """Sessions between them that did not look neither delay nor soften it."""
        measured = history(*({"vocabulary:Overused 'so'": times} for times in (18, 16, 7, 6)))
        silent = SessionHabits("silent", FIRST, 9000, {}, {})
        (trend,) = trends([measured[0], silent, *measured[1:], silent])
        assert trend.direction is Direction.FADING

    def test_sessions_without_words_are_passed_over(self) -> None:
        """A rate needs words."""
        sessions = [
            *history({"grammar:Tenses": 4}),
            SessionHabits("empty", FIRST, 0, {"grammar:Tenses": 1}, None),
        ]
        (trend,) = trends(sessions)
        assert [rate.session_id for rate in trend.rates] == ["s0"]

    def test_a_habit_fades(self) -> None:
        """From nine to three in 100 words over four sessions of 200 words is fading."""
        (trend,) = trends(history(*({"vocabulary:Overused 'so'": times} for times in (18, 16, 7, 6))))
        assert trend.direction is Direction.FADING
