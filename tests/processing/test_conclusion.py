"""What one session amounts to: insights that stand in the transcript, and figures that can be recomputed."""

from speaking.analysis.local import analyze
from speaking.processing.conclusion import conclude
from speaking.transcription import Transcription, Word

TEXT = (
    "So, um, I left early. So he came. We met in town, and it was fun. So we ate. So I slept. So I woke up. "
    * 2
)


def spoken(*, timed: bool) -> Transcription:
    words = tuple(Word(word, at / 2, at / 2 + 0.4, 0.9) for at, word in enumerate(TEXT.split()))
    return Transcription(TEXT, "en", len(words) / 2, words if timed else ())


def test_every_counted_habit_has_a_rate_whether_or_not_it_was_reported() -> None:
    """A habit that fades below the limit is still followed; one that was not met is zero."""
    transcription = spoken(timed=True)
    conclusion = conclude(analyze(transcription), transcription)
    assert conclusion.habits["structure:Sentences starting with 'so'"] == 20.0
    assert conclusion.habits["vocabulary:Overuse of 'and'"] == 4.0
    assert conclusion.habits["vocabulary:Hedging"] == 0.0


def test_the_focus_names_a_habit_that_is_measured() -> None:
    """The next session can look it up."""
    transcription = spoken(timed=True)
    conclusion = conclude(analyze(transcription), transcription)
    assert conclusion.focus_next is not None
    assert conclusion.focus_pattern in conclusion.habits


def test_fluency_needs_timings() -> None:
    """Where a service gave none there are no figures, and nothing else is lost."""
    timed = conclude(analyze(spoken(timed=True)), spoken(timed=True))
    untimed = conclude(analyze(spoken(timed=False)), spoken(timed=False))
    assert timed.fluency is not None
    assert timed.fluency["words_per_minute"] > 100
    assert untimed.fluency is None
    assert untimed.habits == timed.habits
