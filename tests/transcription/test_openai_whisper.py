"""OpenAI's transcription with the real SDK over a real connection, in good times and in bad ones."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from speaking.audio.recordings import AudioFile, probe
from speaking.errors import (
    ConfigurationError,
    MissingSetting,
    NoSpeech,
    ServiceRefused,
    ServiceUnavailable,
    SpeakingError,
)
from speaking.settings import Settings
from speaking.transcription.openai_prices import cost_usd
from speaking.transcription.openai_whisper import ERRORS, Limits, OpenAIWhisper
from speaking.transcription.prompts import VERBATIM_PROMPT
from support.sounds import recording
from support.vendors import Hold, MalformedJson, ResetAtOnce, ResetInBody, SlowTrickle, Status
from support.vendors.openai import Heard, OpenAI
from support.vendors.server import Fault

PROVIDERS_WORDS = "words of the provider"


@pytest.fixture
def openai(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenAI]:
    with OpenAI() as account:
        for name, value in account.environment().items():
            monkeypatch.setenv(name, value)
        yield account


@pytest.fixture
async def whisper(openai: OpenAI) -> AsyncIterator[OpenAIWhisper]:
    transcriber = OpenAIWhisper(Settings())
    yield transcriber
    await transcriber.close()


@pytest.fixture
async def hasty(openai: OpenAI) -> AsyncIterator[OpenAIWhisper]:
    """One that waits no longer than a test should last."""
    transcriber = OpenAIWhisper(Settings(), limits=Limits(answer_secs=0.3))
    yield transcriber
    await transcriber.close()


@pytest.fixture(scope="module")
def audio(tmp_path_factory: pytest.TempPathFactory) -> AudioFile:
    return probe(recording(tmp_path_factory.mktemp("audio") / "learner.webm", 20))


async def test_the_recording_is_sent_as_what_it_is(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """The probed container names the file and its type, and the bytes arrive unchanged."""
    await whisper.transcribe(audio, language="en")
    [form] = openai.forms
    assert (form.file_name, form.content_type) == ("recording.webm", "audio/webm")
    assert form.content == audio.path.read_bytes()


async def test_whisper_is_asked_for_every_word(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """Model, language hint, verbatim prompt and both kinds of timings are in the form."""
    await whisper.transcribe(audio, language="en")
    [form] = openai.forms
    assert form.field("model") == "whisper-1"
    assert form.field("language") == "en"
    assert form.field("prompt") == VERBATIM_PROMPT
    assert form.field("response_format") == "verbose_json"
    assert form.fields["timestamp_granularities"] == ["word", "segment"]


@pytest.mark.parametrize("language", ["", "english", "?", "deu"])
async def test_what_is_no_language_code_is_detected(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile, language: str
) -> None:
    """A session of another version may name its language in any way: the service listens for itself."""
    await whisper.transcribe(audio, language=language)
    [form] = openai.forms
    assert form.field("language") is None


async def test_another_language_is_not_prompted_in_english(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """A hint with a region is cut to what the service takes, and the English prompt stays away."""
    spoken = await whisper.transcribe(audio, language="de-AT")
    [form] = openai.forms
    assert (form.field("language"), form.field("prompt")) == ("de", None)
    assert spoken.language == "de"


async def test_words_carry_the_marks_of_the_text(whisper: OpenAIWhisper, audio: AudioFile) -> None:
    """The service times bare words; ours stand in the text as they are, with those times."""
    spoken = await whisper.transcribe(audio, language="en")
    assert spoken.text.startswith("So, um, yesterday I go to the well-known market")
    assert spoken.text == " ".join(word.text for word in spoken.words)
    um, known = spoken.words[1], spoken.words[7]
    assert (um.text, known.text) == ("um,", "well-known")
    assert (um.start, um.end, known.start, known.end) == pytest.approx((0.4, 0.8, 2.8, 3.6))


@pytest.mark.parametrize(
    "doubtful",
    [
        Heard(" Thanks for watching!", no_speech_prob=0.9, avg_logprob=-1.2),
        Heard(" Yes, yes, yes, yes.", compression_ratio=2.5),
    ],
    ids=["silence", "repetition"],
)
async def test_what_the_model_doubts_is_dropped(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile, doubtful: Heard
) -> None:
    """An invented segment goes with its words, and the words after it keep their times."""
    openai.hear(Heard(" I like tea."), doubtful, Heard(" And coffee."))
    spoken = await whisper.transcribe(audio, language="en")
    assert spoken.text == "I like tea. And coffee."
    words = len(doubtful.text.split())
    assert spoken.words[3].start == pytest.approx((3 + words) * 0.4)


@pytest.mark.parametrize(
    "heard",
    [
        (),
        (Heard(" Thank you.", no_speech_prob=0.9, avg_logprob=-1.2),),
        (Heard(f" {VERBATIM_PROMPT}"),),
        (Heard(" ..."),),
    ],
    ids=["nothing", "doubted", "the prompt repeated", "marks alone"],
)
async def test_nothing_said_is_no_speech(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile, heard: tuple[Heard, ...]
) -> None:
    """Silence never becomes a sentence."""
    openai.hear(*heard)
    with pytest.raises(NoSpeech):
        await whisper.transcribe(audio, language="en")


async def test_what_it_cost_is_told(whisper: OpenAIWhisper, audio: AudioFile) -> None:
    """The seconds that the service charged for, and their price, are kept."""
    usage = (await whisper.transcribe(audio, language="en")).usage
    assert usage is not None
    assert (usage.stage, usage.provider, usage.model) == ("transcription", "openai", "whisper-1")
    assert usage.audio_secs == 20
    assert usage.cost_usd == pytest.approx(0.002)


async def test_a_model_without_timings_gives_the_text(openai: OpenAI, audio: AudioFile) -> None:
    """The gpt models know plain JSON only; their text is whole and their tokens are counted."""
    transcriber = OpenAIWhisper(Settings(openai_transcribe_model="gpt-4o-transcribe"))
    spoken = await transcriber.transcribe(audio, language="en")
    await transcriber.close()
    assert spoken.text.startswith("So, um, yesterday")
    assert spoken.text.endswith("old town.")
    assert spoken.words == ()
    assert openai.forms[0].field("response_format") == "json"
    assert spoken.usage is not None
    assert spoken.usage.input_tokens == 100
    assert spoken.usage.cost_usd == pytest.approx((100 * 2.5 + spoken.usage.output_tokens * 10) / 1e6)


@pytest.mark.parametrize("model", ["gpt-4o-transcribe", "a-model-of-a-compatible-server"])
def test_what_a_use_cost_is_never_guessed(model: str) -> None:
    """Without the tokens that it is billed by, or without its price, it is left open."""
    assert cost_usd(model, audio_secs=60, input_tokens=0, output_tokens=0) is None


async def test_a_long_recording_goes_in_pieces(openai: OpenAI, audio: AudioFile) -> None:
    """What is longer than one request may be is cut, and its words keep the time of the whole."""
    transcriber = OpenAIWhisper(Settings(), limits=Limits(longest_secs=15))
    openai.hear(Heard(" The first part."))
    openai.hear(Heard(" The second part."))
    spoken = await transcriber.transcribe(audio, language="en")
    await transcriber.close()
    assert spoken.text == "The first part. The second part."
    assert 7 < spoken.words[3].start < 15
    assert [form.file_name for form in openai.forms] == ["recording.ogg", "recording.ogg"]


async def test_a_file_over_the_limit_is_made_smaller(openai: OpenAI, tmp_path: Path) -> None:
    """A recording that the service would refuse for its size arrives as mono Opus."""
    audio = probe(recording(tmp_path / "large.wav", 5))
    transcriber = OpenAIWhisper(Settings(), limits=Limits(upload_bytes=200_000))
    assert audio.path.stat().st_size > 200_000
    await transcriber.transcribe(audio, language="en")
    await transcriber.close()
    [form] = openai.forms
    assert (form.file_name, form.content_type) == ("recording.ogg", "audio/ogg")
    assert form.content.startswith(b"OggS")
    assert len(form.content) < 200_000


@pytest.mark.parametrize(
    "fault",
    [
        Status(408),
        Status(409),
        Status(429),
        Status(500),
        Status(503),
        ResetAtOnce(),
        ResetInBody(),
        MalformedJson(),
        Status(200, b"<html>a proxy's page</html>", {"Content-Type": "text/html"}),
        Status(200, b'{"unexpected": true}'),
    ],
    ids=lambda fault: f"{type(fault).__name__}-{getattr(fault, 'status', '')}",
)
async def test_passing_faults_are_retryable(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile, fault: Fault
) -> None:
    """Whatever may be well next time is worth another try, by the queue and not by the SDK."""
    openai.script(fault)
    with pytest.raises(ServiceUnavailable) as raised:
        await whisper.transcribe(audio, language="en")
    assert raised.value.retryable
    assert raised.value.__cause__ is not None
    assert PROVIDERS_WORDS not in str(raised.value)
    assert len(openai.requests) == 1
    assert (await whisper.transcribe(audio, language="en")).text


@pytest.mark.parametrize("fault", [Hold(), SlowTrickle()], ids=["silence", "trickle"])
async def test_a_slow_answer_is_not_waited_for_for_ever(
    openai: OpenAI, hasty: OpenAIWhisper, audio: AudioFile, fault: Hold | SlowTrickle
) -> None:
    """The deadline covers the whole answer, so that a trickle does not outlive it."""
    openai.script(fault)
    with pytest.raises(ServiceUnavailable):
        await hasty.transcribe(audio, language="en")
    fault.release()


@pytest.mark.parametrize(
    ("header", "secs"),
    [("17", 17.0), ("1.5", 1.5), ("soon", None), ("nan", None), ("-3", None)],
)
async def test_the_wait_that_was_asked_for_is_kept(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile, header: str, secs: float | None
) -> None:
    """A Retry-After reaches the queue, and a senseless one does no harm."""
    openai.script(Status(429, headers={"Retry-After": header}))
    with pytest.raises(ServiceUnavailable) as busy:
        await whisper.transcribe(audio, language="en")
    assert busy.value.retry_after == secs


async def test_the_wait_may_be_a_date(openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile) -> None:
    """A Retry-After with a date becomes seconds from now."""
    later = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    openai.script(Status(503, headers={"Retry-After": later}))
    with pytest.raises(ServiceUnavailable) as busy:
        await whisper.transcribe(audio, language="en")
    assert busy.value.retry_after == pytest.approx(3600, abs=60)


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, ServiceRefused),
        (401, ConfigurationError),
        (403, ConfigurationError),
        (404, ConfigurationError),
        (413, ServiceRefused),
        (422, ServiceRefused),
    ],
)
async def test_lasting_refusals_are_not_retried(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile, status: int, error: type[SpeakingError]
) -> None:
    """What will be refused again ends the session, in our words."""
    openai.script(Status(status))
    with pytest.raises(error) as raised:
        await whisper.transcribe(audio, language="en")
    assert not raised.value.retryable
    assert raised.value.__cause__ is not None
    assert PROVIDERS_WORDS not in str(raised.value)
    assert len(openai.requests) == 1


async def test_nobody_at_the_address_is_passing(
    openai: OpenAI, whisper: OpenAIWhisper, audio: AudioFile
) -> None:
    """A service that is down is tried again later."""
    openai.close()
    with pytest.raises(ServiceUnavailable):
        await whisper.transcribe(audio, language="en")


async def test_a_missing_key_is_named_when_it_is_needed(audio: AudioFile) -> None:
    """Without a key the transcriber can be made, and its first use says what is missing."""
    with pytest.raises(MissingSetting, match="OPENAI_API_KEY"):
        await OpenAIWhisper(Settings()).transcribe(audio, language="en")


async def test_the_check_costs_nothing(openai: OpenAI, whisper: OpenAIWhisper) -> None:
    """The doctor asks about the model and sends no audio."""
    await whisper.check()
    assert [(request.method, request.path) for request in openai.requests] == [
        ("GET", "/v1/models/whisper-1")
    ]


async def test_the_check_finds_a_wrong_key(openai: OpenAI) -> None:
    """A key that is not accepted is a matter for the operator."""
    transcriber = OpenAIWhisper(Settings.model_validate({"openai_api_key": "sk-wrong"}))
    with pytest.raises(ConfigurationError):
        await transcriber.check()
    await transcriber.close()


def test_every_error_of_the_sdk_is_mapped() -> None:
    """A new kind of error in the SDK is thought about before it reaches a learner.

    One with a status is judged by it.
    """
    from openai import APIError, OpenAIError

    def kinds(base: type[OpenAIError]) -> Iterator[type[OpenAIError]]:
        for kind in base.__subclasses__():
            yield kind
            yield from kinds(kind)

    ours = [kind for kind in kinds(OpenAIError) if kind.__module__.partition(".")[0] == "openai"]
    assert len(ours) > 10
    known = {"APIStatusError", "APIResponseValidationError", *ERRORS}
    unknown = [kind for kind in ours if known.isdisjoint(each.__name__ for each in kind.__mro__)]
    assert unknown == [APIError]
