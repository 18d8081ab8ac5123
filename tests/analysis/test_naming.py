"""A habit keeps one name however an analyzer words it, and different habits are never thrown together."""

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.catalogue import CATALOGUE
from speaking.analysis.naming import canonical, identity, key_of, meaning, profile_name
from support.habit_names import CLOSE, DIFFERENT, FREE, HELD_OUT, LOOSE

HABITS = [*CLOSE, *HELD_OUT]


def merged_share(habits: list[tuple[str, str, str, str]]) -> float:
    """Of the later wordings of each habit, those that are recognised as the first one among all habits."""
    known = [first for first, *_ in habits]
    wordings = [(first, wording) for first, *others in habits for wording in others]
    return sum(canonical(wording, known) == first for first, wording in wordings) / len(wordings)


@pytest.mark.parametrize(
    ("habits", "share"),
    [(CLOSE, 0.95), (HELD_OUT, 0.95), (FREE, 0.95), (LOOSE, 0.7)],
    ids=["close", "held out", "free", "loose"],
)
def test_wordings_of_a_habit_are_merged(habits: list[tuple[str, str, str, str]], share: float) -> None:
    """At least 95 of 100 wordings find their habit among all the others, told by examples at least 70."""
    assert merged_share(habits) >= share


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_habits_stay_apart(one: str, other: str) -> None:
    """Names that look alike and mean different habits are never merged, whichever came first."""
    assert canonical(one, [other]) == one
    assert canonical(other, [one]) == other


def test_no_wording_of_one_habit_is_taken_for_another() -> None:
    """Every wording in the table is compared with those of all other habits."""
    pairs = chain.from_iterable(combinations(habits, 2) for habits in (HABITS, FREE, LOOSE))
    for one, other in pairs:
        shared = {meaning(name) for name in one} & {meaning(name) for name in other} - {frozenset[str]()}
        assert not shared, (one, other)


def test_a_known_name_stays_itself() -> None:
    """A name in the profile is never replaced by another one, not even by one of the same habit."""
    names = [name for habit in HABITS for name in habit]
    assert [canonical(name, names) for name in names] == names


class TestKeys:
    def test_a_key_finds_the_key_of_the_same_category_first(self) -> None:
        """The profile's keys carry their category; the same habit in the same category goes first."""
        known = ["structure:Overuse of fillers", "vocabulary:Filler words"]
        assert canonical("vocabulary:Too many fillers", known) == "vocabulary:Filler words"

    def test_a_habit_is_the_same_under_another_category(self) -> None:
        """An analyzer that sorts a habit elsewhere this time does not split it in two."""
        assert canonical("structure:Too many fillers", ["vocabulary:Filler words"]) == (
            "vocabulary:Filler words"
        )

    def test_a_key_is_only_replaced_by_a_key(self) -> None:
        """A profile that another app made may hold keys of a fourth category: they are left alone."""
        assert canonical("grammar:Article errors", ["errors:Articles"]) == "grammar:Article errors"

    @given(st.text(), st.lists(st.text()))
    def test_any_name_is_read(self, name: str, known: list[str]) -> None:
        """Names come from models and from other apps' databases; none of them crashes the profile."""
        assert canonical(name, known) in {name, *known}
        assert canonical(name, [name]) == name

    def test_an_unknown_habit_keeps_its_name(self) -> None:
        """Nothing is merged by likeness alone."""
        assert (
            canonical("grammar:Dangling modifiers", ["grammar:Modal verbs"]) == "grammar:Dangling modifiers"
        )

    def test_names_that_say_nothing_are_not_one_habit(self) -> None:
        """Two empty names mean nothing, not the same thing."""
        assert canonical("Common mistakes", ["General errors"]) == "Common mistakes"

    def test_case_and_white_space_do_not_make_a_new_habit(self) -> None:
        """The known spelling stays."""
        assert canonical("common  Mistakes", ["Common mistakes"]) == "Common mistakes"

    def test_a_colon_in_a_name_is_no_category(self) -> None:
        """Only the three categories are split off."""
        assert canonical("Articles: missing 'the'", ["Missing 'the'"]) == "Missing 'the'"


class TestTheCatalogue:
    def test_a_key_and_every_wording_lead_to_the_habit(self) -> None:
        """Keys come from Claude, names from profiles that another version filled."""
        named = ["articles", "missing-article", "Missing articles", "structure:Omission of articles"]
        assert {key_of(name) for name in named} == {"articles"}
        assert {identity(name) for name in named} == {"articles"}
        assert {key: key_of(key) for key in CATALOGUE} == {key: key for key in CATALOGUE}
        assert profile_name("articles") == "grammar:Articles"

    def test_what_the_catalogue_lacks_goes_by_its_name(self) -> None:
        """It has no key, and the same meaning is the same habit all the same."""
        assert key_of("grammar:Dangling modifiers") is None
        assert profile_name("grammar:Dangling modifiers") == "grammar:Dangling modifiers"
        assert identity("Literal translation") == identity("vocabulary:Word-for-word translations")
        assert identity("Dangling modifiers") != identity("Misplaced commas")
