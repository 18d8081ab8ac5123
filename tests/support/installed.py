"""The app as users install it: built into a wheel, in an environment of its own, away from the checkout.

Nothing is downloaded. Of the packages installed beside the tests, the environment gets only those that the
metadata asks for, so that a missing requirement is missing there too.
"""

import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from support import serving
from support.patience import patience_secs

ROOT = Path(__file__).parents[2]
NEEDED_TO_BUILD = ("pyproject.toml", "README.md", "LICENSE", "src")
"""Also what the Dockerfile copies."""
_NO_SOURCE = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")


def build_wheel(folder: Path) -> Path:
    """Build the source distribution of a copy of the checkout, and the wheel from that alone."""
    checkout = folder / "checkout"
    checkout.mkdir()
    for name in NEEDED_TO_BUILD:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, checkout / name, ignore=_NO_SOURCE)
        else:
            shutil.copy(source, checkout)
    archive = _build("build_sdist", checkout, into=folder)
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return _build("build_wheel", folder / archive.name.removesuffix(".tar.gz"), into=folder)


def _build(hook: str, source: Path, *, into: Path) -> Path:
    program = f"from setuptools import build_meta; print(build_meta.{hook}({str(into)!r}))"
    return into / _run(sys.executable, "-c", program, cwd=source).splitlines()[-1]


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel and what some of its extras need."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def speaking(self) -> Path:
        return self.folder / "bin" / "speaking"

    def run(
        self, *arguments: str | Path, cwd: Path, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        """Run `speaking` in a folder."""
        return serving.run(*arguments, command=self.speaking, cwd=cwd, environment=environment)


def install(wheel: Path, folder: Path, *, extras: Collection[str]) -> Installed:
    """Create an environment in `folder` with the wheel and what these extras need."""
    venv.create(folder, symlinks=True)
    base = {"base": str(folder), "platbase": str(folder)}
    packages = Path(sysconfig.get_path("purelib", vars=base))
    made = Installed(folder)
    pip = (sys.executable, "-m", "pip", "--python", str(made.python))
    _run(*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel), cwd=folder)
    [metadata] = packages.glob("learning_speaking_app-*.dist-info")
    for needed in requirements(Distribution.at(metadata), extras):
        _link(needed, packages)
    return made


def requirements(of: Distribution, extras: Collection[str]) -> Iterator[Distribution]:
    """What a distribution needs with these extras, directly or indirectly, each once."""
    seen: set[tuple[str, str]] = set()
    found: set[str] = set()
    waiting = [(of, extra) for extra in ("", *extras)]
    while waiting:
        asking, extra = waiting.pop()
        for text in asking.requires or ():
            requirement = Requirement(text)
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            name = canonicalize_name(requirement.name)
            needed = of if name == canonicalize_name(of.name) else distribution(name)
            new = {(name, each) for each in ("", *requirement.extras)} - seen
            seen |= new
            waiting += [(needed, each) for _, each in new]
            if needed is not of and name not in found:
                found.add(name)
                yield needed


def _link(needed: Distribution, packages: Path) -> None:
    for name in {file.parts[0] for file in needed.files or ()} - {"..", "__pycache__"}:
        link = packages / name
        if not link.exists():  # some packages share a folder
            link.symlink_to(Path(str(needed.locate_file(name))))


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, cwd=cwd, capture_output=True, text=True, timeout=patience_secs(), check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
