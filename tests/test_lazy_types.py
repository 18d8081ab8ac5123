"""The SDKs of the paid services load no more than is used of them."""

import json
import subprocess
import sys
from typing import TypedDict, cast

import pytest

from speaking.lazy_types import homes_of_names

LOOK = """
import ast, importlib, json, sys
from pathlib import Path
from speaking.lazy_types import homes_of_names, load_types_on_demand

load_types_on_demand()
sdk, rare = sys.argv[1:]
importlib.import_module(sdk)
types = importlib.import_module(f"{sdk}.types")
rare_at_first = f"{sdk}.types.{rare}" in sys.modules
homes = homes_of_names(Path(types.__file__).read_text())
missing = [name for name in homes if getattr(types, name, None) is None]
print(json.dumps({
    "rare_at_first": rare_at_first,
    "names": len(homes),
    "missing": missing,
    "unknown": hasattr(types, "NoSuchType"),
    "same": getattr(types, next(iter(homes))) is getattr(types, next(iter(homes))),
}))
"""


class Seen(TypedDict):
    rare_at_first: bool
    names: int
    missing: list[str]
    unknown: bool
    same: bool


@pytest.fixture(scope="module", params=[("anthropic", "beta_api_error"), ("openai", "batch_usage")])
def seen(request: pytest.FixtureRequest) -> Seen:
    """What another process finds in an SDK: it must be one that has not loaded it yet."""
    command = [sys.executable, "-c", LOOK, *request.param]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    return cast("Seen", json.loads(done.stdout))


def test_every_type_can_be_had(seen: Seen) -> None:
    """A name is there when it is asked for, and one that the SDK does not have is not."""
    assert seen["names"] > 50
    assert seen["missing"] == []
    assert seen["same"]
    assert not seen["unknown"]


def test_a_type_that_nobody_uses_is_not_loaded(seen: Seen) -> None:
    """Importing the SDK leaves the types alone that only other requests have."""
    assert not seen["rare_at_first"]


@pytest.mark.parametrize(
    "source",
    [
        "import typing",
        "from .message import *",
        "from .parse import parse",
        "from ..other import Name",
        "limit = 5",
    ],
)
def test_a_package_that_does_more_than_pass_on_names_is_run_as_it_is(source: str) -> None:
    """What an SDK's package does is never left out."""
    assert homes_of_names(f"from .message import Message\n{source}\n") is None


def test_names_are_found_where_they_come_from() -> None:
    """A name may be another one in its own module."""
    statements = (
        "from __future__ import annotations",
        "from .a import A as A",
        "from .b import C as D",
        "__all__ = []",
    )
    assert homes_of_names("\n".join(statements)) == {"A": ("a", "A"), "D": ("b", "C")}
