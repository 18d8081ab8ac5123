"""What no database can hold is gone before it is stored, and all else is as it was."""

import json

from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis import Analysis
from speaking.analysis.evidence import Evidence
from speaking.analysis.grammar_habits import FAMILY
from speaking.analysis.schema import AnalysisResult, Category, Insight, Occurrence
from speaking.analysis.text.timed_words import TimedWords
from speaking.processing.storable import storable_analysis, storable_transcription
from speaking.transcription import Transcription, Word
from speaking.usage import ModelUsage

BROKEN = "\0", "\ud83c", "\udfb8"
texts = st.lists(st.text(alphabet=["a", "b", "é", "🎸", *BROKEN], min_size=1, max_size=5), max_size=10)


def spoken(words: list[str]) -> Transcription:
    """Words at one a second."""
    timed = tuple(Word(word, second, second + 1, 0.9) for second, word in enumerate(words))
    return Transcription(" ".join(words), "en", float(len(words)), timed)


@given(texts)
def test_every_word_is_found_at_its_time(words: list[str]) -> None:
    """Whatever was broken, each word that is left stands in the text, in order, and has the time it had."""
    given_words = spoken(words)
    stored = storable_transcription(given_words)
    places = TimedWords(stored).touching(0, len(stored.text))
    assert list(places) == list(stored.words)
    times = {word.start: word for word in given_words.words}
    assert all(times[word.start][1:] == word[1:] for word in stored.words)


@given(texts)
def test_no_text_is_left_that_cannot_be_stored(words: list[str]) -> None:
    """PostgreSQL takes it as text and as JSON, and nothing is empty that was a word."""
    stored = storable_transcription(spoken(words))
    assert "\0" not in stored.text
    assert stored.text.encode().decode() == stored.text
    assert all(word.text in json.dumps(stored.words, ensure_ascii=False) for word in stored.words)
    assert all(word.text and not set(BROKEN) & set(word.text) for word in stored.words)


def test_what_can_be_stored_stays_as_it_is() -> None:
    """Every other character is the learner's own."""
    said = spoken(["“So”", "um\n", "我", "🎸", "caf\u0301e"])
    assert storable_transcription(said) == said


def test_an_analysis_has_nothing_broken_anywhere() -> None:
    """Names, explanations, quotes, focus, summary, measured habits, what to say and the model's name."""
    insight = Insight(
        Category.GRAMMAR,
        "Art\0icles",
        "Yo\0u",
        examples=("a\0 b",),
        suggestion="T\0ry",
        key="k\0",
        title="Artic\0les",
        occurrences=(Occurrence("a\0 b", "a\0 c"), Occurrence("\0d")),
    )
    family = FAMILY["article-form"]
    found = Evidence(0, 1, family.habit, family)
    analysis = Analysis(
        AnalysisResult((insight,), focus_next="Fo\0cus", summary="Su\ud83cmmary"),
        analyzer="an\0other",
        usage=ModelUsage(stage="analysis", provider="an\0other", model="mo\0del"),
        focus_pattern="k\0",
        habits={"k\0": 1.5},
        evidence=(found._replace(say_instead=("a\0n", "\ud83cthe")), found._replace(say_instead=("an",))),
    )
    kept = Insight(
        Category.GRAMMAR,
        "Articles",
        "You",
        examples=("a b",),
        suggestion="Try",
        key="k",
        title="Articles",
        occurrences=(Occurrence("a b", "a c"), Occurrence("d")),
    )
    assert storable_analysis(analysis) == Analysis(
        AnalysisResult((kept,), focus_next="Focus", summary="Summary"),
        analyzer="another",
        usage=ModelUsage(stage="analysis", provider="another", model="model"),
        focus_pattern="k",
        habits={"k": 1.5},
        evidence=(found._replace(say_instead=("an", "the")), found._replace(say_instead=("an",))),
    )
