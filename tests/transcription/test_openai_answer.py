"""Bare timed words find their place in the text they were spoken in."""

from hypothesis import given
from hypothesis import strategies as st

from speaking.transcription.openai_answer import Answer, AnswerWord, align, segments

tokens = st.lists(st.text("ab-,.'", min_size=1, max_size=5), max_size=20)


def timed(*words: str) -> list[AnswerWord]:
    """Words at one a second."""
    return [AnswerWord(word=word, start=second, end=second + 1) for second, word in enumerate(words)]


@given(tokens, tokens)
def test_every_token_gets_a_time(text: list[str], words: list[str]) -> None:
    """Whatever the service times, each token of the text has a start that is not after its end."""
    times = align(text, timed(*words))
    assert len(times) == len(text)
    assert all(start <= end for start, end in times)


def test_a_word_the_service_left_out_lies_between_its_neighbours() -> None:
    """A token without a time of its own fills the gap."""
    words = [AnswerWord(word="I", start=0, end=1), AnswerWord(word="tea", start=4, end=5)]
    assert align(["I", "like", "tea."], words) == [(0, 1), (1, 4), (4, 5)]


def test_one_odd_word_does_not_shift_the_rest() -> None:
    """A number that is written one way and timed another costs its own time only."""
    times = align(["I", "have", "20", "cats", "here"], timed("I", "have", "twenty", "cats", "here"))
    assert (times[0], times[1], times[3], times[4]) == ((0, 1), (1, 2), (3, 4), (4, 5))


def test_an_answer_without_figures_is_believed() -> None:
    """Compatible servers that leave the model's figures out lose no segment."""
    answer = Answer.model_validate({"text": "I like tea.", "segments": [{"text": " I like tea."}]})
    [segment] = segments(answer)
    assert not segment.confidence.invented
    assert [word.text.strip() for word in segment.words] == ["I", "like", "tea."]
