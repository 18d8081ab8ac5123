"""Segments become one text in which every word stands, in order and in time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speaking.errors import NoSpeech
from speaking.transcription import Word
from speaking.transcription.assembly import Segment, heard, transcription
from speaking.transcription.doubt import Confidence
from speaking.transcription.prompts import VERBATIM_PROMPT

SURE = Confidence(no_speech=0.0, log_probability=-0.2, compression=1.2)

moments = st.floats(-1e6, 1e6) | st.sampled_from([0.0, 59.9, 60.0])
pieces = st.builds(
    Word, st.text(max_size=8).map(lambda text: f" {text}") | st.text(max_size=8), *[moments] * 3
)


def said(*texts: str, confidence: Confidence = SURE) -> Segment:
    """A segment of words that follow each other at a word a second."""
    words = (Word(text, float(second), second + 1.0, 0.9) for second, text in enumerate(texts))
    return Segment(tuple(words), confidence)


@given(st.lists(pieces, max_size=30))
def test_every_word_stands_in_the_text_in_order(raw: list[Word]) -> None:
    """Whatever pieces a model gives, each word is found in the text after the one before it."""
    words = heard([Segment(tuple(raw), SURE)])
    if not words:
        return
    spoken = transcription(words, language="en", duration=60.0)
    reached = 0
    for word in spoken.words:
        assert word.text == word.text.strip() != ""
        reached = spoken.text.index(word.text, reached) + len(word.text)


@given(st.lists(pieces, min_size=1, max_size=30))
def test_times_never_run_backwards_nor_out_of_the_recording(raw: list[Word]) -> None:
    """However odd a model's times are, words follow each other within the recording."""
    words = heard([Segment(tuple(raw), SURE)])
    if not words:
        return
    reached = 0.0
    for word in transcription(words, language="en", duration=60.0).words:
        assert reached <= word.start <= word.end <= 60.0
        assert 0.0 <= word.probability <= 1.0
        reached = word.end


def test_fillers_repetitions_and_slips_stay() -> None:
    """Nothing a learner said is tidied away."""
    words = heard([said(" Um,", " I,", " I", " has", " uh,", " many", " informations.")])
    assert [word.text for word in words] == ["Um,", "I,", "I", "has", "uh,", "many", "informations."]


def test_a_hyphenated_word_is_one_word() -> None:
    """Pieces that a model gives without a space between them are one word from first to last."""
    [word] = heard([said(" well", "-known")])
    assert (word.text, word.start, word.end) == ("well-known", 0.0, 2.0)


def test_scripts_without_spaces_keep_their_pieces() -> None:
    """Chinese is not glued into one endless word."""
    assert [word.text for word in heard([said("你", "好")])] == ["你", "好"]


@pytest.mark.parametrize(
    "doubt",
    [
        Confidence(no_speech=0.7, log_probability=-1.1, compression=1.0),
        Confidence(no_speech=0.1, log_probability=-0.1, compression=2.5),
        Confidence(no_speech=0.5, log_probability=-2.5, compression=1.0),
    ],
    ids=["silence", "repetition", "gibberish"],
)
def test_what_the_model_itself_doubts_is_not_heard(doubt: Confidence) -> None:
    """An invented segment goes, its neighbours stay."""
    words = heard([said(" Yes."), said(" Thanks", " for", " watching!", confidence=doubt), said(" No.")])
    assert [word.text for word in words] == ["Yes.", "No."]


@pytest.mark.parametrize(
    "confidence",
    [
        Confidence(no_speech=0.9, log_probability=-0.3, compression=1.0),
        Confidence(no_speech=0.2, log_probability=-1.2, compression=1.0),
    ],
    ids=["a pause before speech", "a strong accent"],
)
def test_one_doubt_alone_costs_nobody_a_word(confidence: Confidence) -> None:
    """A learner who is hard to understand is still written down."""
    assert len(heard([said(" I", " has", " car.", confidence=confidence)])) == 3


def test_the_prompt_is_taken_out_where_a_model_repeats_it() -> None:
    """What we gave the model is not what the learner said, wherever in the text it comes."""
    repeated = [f" {word}" for word in VERBATIM_PROMPT.split()]
    words = heard([said(" Hello.", *repeated, " I", " like", " tea.")])
    assert [word.text for word in words] == ["Hello.", "I", "like", "tea."]


def test_words_that_the_prompt_has_too_stay() -> None:
    """A learner may think about the things that they like to do every day."""
    said_by_learner = "I was thinking about the things that I like to do every day, you know."
    words = heard([said(*(f" {word}" for word in said_by_learner.split()))])
    assert " ".join(word.text for word in words) == said_by_learner


def test_no_words_is_no_speech() -> None:
    """Silence has an error of its own."""
    with pytest.raises(NoSpeech):
        transcription([], language="en", duration=60.0)
