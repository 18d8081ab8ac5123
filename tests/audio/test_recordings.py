"""Recordings are what their content says, whatever their name, header or sender claims."""

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speaking.audio import recordings
from speaking.audio.recordings import (
    decode_blocks,
    identify,
    identify_signed,
    probe,
    split_at_silences,
    transcode_to_opus,
)
from speaking.errors import InvalidFile
from speaking.wording import refusals
from support import sounds

TYPES = {
    "webm": "audio/webm",
    "mp4": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "flac": "audio/flac",
}
wild = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    database=None,
)


def rms(samples: sounds.Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


def stereo(path: Path, left: sounds.Samples, right: sounds.Samples) -> Path:
    sounds.write(path, iter([np.stack([left, right])]), sounds.RECIPES["wav"], layout="stereo")
    return path


def saved(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def samples_of_each() -> dict[str, bytes]:
    return {extension: sounds.recording_bytes(extension, 2.5) for extension in TYPES}


@pytest.mark.parametrize("extension", TYPES)
def test_container_is_found_by_content(
    tmp_path: Path, samples_of_each: dict[str, bytes], extension: str
) -> None:
    """Every accepted container is recognized under a wrong name, with its usual extension and type."""
    probed = probe(saved(tmp_path / "song.txt", samples_of_each[extension]))
    assert (probed.extension, probed.content_type) == (extension, TYPES[extension])
    assert probed.duration == pytest.approx(2.5, abs=0.06)


@pytest.mark.parametrize("extension", TYPES)
def test_decoded_sound_is_what_was_recorded(
    tmp_path: Path, samples_of_each: dict[str, bytes], extension: str
) -> None:
    """Decoding gives mono samples at 16 kHz as loud as the source."""
    heard = sounds.decoded(saved(tmp_path / "recording", samples_of_each[extension]))
    assert heard.dtype == np.float32
    assert len(heard) / 16_000 == pytest.approx(2.5, abs=0.06)
    original = sounds.speech(2.5)
    assert rms(heard) == pytest.approx(rms(original), rel=0.1)


def test_sound_of_a_video_is_accepted(tmp_path: Path) -> None:
    """Pictures beside the sound are ignored."""
    assert probe(sounds.video_with_sound(tmp_path / "v.mp4")).duration == pytest.approx(2.0, abs=0.05)


def test_fragmented_mp4_is_accepted(tmp_path: Path) -> None:
    """MP4 as Safari records it, in fragments without a duration in front, has its true length."""
    path = tmp_path / "safari.mp4"
    recipe = sounds.Recipe("mp4", "aac", {"movflags": "frag_keyframe+empty_moov+default_base_moof"})
    sounds.write(path, sounds.blocks(4, "speech"), recipe)
    assert probe(path).duration == pytest.approx(4.0, abs=0.05)


def test_stereo_and_unusual_rates_are_decoded(tmp_path: Path) -> None:
    """A telephone's 8 kHz recording comes out at 16 kHz with its length kept."""
    path = tmp_path / "phone.wav"
    sounds.write(path, iter([sounds.speech(2, rate=8000)]), sounds.Recipe("wav", "pcm_mulaw"), rate=8000)
    assert len(sounds.decoded(path)) == pytest.approx(32_000, abs=50)


@pytest.mark.parametrize("right", [-1.0, -0.8])
def test_inverted_stereo_is_heard(tmp_path: Path, right: float) -> None:
    """A balanced microphone in a stereo socket is as loud as one of its channels."""
    voice = sounds.speech(3)
    assert rms(sounds.decoded(stereo(tmp_path / "r.wav", voice, right * voice))) == pytest.approx(
        rms(voice), rel=0.01
    )


@pytest.mark.parametrize(("left", "right"), [(1.0, 1.0), (1.0, 0.0), (0.0, 1.0), (1.0, 0.5)])
def test_stereo_is_mixed(tmp_path: Path, left: float, right: float) -> None:
    """What does not cancel out is the mean of both sides, which never leaves the range from -1 to 1."""
    voice = sounds.speech(3)
    heard = sounds.decoded(stereo(tmp_path / "r.wav", left * voice, right * voice))
    assert rms(heard) == pytest.approx((left + right) / 2 * rms(voice), rel=0.01)


def test_two_people_on_two_sides_are_both_heard(tmp_path: Path) -> None:
    """The louder one is not chosen at the cost of the other."""
    half = sounds.SAMPLE_RATE * 3
    voice, nothing = sounds.speech(3), sounds.silence(3)
    left, right = np.concatenate([voice, nothing]), np.concatenate([nothing, 0.3 * voice])
    heard = sounds.decoded(stereo(tmp_path / "r.wav", left, right))
    assert rms(heard[half // 3 :]) == pytest.approx(0.15 * rms(voice), rel=0.01)


def test_cuts_of_inverted_stereo_fall_into_its_silences(tmp_path: Path) -> None:
    """Its loudness is that of what is heard, and the pieces are as loud."""
    path = tmp_path / "r.flac"
    both = (np.stack([samples, -samples]) for samples in sentences(4))
    sounds.write(path, both, sounds.RECIPES["flac"], layout="stereo")
    pieces = split_at_silences(path, longest_secs=20, into=tmp_path)
    assert [offset % 8 >= 7 or offset == 0 for _, offset in pieces] == [True, True]
    assert all(rms(sounds.decoded(piece)) > 0.05 for piece, _ in pieces)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", refusals.EMPTY_FILE),
        (b"I am not a song. " * 1000, refusals.NOT_AUDIO),
        (b"\x00" * 100_000, refusals.NOT_AUDIO),
        (b"#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", refusals.NOT_AUDIO),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", refusals.NOT_AUDIO),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, refusals.NOT_AUDIO),
        (b"\x1aE\xdf\xa3\x9f", refusals.DAMAGED),
        (b"\x00\x00\x00\x18ftypM4A " + b"\x00" * 200, refusals.DAMAGED),
        (b"OggS" + b"\x00" * 200, refusals.DAMAGED),
    ],
    ids=["empty", "text", "zeros", "playlist", "concat", "picture", "webm head", "mp4 head", "ogg head"],
)
@pytest.mark.parametrize("name", ["recording.webm", "recording.mp3", "playlist.m3u8"])
def test_what_is_no_recording_is_refused(tmp_path: Path, content: bytes, sentence: str, name: str) -> None:
    """Each cause has its own sentence, and no name makes a recording of a text."""
    with pytest.raises(InvalidFile) as refused:
        probe(saved(tmp_path / name, content))
    assert (refused.value.code, refused.value.message) == ("INVALID_FILE", sentence)


def test_video_without_sound_is_refused(tmp_path: Path) -> None:
    """A silent film says that it has no sound."""
    with pytest.raises(InvalidFile, match=refusals.NO_SOUND):
        probe(sounds.film(tmp_path / "film.mp4"))


@pytest.mark.parametrize("codec", [b"apac", b"ac-4"])
@pytest.mark.parametrize("extension", ["mp4", "mov", "mkv"])
def test_a_track_of_an_unknown_codec_is_passed_over(tmp_path: Path, extension: str, codec: bytes) -> None:
    """A phone may put its surround sound before the track that others can play."""
    two = sounds.tracks(tmp_path / f"r.{extension}", sounds.noise(3), sounds.speech(2))
    path = sounds.of_unknown_codec(two, codec)
    assert probe(path).duration == pytest.approx(2, abs=0.05)
    assert rms(sounds.decoded(path)) == pytest.approx(rms(sounds.speech(2)), rel=0.1)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("extension", ["mp4", "mov", "mkv"])
def test_only_tracks_of_unknown_codecs_are_refused(tmp_path: Path, extension: str, count: int) -> None:
    """They have no sound that we can play, and the sentence says so."""
    all_of_them = sounds.tracks(tmp_path / f"r.{extension}", *[sounds.speech(2)] * count)
    with pytest.raises(InvalidFile, match=refusals.NO_SOUND):
        probe(sounds.of_unknown_codec(all_of_them, b"apac", tracks=count))


@pytest.mark.parametrize("extension", ["mp4", "mov"])
def test_a_track_of_data_is_passed_over(tmp_path: Path, extension: str) -> None:
    """Places and times that a phone notes beside the sound are ignored; alone they are no recording."""
    two = sounds.tracks(tmp_path / f"two.{extension}", sounds.speech(3), sounds.speech(2))
    assert probe(sounds.as_data(two)).duration == pytest.approx(2, abs=0.05)
    one = sounds.tracks(tmp_path / f"one.{extension}", sounds.speech(2))
    with pytest.raises(InvalidFile, match=refusals.NO_SOUND):
        probe(sounds.as_data(one))


@pytest.mark.parametrize("muxer", ["mp4", "mov", "matroska"])
def test_an_attached_picture_is_passed_over(tmp_path: Path, muxer: str) -> None:
    """A cover is no video; alone it is no recording."""
    with_sound = sounds.with_cover(tmp_path / "song", muxer, sounds.speech(2))
    assert probe(with_sound).duration == pytest.approx(2, abs=0.05)
    with pytest.raises(InvalidFile, match=refusals.NO_SOUND):
        probe(sounds.with_cover(tmp_path / "cover", muxer))


def test_mp4_cut_before_its_index_is_damaged(tmp_path: Path, samples_of_each: dict[str, bytes]) -> None:
    """An MP4 keeps its index at the end; half a file cannot be played and says so."""
    half = samples_of_each["mp4"][: len(samples_of_each["mp4"]) // 2]
    with pytest.raises(InvalidFile, match=refusals.DAMAGED):
        probe(saved(tmp_path / "half.mp4", half))


@pytest.mark.parametrize("extension", ["webm", "ogg", "wav", "mp3", "flac"])
def test_a_lost_tail_leaves_the_rest(tmp_path: Path, extension: str) -> None:
    """Of a recording that broke off, everything up to the break is used."""
    whole = sounds.recording_bytes(extension, 6, kind="noise")
    path = saved(tmp_path / "cut", whole[: len(whole) * 2 // 3])
    probed = probe(path)
    assert 2.9 < probed.duration < 4.5
    assert len(sounds.decoded(path)) / 16_000 == pytest.approx(probed.duration, abs=0.1)


@pytest.mark.parametrize("options", ["frag_keyframe+empty_moov+default_base_moof", "faststart"])
def test_an_mp4_with_its_index_in_front_survives_a_lost_tail(tmp_path: Path, options: str) -> None:
    """MP4 written for streaming plays up to where it broke off, and its length is what plays."""
    path = tmp_path / "cut.mp4"
    recipe = sounds.Recipe("mp4", "aac", {"movflags": options, "frag_duration": "500000"})
    sounds.write(path, sounds.blocks(6, "noise"), recipe)
    os.truncate(path, path.stat().st_size * 2 // 3)
    probed = probe(path)
    assert 2.9 < probed.duration < 4.5
    assert len(sounds.decoded(path)) / 16_000 == pytest.approx(probed.duration, abs=0.1)


def test_glued_recordings_of_different_rates_are_one(tmp_path: Path) -> None:
    """MP3 files joined by hand change their rate midway; all of it is heard at the right speed."""
    parts = []
    for rate in (48_000, 22_050):
        part = tmp_path / f"{rate}.mp3"
        sound = iter([sounds.speech(3, rate=rate)])
        sounds.write(part, sound, sounds.Recipe("mp3", "libmp3lame", {"write_xing": "0"}), rate=rate)
        parts.append(part.read_bytes())
    glued = saved(tmp_path / "glued.mp3", b"".join(parts))
    assert len(sounds.decoded(glued)) / 16_000 == pytest.approx(6, abs=0.2)


def test_a_cough_is_a_recording(tmp_path: Path) -> None:
    """Two seconds are accepted; whether anything was said is for the transcriber to find."""
    assert probe(sounds.recording(tmp_path / "cough.webm", 2, kind="noise")).duration == pytest.approx(
        2, abs=0.05
    )


def test_less_than_a_second_is_refused(tmp_path: Path) -> None:
    """A slip of the finger on the record button gets a hint."""
    with pytest.raises(InvalidFile, match=refusals.TOO_SHORT):
        probe(sounds.recording(tmp_path / "slip.webm", 0.5))


def test_more_than_two_hours_are_refused(tmp_path: Path) -> None:
    """The limit is on the sound itself, so a small file cannot hide many hours of silence."""
    path = sounds.long_silence(tmp_path / "night.ogg", hours=2.1)
    assert path.stat().st_size < 2_000_000
    with pytest.raises(InvalidFile, match="two hours"):
        probe(path)


def test_decoding_stops_past_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that lied about its length to the probe is not decoded without end."""
    monkeypatch.setattr(recordings, "MAX_SECS", 40)
    blocks = decode_blocks(sounds.recording(tmp_path / "long.flac", 120, kind="silence"))
    heard: list[int] = []
    with pytest.raises(InvalidFile, match="two hours"):
        heard.extend(map(len, blocks))
    assert sum(heard) <= 41 * 16_000


def test_blocks_are_the_whole_in_pieces(tmp_path: Path) -> None:
    """Blocks are all of the recording, and none is longer than half a minute."""
    path = sounds.recording(tmp_path / "r.flac", 65)
    blocks = list(decode_blocks(path))
    assert [len(block) for block in blocks] == [480_000, 480_000, 80_000]


def test_decoding_in_blocks_takes_little_memory(tmp_path: Path) -> None:
    """Ten minutes as blocks need a fifth of what they would need as a whole."""
    path = sounds.long_silence(tmp_path / "r.ogg", hours=1 / 6)
    tracemalloc.start()
    try:
        for _ in decode_blocks(path):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * 60 * 16_000 * 4 / 5


@wild
@given(
    head=st.sampled_from([b"", b"RIFF\x00\x00\x00\x00WAVE", b"OggS", b"fLaC", b"ID3\x03", b"\xff\xfb"]),
    tail=st.binary(max_size=4000),
)
def test_random_bytes_never_get_past_the_probe_unnoticed(tmp_path: Path, head: bytes, tail: bytes) -> None:
    """Whatever arrives is either a recording that decodes or an invalid file, never another error."""
    accept_or_refuse(saved(tmp_path / "wild", head + tail))


@wild
@given(data=st.data())
def test_damaged_recordings_decode_or_are_refused(
    tmp_path: Path, samples_of_each: dict[str, bytes], data: st.DataObject
) -> None:
    """A recording cut anywhere with bytes changed anywhere decodes to finite sound or is refused."""
    content = bytearray(samples_of_each[data.draw(st.sampled_from(sorted(TYPES)))])
    place = st.integers(0, len(content) - 1)
    for position, value in data.draw(st.lists(st.tuples(place, st.integers(0, 255)), max_size=20)):
        content[position] = value
    accept_or_refuse(saved(tmp_path / "damaged", bytes(content[: data.draw(place) + 1])))


def accept_or_refuse(path: Path) -> None:
    try:
        probed = probe(path)
    except InvalidFile:
        return
    assert 1 <= probed.duration <= 7200
    assert np.isfinite(sounds.decoded(path)).all()


def test_opus_copy_is_small_and_as_long(tmp_path: Path) -> None:
    """Two hours of speech fit the 25 MB that the transcription service takes."""
    source = sounds.recording(tmp_path / "r.wav", 60)
    copy = transcode_to_opus(source, tmp_path / "copy.ogg")
    assert (copy.extension, copy.content_type) == ("ogg", "audio/ogg")
    assert copy.duration == pytest.approx(60, abs=0.05)
    assert probe(copy.path).duration == pytest.approx(60, abs=0.05)
    assert copy.path.stat().st_size / 60 * 7200 < 25_000_000


def test_opus_copy_sounds_like_the_source(tmp_path: Path) -> None:
    """The speech is still there: loud where it was loud and quiet where it was quiet."""
    source = sounds.recording(tmp_path / "r.wav", 4)
    copy = transcode_to_opus(source, tmp_path / "copy.ogg")
    loudness = [
        np.abs(sounds.decoded(path))[: 16_000 * 4].reshape(-1, 800).mean(1) for path in (source, copy.path)
    ]
    assert np.corrcoef(loudness)[0, 1] > 0.95


def sentences(count: int) -> Iterator[sounds.Samples]:
    """Seven seconds of speech, then one of silence, again and again."""
    for _ in range(count):
        yield sounds.speech(7)
        yield sounds.silence(1)


def test_pieces_are_cut_in_the_silences(tmp_path: Path) -> None:
    """No cut falls into speech, no piece is too long, and together they are the whole."""
    path = tmp_path / "r.flac"
    sounds.write(path, sentences(8), sounds.RECIPES["flac"])
    pieces = split_at_silences(path, longest_secs=20, into=tmp_path)
    offsets = [offset for _, offset in pieces]
    lengths = [probe(piece).duration for piece, _ in pieces]
    assert all(offset % 8 >= 7 or offset == 0 for offset in offsets)
    assert all(length <= 20.05 for length in lengths)
    assert len(pieces) == 4
    assert sum(lengths) == pytest.approx(64, abs=0.2)
    assert [b - a for a, b in pairwise(offsets)] == pytest.approx(lengths[:-1], abs=0.05)


def test_a_short_recording_stays_whole(tmp_path: Path) -> None:
    """What fits one piece is one piece from the start."""
    path = sounds.recording(tmp_path / "r.ogg", 5)
    ((piece, offset),) = split_at_silences(path, longest_secs=20, into=tmp_path)
    assert offset == 0.0
    assert probe(piece).duration == pytest.approx(5, abs=0.05)


def test_speech_without_a_pause_is_cut_all_the_same(tmp_path: Path) -> None:
    """A speaker who never pauses still gets pieces no longer than asked."""
    path = sounds.recording(tmp_path / "r.ogg", 30, kind="noise")
    pieces = split_at_silences(path, longest_secs=7, into=tmp_path)
    assert all(probe(piece).duration <= 7.05 for piece, _ in pieces)


@pytest.mark.parametrize("extension", TYPES)
def test_a_file_is_known_by_its_beginning(tmp_path: Path, extension: str) -> None:
    """What a recording is shows in its first bytes, even where its end is missing and its name lies."""
    whole = sounds.recording(tmp_path / f"talk.{extension}", 5).read_bytes()
    half = saved(tmp_path / "half.bin", whole[: len(whole) // 2])
    signed = identify_signed(half)
    assert (signed is None) == (extension == "mp3")  # its first bytes are also those of other files
    known = signed or identify(half)
    assert (known.extension, known.content_type) == (extension, TYPES[extension])


def test_a_recorded_file_is_known_without_loading_ffmpeg(tmp_path: Path) -> None:
    """A worker that only sends recordings on does not hold the libraries that would decode them."""
    path = sounds.recording(tmp_path / "talk.webm", 2)
    command = (
        "import sys; from pathlib import Path; from speaking.audio.recordings import identify_signed; "
        "print(identify_signed(Path(sys.argv[1])).extension, 'av' in sys.modules)"
    )
    run = [sys.executable, "-c", command, str(path)]
    done = subprocess.run(run, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    assert done.stdout == "webm False\n"


@pytest.mark.parametrize(
    "content", [b"", b"RIFF\x04\x00\x00\x00AVI LIST", b"Dear diary, today I spoke English."]
)
def test_a_file_that_is_no_recording_is_not_known(tmp_path: Path, content: bytes) -> None:
    """What does not begin as a recording does is refused."""
    path = saved(tmp_path / "talk.webm", content)
    assert identify_signed(path) is None
    with pytest.raises(InvalidFile):
        identify(path)
