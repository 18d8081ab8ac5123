"""Servers that speak OpenAI's protocol and are not OpenAI: what they leave out."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from speaking.audio.recordings import AudioFile, probe
from speaking.errors import ServiceUnavailable
from speaking.settings import Settings
from speaking.transcription.openai_whisper import Limits, OpenAIWhisper
from support.sounds import recording
from support.vendors import Answer, Status
from support.vendors.openai import Heard
from support.vendors.openai_compatible import LOCALAI, SPEACHES, TEXT, VLLM, Compatible


@pytest.fixture
def server() -> Iterator[Compatible]:
    with Compatible() as server:
        yield server


@asynccontextmanager
async def transcriber_at(server: Compatible, *, limits: Limits | None = None) -> AsyncIterator[OpenAIWhisper]:
    settings = {name.lower(): value for name, value in server.environment().items()}
    transcriber = OpenAIWhisper(Settings.model_validate(settings), limits=limits)
    try:
        yield transcriber
    finally:
        await transcriber.close()


@pytest.fixture
async def whisper(server: Compatible) -> AsyncIterator[OpenAIWhisper]:
    async with transcriber_at(server) as transcriber:
        yield transcriber


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> AudioFile:
    return probe(recording(tmp_path_factory.mktemp("audio") / "learner.webm", 20))


def answering(content: Mapping[str, Any]) -> Status:
    """A scripted answer in place of the normal one."""
    return Status(200, Answer.json(dict(content)).body)


@pytest.mark.parametrize("answer", [VLLM, SPEACHES, LOCALAI], ids=["vLLM", "Speaches", "LocalAI"])
async def test_what_a_server_answers_is_read(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, answer: Mapping[str, Any]
) -> None:
    """Nulls, missing keys and a length in quotes cost nothing that was said."""
    server.script(answering(answer))
    spoken = await whisper.transcribe(audio, language="en")
    assert spoken.text == TEXT
    assert spoken.duration == pytest.approx(20, abs=0.1)
    assert spoken.language == "en"


async def test_words_inside_the_segments_have_their_times(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """Where they stand in the answer does not matter."""
    server.script(answering(SPEACHES))
    spoken = await whisper.transcribe(audio, language="en")
    assert [(word.text, word.start) for word in spoken.words] == [
        ("I", 0),
        ("like", 1),
        ("tea.", 2),
        ("And", 3),
        ("coffee.", 4),
    ]


@pytest.mark.parametrize(
    "words",
    [None, [], [{"word": "I", "start": None, "end": None}], [{"word": "I"}], LOCALAI["segments"][0]["words"]],
    ids=["null", "none", "times null", "no times", "nanoseconds"],
)
async def test_without_times_there_are_no_words(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, words: object
) -> None:
    """The text is whole, and nothing is measured that nobody timed."""
    server.script(answering({"text": TEXT, "duration": 20, "words": words}))
    spoken = await whisper.transcribe(audio, language="en")
    assert (spoken.text, spoken.words) == (TEXT, ())


async def test_one_word_without_a_time_lies_between_its_neighbours(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """The others keep theirs."""
    words = [{"word": "I", "start": 1, "end": 2}, {"word": "like", "start": None, "end": None}]
    words.append({"word": "tea", "start": 4, "end": 5})
    server.script(answering({"text": "I like tea.", "words": words}))
    spoken = await whisper.transcribe(audio, language="en")
    assert [(word.start, word.end) for word in spoken.words] == [(1, 2), (2, 4), (4, 5)]


@pytest.mark.parametrize("duration", [None, "", "00:00:20", "20 s", "nan", -1, [20]])
async def test_a_length_that_cannot_be_read_is_measured(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, duration: object
) -> None:
    """The recording itself says how long it is."""
    server.script(answering({"text": TEXT, "duration": duration}))
    spoken = await whisper.transcribe(audio, language="en")
    assert spoken.duration == pytest.approx(20, abs=0.1)
    assert spoken.usage is not None
    assert spoken.usage.audio_secs == spoken.duration


async def test_segments_without_text_leave_the_text_as_it_is(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """And a usage that is null is none."""
    usage = {"type": "duration", "seconds": None, "input_tokens": None}
    server.script(answering({"text": TEXT, "segments": [{"id": 0, "text": None}], "usage": usage}))
    assert (await whisper.transcribe(audio, language="en")).text == TEXT


async def test_segments_alone_are_enough(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """The text is what they say one after the other."""
    server.script(answering({"segments": LOCALAI["segments"]}))
    assert (await whisper.transcribe(audio, language="en")).text == TEXT


@pytest.mark.parametrize("answer", [{}, {"text": None}, {"text": None, "segments": []}, {"segments": [1]}])
async def test_an_answer_without_text_may_be_better_next_time(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, answer: Mapping[str, Any]
) -> None:
    """It is not taken for silence."""
    server.script(answering(answer))
    with pytest.raises(ServiceUnavailable):
        await whisper.transcribe(audio, language="en")


async def test_figures_beyond_all_sense_do_no_harm(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """A probability is never above one."""
    words = [{"word": "Tea", "start": 1, "end": 2}]
    server.script(answering({"segments": [{"text": "Tea.", "avg_logprob": 1e9}], "words": words}))
    [word] = (await whisper.transcribe(audio, language="en")).words
    assert word.probability == 1


async def test_half_a_character_is_no_reason_to_pay_again(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """A surrogate on its own, which JSON can spell, is read."""
    server.script(answering({"text": "I like tea \ud83c."}))
    assert (await whisper.transcribe(audio, language="en")).text.startswith("I like tea")


async def test_a_piece_without_times_leaves_the_whole_without(server: Compatible, audio: AudioFile) -> None:
    """Half of the words would stand in a silence that nobody made."""
    server.hear(Heard(" The first part."))
    server.hear(Heard(" The second part."))
    async with transcriber_at(server, limits=Limits(longest_secs=15)) as whisper:
        server.script(answering({"text": "The first part.", "duration": 10}))
        spoken = await whisper.transcribe(audio, language="en")
    assert spoken.text.startswith("The first part. The first part.")
    assert spoken.words == ()


async def test_a_silent_piece_does_not_cost_the_others_their_times(
    server: Compatible, audio: AudioFile
) -> None:
    """Where nothing was said there is nothing to time."""
    server.hear()
    server.hear(Heard(" The second part."))
    async with transcriber_at(server, limits=Limits(longest_secs=15)) as whisper:
        spoken = await whisper.transcribe(audio, language="en")
    assert [word.text for word in spoken.words] == ["The", "second", "part."]
