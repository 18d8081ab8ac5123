"""Servers that speak OpenAI's protocol and are not OpenAI: what they leave out, and what they refuse."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from speaking.audio.recordings import AudioFile, probe
from speaking.errors import ConfigurationError, NoSpeech, ServiceRefused, ServiceUnavailable
from speaking.settings import Settings
from speaking.transcription.openai_whisper import Limits, OpenAIWhisper
from support.sounds import recording
from support.vendors import Answer, Status
from support.vendors.openai import Heard
from support.vendors.openai_compatible import (
    LOCALAI,
    MODEL,
    SPEACHES,
    TEXT,
    VLLM,
    Compatible,
    refusal,
    refusal_of_field,
)

NO_TIMES = refusal("unknown param `timestamp_granularities`")
NO_VERBOSE = refusal(f"Currently do not support verbose_json for {MODEL}")
NO_PROMPT = refusal("Not supported.", param="prompt")
OTHER_REASONS = {
    "the file": refusal("Invalid file format."),
    "another field": refusal(
        "The prompt, response_format and timestamp_granularities are fine.", param="file"
    ),
    "a word in passing": refusal("The decoder prompt is longer than the maximum model length of 448."),
    "FastAPI": refusal_of_field("model"),
    "nothing": Answer.json(None, status=422),
    "what nobody expects": Answer.json({"detail": [{"loc": 3, "msg": None}, 4], "param": 5}, status=422),
    "text": Answer(400, b"Bad request", {"Content-Type": "text/plain"}),
}


@pytest.fixture
def server() -> Iterator[Compatible]:
    with Compatible() as server:
        yield server


@asynccontextmanager
async def transcriber_at(
    server: Compatible, *, limits: Limits | None = None, model: str = "whisper-1"
) -> AsyncIterator[OpenAIWhisper]:
    settings = {name.lower(): value for name, value in server.environment().items()}
    settings["openai_transcribe_model"] = model
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


@pytest.mark.parametrize("mark", ["[BLANK_AUDIO]", " [ Silence ]\n"])
async def test_a_mark_for_silence_is_no_speech(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, mark: str
) -> None:
    """Servers on whisper.cpp write down that nothing was said."""
    server.script(answering({"text": mark, "segments": [{"text": mark}]}))
    with pytest.raises(NoSpeech):
        await whisper.transcribe(audio, language="en")


async def test_a_mark_for_silence_leaves_what_was_said(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """It is a segment of its own and goes as one."""
    parts = [{"text": " I like tea."}, {"text": " [BLANK_AUDIO]"}, {"text": " And [sic] coffee."}]
    server.script(answering({"text": "I like tea. [BLANK_AUDIO] And [sic] coffee.", "segments": parts}))
    assert (await whisper.transcribe(audio, language="en")).text == "I like tea. And [sic] coffee."


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


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ("timestamp_granularities", NO_TIMES),
        ("timestamp_granularities", refusal_of_field("timestamp_granularities[]")),
        ("timestamp_granularities", refusal("No.", param="timestamp_granularities[0]")),
        ("response_format", NO_VERBOSE),
        ("response_format", refusal("Use json.", param="response_format", status=422)),
        ("response_format", Answer.json({"message": "bad response_format", "code": 400}, status=400)),
        ("response_format", Answer.json({"error": "bad response_format"}, status=400)),
        ("prompt", NO_PROMPT),
        ("prompt", refusal("unknown param `prompt`")),
        ("prompt", refusal_of_field("prompt")),
        ("response_format", Answer.json({"detail": "No verbose_json here."}, status=422)),
        (
            "response_format",
            Answer.json({"detail": [{"loc": ["body"], "msg": "No verbose_json."}]}, status=422),
        ),
    ],
)
async def test_what_is_refused_is_left_out_from_then_on(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, field: str, answer: Answer
) -> None:
    """The refusal is paid for once: the next recording is sent without the field at once."""
    server.refuses[field] = answer
    for _ in range(2):
        assert (await whisper.transcribe(audio, language="en")).text.startswith("So, um")
    refused, accepted, next_one = server.forms
    assert field in refused.fields
    assert accepted.fields == next_one.fields
    assert set(accepted.fields) == set(refused.fields) - (
        {"timestamp_granularities"} if field == "response_format" else {field}
    )
    assert accepted.content == audio.path.read_bytes()


async def test_a_server_may_refuse_all_three(audio: AudioFile) -> None:
    """Each is left out once, and what is left is enough for the text."""
    refusals = {"timestamp_granularities": NO_TIMES, "response_format": NO_VERBOSE, "prompt": NO_PROMPT}
    with Compatible(**refusals) as server:
        async with transcriber_at(server) as whisper:
            spoken = await whisper.transcribe(audio, language="en")
        assert spoken.text.startswith("So, um")
        assert spoken.words == ()
        assert len(server.forms) == 4


async def test_pieces_pay_one_refusal_together(audio: AudioFile) -> None:
    """What the first piece learned, the second one knows; their text is one."""
    with Compatible(response_format=NO_VERBOSE) as server:
        server.hear(Heard(" The first part."))
        server.hear(Heard(" The second part."))
        async with transcriber_at(server, limits=Limits(longest_secs=15)) as whisper:
            spoken = await whisper.transcribe(audio, language="en")
        assert spoken.text == "The first part. The second part."
        assert [form.field("response_format") for form in server.forms] == ["verbose_json", "json", "json"]


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


@pytest.mark.parametrize("answer", OTHER_REASONS.values(), ids=OTHER_REASONS)
async def test_another_refusal_stays_what_it_is(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile, answer: Answer
) -> None:
    """The recording is not sent again for it."""
    server.refuses["model"] = answer
    with pytest.raises(ServiceRefused):
        await whisper.transcribe(audio, language="en")
    assert len(server.forms) == 1


async def test_a_refusal_that_does_not_end_is_not_repeated_for_ever(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """Each field is left out once; one that is refused although it is not there ends the attempt."""
    server.refuses["model"] = refusal("No timestamp_granularities, response_format or `prompt`.")
    with pytest.raises(ServiceRefused):
        await whisper.transcribe(audio, language="en")
    assert len(server.forms) == 4


async def test_what_leaving_out_did_not_help_is_sent_again(
    server: Compatible, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """A refusal that blames the wrong field does not cost every later recording its words' times."""
    server.refuses["model"] = NO_TIMES
    with pytest.raises(ServiceRefused):
        await whisper.transcribe(audio, language="en")
    del server.refuses["model"]
    assert (await whisper.transcribe(audio, language="en")).words


async def test_a_silence_after_a_refusal_is_still_silence(audio: AudioFile) -> None:
    """What the server is asked without does not matter to what was said."""
    with Compatible(timestamp_granularities=NO_TIMES) as server:
        server.hear()
        async with transcriber_at(server) as whisper:
            with pytest.raises(NoSpeech):
                await whisper.transcribe(audio, language="en")


async def test_the_check_reads_the_list_of_models(server: Compatible) -> None:
    """Servers such as vLLM have no page for a single model."""
    async with transcriber_at(server, model=MODEL) as whisper:
        await whisper.check()


async def test_the_check_finds_a_model_missing_in_the_list(server: Compatible) -> None:
    """A misspelt name is a matter for the operator."""
    async with transcriber_at(server, model="openai/whisper-misspelt") as whisper:
        with pytest.raises(ConfigurationError):
            await whisper.check()
