"""Which implementation of each end is chosen, and what is said where none can be."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from speaking.analysis import ANALYZERS
from speaking.audio import STORAGES
from speaking.ends import End
from speaking.errors import ConfigurationError, MissingSetting
from speaking.queues import QUEUES
from speaking.services import check_choices
from speaking.settings import Settings
from speaking.transcription import TRANSCRIBERS
from support.packages import provide

ROOT = Path(__file__).parents[1]
ENDS = (STORAGES, QUEUES, TRANSCRIBERS, ANALYZERS)
GROUPS = [end.group for end in ENDS]

WORKING = """
from speaking.transcription import TranscriberDescription

ECHO = TranscriberDescription(make=lambda settings: None, chosen_by=("openai_api_key",), pace=0.5)
WRONG = "no description"
"""


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose packages are installed."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    yield folder
    for path in folder.glob("*.py"):
        sys.modules.pop(path.stem, None)


def naming(end: End[Any], name: str) -> Settings:
    return Settings.model_validate({end.setting: name})


def transcribers(**names: str) -> dict[str, dict[str, str]]:
    return {"speaking.transcribers": names}


MADE_UP = "https://made-up.example"
"""A value for any setting."""


class TestChoosing:
    def test_nothing_needs_to_be_set(self) -> None:
        """With nothing set, every end is the embedded one."""
        assert [end.chosen(Settings()).name for end in ENDS] == ["folder", "embedded", "local", "local"]

    @pytest.mark.parametrize(
        ("end", "variable", "name"),
        [
            (STORAGES, "R2_BUCKET_NAME", "s3"),
            (STORAGES, "R2_ACCOUNT_ID", "s3"),
            (STORAGES, "R2_ENDPOINT", "s3"),
            (QUEUES, "QSTASH_TOKEN", "qstash"),
            (TRANSCRIBERS, "OPENAI_API_KEY", "openai"),
            (ANALYZERS, "ANTHROPIC_API_KEY", "claude"),
        ],
    )
    def test_a_key_chooses_its_service(
        self, end: End[Any], variable: str, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Setting the key is all it takes to switch an end, and an empty one counts as unset."""
        monkeypatch.setenv(variable, "")
        assert end.chosen(Settings()).name == end.default
        monkeypatch.setenv(variable, MADE_UP)
        choice = end.chosen(Settings())
        assert (choice.name, choice.because) == (name, f"{variable} is set")

    @pytest.mark.parametrize("end", ENDS, ids=GROUPS)
    def test_a_name_wins_over_every_key(self, end: End[Any]) -> None:
        """Who names an implementation gets it, whatever keys lie about."""
        choosing = [name for description in end.ours().values() for name in description.chosen_by]
        keys = dict.fromkeys(choosing, MADE_UP)
        choice = end.chosen(Settings.model_validate({**keys, end.setting: end.default}))
        assert (choice.name, choice.because) == (end.default, f"{end.variable}={end.default}")

    def test_a_package_is_chosen_by_name_alone(self, packages: Path) -> None:
        """Installing it changes nothing; naming it does, and the operator reads where it comes from."""
        provide(packages, "speaking-echo", source=WORKING, entry_points=transcribers(echo="ECHO"))
        with_key = {"openai_api_key": "made-up"}
        assert TRANSCRIBERS.chosen(Settings.model_validate(with_key)).name == "openai"
        choice = TRANSCRIBERS.chosen(Settings.model_validate({**with_key, "transcriber": "echo"}))
        assert choice.because == "TRANSCRIBER=echo, from the package speaking-echo"
        assert choice.description.pace == 0.5

    def test_a_name_of_ours_stays_ours(self, packages: Path) -> None:
        """No package takes the place of what the documents describe."""
        provide(packages, "speaking-echo", source=WORKING, entry_points=transcribers(openai="ECHO"))
        assert (
            TRANSCRIBERS.chosen(naming(TRANSCRIBERS, "openai")).description is TRANSCRIBERS.ours()["openai"]
        )


class TestWhatCannotBeChosen:
    @pytest.mark.parametrize("end", ENDS, ids=GROUPS)
    def test_an_unknown_name_is_told_with_those_that_are_known(self, end: End[Any], packages: Path) -> None:
        """One sentence names the variable and what is installed, other packages' included."""
        provide(packages, "speaking-more", source="", entry_points={end.group: {"another": "X"}})
        with pytest.raises(ConfigurationError) as raised:
            check_choices(naming(end, "a-typo"))
        assert raised.value.message == (
            f"{end.variable}=a-typo: nothing of that name is installed. "
            f"Choose one of: {', '.join(sorted({*end.ours(), 'another'}))}."
        )

    @pytest.mark.parametrize(
        ("source", "reason"),
        [
            ("import a_module_that_nobody_has", "ModuleNotFoundError: a_module_that_nobody_has"),
            ("raise ValueError('words of the package')", "ValueError"),
            ("NOTHING = 1", "AttributeError"),
            ("ECHO = 1", "it is not a TranscriberDescription"),
        ],
    )
    def test_a_broken_package_is_one_sentence_where_it_is_chosen(
        self, packages: Path, source: str, reason: str
    ) -> None:
        """It names the package and what is wrong with it."""
        provide(packages, "speaking-broken", source=source, entry_points=transcribers(broken="ECHO"))
        with pytest.raises(ConfigurationError) as raised:
            TRANSCRIBERS.chosen(naming(TRANSCRIBERS, "broken"))
        assert raised.value.message == (
            f'TRANSCRIBER=broken: the package "speaking-broken" is broken ({reason}). '
            "Install it again, or choose another."
        )

    def test_a_broken_package_breaks_no_other(self, packages: Path) -> None:
        """Neither its code nor its metadata is in the way of what is chosen."""
        provide(packages, "speaking-echo", source=WORKING, entry_points=transcribers(echo="ECHO"))
        provide(packages, "speaking-broken", source="1 / 0", entry_points=transcribers(broken="ECHO"))
        provide(packages, "speaking-garbled", source="", entry_points={})
        (packages / "speaking_garbled-1.0.dist-info" / "entry_points.txt").write_text(
            "[speaking.transcribers]\n?"
        )
        (packages / "nameless-1.0.dist-info").mkdir()
        assert TRANSCRIBERS.chosen(Settings()).name == "local"
        assert TRANSCRIBERS.chosen(naming(TRANSCRIBERS, "echo")).name == "echo"

    def test_a_name_of_two_packages_is_nobodys(self, packages: Path) -> None:
        """Which of them hears a learner is not left to chance."""
        for package in ("speaking-one", "speaking-two"):
            provide(packages, package, source=WORKING, entry_points=transcribers(echo="ECHO"))
        with pytest.raises(
            ConfigurationError, match=r"\(speaking-one, speaking-two\)\. Uninstall all but one"
        ):
            TRANSCRIBERS.chosen(naming(TRANSCRIBERS, "echo"))

    @pytest.mark.parametrize("end", ENDS, ids=GROUPS)
    def test_an_installation_without_metadata_is_told_what_to_do(
        self, end: End[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A source tree that was never installed."""
        monkeypatch.setattr(sys, "path", [str(tmp_path)])
        with pytest.raises(ConfigurationError, match=r"`make run`, or `pip install -e \.`"):
            end.chosen(Settings())

    @pytest.mark.parametrize("entry_points", [{}, transcribers(local="MOVED", openai="MOVED")])
    def test_an_installation_older_than_its_code_is_told_what_to_do(
        self, packages: Path, entry_points: dict[str, dict[str, str]]
    ) -> None:
        """Its metadata names nothing, or what is there no more."""
        provide(packages, "learning-speaking-app", source="", entry_points=entry_points)
        with pytest.raises(ConfigurationError, match=r"`make run`, or `pip install -e \.`"):
            TRANSCRIBERS.chosen(Settings())


class TestOurs:
    @pytest.mark.parametrize("end", ENDS, ids=GROUPS)
    def test_what_is_installed_is_what_the_project_declares(self, end: End[Any]) -> None:
        """The tests run against the entry points of this checkout."""
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
        assert end.ours().keys() == declared[end.group].keys()

    def test_every_implementation_is_registered(self) -> None:
        """Each description in the code is an entry point, and each entry point is a description."""
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
        registered = {(group, target) for group, targets in declared.items() for target in targets.values()}
        kinds = {end.described_as.__name__: end.group for end in ENDS}
        assert registered == set(_described(kinds))

    @pytest.mark.parametrize("end", ENDS, ids=GROUPS)
    def test_the_settings_of_a_description_exist(self, end: End[Any]) -> None:
        """What chooses an implementation and what it needs are settings; the default has neither."""
        for description in end.ours().values():
            assert {*description.chosen_by, *description.needs} <= Settings.model_fields.keys()
            assert bool(description.needs) == bool(description.enables)
        default = end.ours()[end.default]
        assert (default.chosen_by, default.needs) == ((), ())

    @pytest.mark.parametrize("end", ENDS, ids=GROUPS)
    def test_what_is_missing_is_named(self, end: End[Any]) -> None:
        """An implementation that lacks a setting says which one, and for what."""
        for description in end.ours().values():
            for setting in description.needs[:1]:
                sentence = f"{setting.upper()} is not set. It is needed for {description.enables}."
                with pytest.raises(MissingSetting) as raised:
                    description.required(Settings())
                assert raised.value.message == sentence


def _described(kinds: dict[str, str]) -> list[tuple[str, str]]:
    """The group and the place of every description in the code."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                kind = ast.unparse(node.value.func)
                if kind in kinds:
                    found.append((kinds[kind], f"{module}:{ast.unparse(node.targets[0])}"))
    return found


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_looks_for_no_implementation(option: str) -> None:
    """It is shown at once: neither the registry nor anything that it leads to is imported."""
    program = (
        "import sys; from speaking.cli import main\n"
        f"try: main([{option!r}])\n"
        "finally: print(*(name for name in sys.modules if name.startswith('speaking')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert set(done.stderr.split()) == {"speaking", "speaking.cli", "speaking.errors"}
