"""Fluency figures follow from the words' timings by their definitions."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.analysis.fluency import Fluency, measure
from speaking.analysis.text.tokens import Tokens
from speaking.transcription import Transcription, Word


def spoken(*timed: tuple[str, float, float]) -> Transcription:
    words = tuple(Word(text, start, end, 0.9) for text, start, end in timed)
    return Transcription(" ".join(word.text for word in words), "en", 60.0, words)


def figures_of(transcription: Transcription) -> Fluency | None:
    return measure(transcription, Tokens(transcription.text))


def measured(*timed: tuple[str, float, float]) -> Fluency:
    figures = figures_of(spoken(*timed))
    assert figures is not None
    return figures


def evenly(words: list[str], *, secs: float = 0.4, gap: float = 0.1) -> list[tuple[str, float, float]]:
    return [(word, at * (secs + gap), at * (secs + gap) + secs) for at, word in enumerate(words)]


def later(secs: float, timed: list[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    return [(text, start + secs, end + secs) for text, start, end in timed]


TALK = [
    "yes",
    "we",
    "went",
    "to",
    "the",
    "big",
    "lake.",
    "and",
    "it",
    "was",
    "very",
    "cold",
    "in",
    "um",
    "May",
]


def test_without_pauses() -> None:
    """Gaps under a quarter of a second are part of speech."""
    figures = measured(*evenly(TALK))
    span = 15 * 0.5 - 0.1
    assert figures.words_per_minute == pytest.approx(60 * 14 / span)
    assert figures.articulation_rate == pytest.approx(16 / span)
    assert figures.pauses_per_minute == 0
    assert figures.pauses_inside_clauses is None
    assert figures.mean_length_of_run == 16
    assert figures.fillers_per_100_words == pytest.approx(100 / 14)


def test_a_pause_inside_a_clause_and_one_between_clauses() -> None:
    """Where a pause falls tells more than that there is one."""
    before, middle, after = evenly(TALK)[:4], later(1.0, evenly(TALK)[4:7]), later(1.5, evenly(TALK)[7:])
    timed = [*before, *middle, *after]
    figures = measured(*timed)
    span = 15 * 0.5 - 0.1 + 1.5
    assert figures.pauses_per_minute == pytest.approx(60 * 2 / span)
    assert figures.pauses_inside_clauses == 0.5
    # The gaps are 1.1 and 0.6 s long.
    assert figures.articulation_rate == pytest.approx(16 / (span - 1.7))
    assert figures.mean_length_of_run == pytest.approx(16 / 3)


def test_a_quarter_of_a_second_is_a_pause() -> None:
    """The limit itself counts, in the hundredths of a second that recognisers write."""
    assert measured(*evenly(TALK, gap=0.25)).pauses_per_minute > 0
    assert measured(*evenly(TALK, gap=0.24)).pauses_per_minute == 0


def test_diversity_needs_enough_words() -> None:
    """Short recordings have a pace but no diversity."""
    short = measured(*evenly(TALK))
    assert (short.mtld, short.mattr) == (None, None)
    longer = measured(*evenly(TALK * 8))
    assert longer.mtld is not None
    assert longer.mattr == pytest.approx(14 / 50)


@pytest.mark.parametrize(
    "transcription",
    [
        Transcription("So I went home and slept until the next day came.", "en", 9.0),
        spoken(("Hello", 0.0, 0.5), ("there", 0.5, 1.0)),
        spoken(*((word, 1.0, 1.0) for word in TALK)),
    ],
)
def test_no_figures_where_nothing_was_timed(transcription: Transcription) -> None:
    """Missing, few or stuck timings give no figure instead of a wrong one."""
    assert figures_of(transcription) is None


timings = st.lists(
    st.tuples(
        st.sampled_from(["I", "um,", "house.", "and", "...", "beautiful"]),
        st.floats(0, 600),
        st.floats(0, 600),
    ),
    max_size=60,
)


@given(timings)
def test_any_timings_give_figures_in_range_or_none(timed: list[tuple[str, float, float]]) -> None:
    """Overlapping, unordered or backward timings make no negative rate and no crash."""
    figures = figures_of(spoken(*timed))
    if figures is not None:
        assert all(value is None or value >= 0 for value in asdict(figures).values())
        assert figures.pauses_inside_clauses is None or figures.pauses_inside_clauses <= 1
