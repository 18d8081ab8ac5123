"""The next session says how the last one's focus went, by the same count in both."""

import pytest

from speaking.analysis.evidence import Evidence, Pattern
from speaking.analysis.local import analyze
from speaking.analysis.schema import Category, Severity
from speaking.profile.comparison import Spoken, progress, progress_sentence, rate
from speaking.transcription import Transcription

PLAIN = "We saw a very old town with many small shops near it. "
BEFORE = f"So I left the house. {PLAIN}So we came home. " * 5
NOW = f"So I left the house. {PLAIN}{PLAIN}Then we came home. " * 3
ARTICLES = Pattern("missing-article", Category.GRAMMAR, "Missing articles", "", "", Severity.HIGH)


def test_the_focus_of_one_session_is_measured_in_the_next() -> None:
    """The key that the analyzer gives is the key that is looked up, and both sessions show their places."""
    focus_pattern = analyze(Transcription(BEFORE, "en", 60.0)).focus_pattern
    assert focus_pattern == "structure:Sentences starting with 'so'"
    went = progress(focus_pattern, Spoken(BEFORE), Spoken(NOW))
    assert went is not None
    assert went.sentence == "Sentences starting with 'so': 9.5 → 3 per 100 words"
    assert (len(went.evidence_before), len(went.evidence_now)) == (10, 3)
    assert [found.quote(NOW) for found in went.evidence_now] == ["So"] * 3
    assert went.reached
    again = progress(focus_pattern, Spoken(BEFORE), Spoken(BEFORE))
    assert again is not None
    assert not again.reached


def test_the_goal_is_the_one_the_learner_was_told() -> None:
    """What the focus names is what the next session is measured against."""
    result = analyze(Transcription(BEFORE, "en", 60.0)).result
    went = progress("Sentences starting with 'so'", Spoken(BEFORE), Spoken(NOW))
    assert went is not None
    assert result.focus_next is not None
    assert f"at most {went.goal:.1f} " in result.focus_next


def test_a_wording_of_the_profile_finds_the_habit() -> None:
    """A learner's profile may know the habit by another name."""
    assert rate(BEFORE, 'vocabulary:Heavy reliance on the word "so"') == rate(BEFORE, "Overuse of 'so'")


def test_a_grammar_habit_is_followed_by_its_evidence() -> None:
    """What is gone is zero, not unknown."""
    text = "I bought car and sold car."
    evidence = (Evidence(9, 12, ARTICLES), Evidence(22, 25, ARTICLES))
    went = progress("grammar:Missing articles", Spoken(text, evidence), Spoken("I bought a car."))
    assert went is not None
    assert (round(went.before, 1), went.now, went.evidence_now) == (33.3, 0.0, ())


@pytest.mark.parametrize("habit", ["grammar:Wrong tense", "Literal translation", ""])
def test_what_nobody_counts_has_no_progress(habit: str) -> None:
    """A model's own observation cannot be recounted."""
    assert progress(habit, Spoken(BEFORE), Spoken(NOW)) is None
    assert rate(BEFORE, habit) is None


def test_figures_are_short() -> None:
    """Whole numbers stay whole."""
    assert progress_sentence("'So'", 9.0, 3.04) == "'So': 9 → 3 per 100 words"
