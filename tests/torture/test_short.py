"""The short form of the long run (`python -m torture`): a few of its points on each database."""

import os
from pathlib import Path

import pytest

from support.limits import starts_processes
from torture.campaign import TARGETS, Setup
from torture.databases import DATABASES
from torture.trial import SCRIPTS

pytestmark = starts_processes


@pytest.fixture(autouse=True)
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server that forks the children finds what it is to import beforehand by this variable alone."""
    folders = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, folders)))


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("sqlite+embedded", "commit Pipeline._store_results before"),
        ("postgresql+qstash", "commit Pipeline._store_transcript after"),
    ],
)
def test_killed_anywhere_finished_anyway(name: str, point: str) -> None:
    """After a kill -9 at a point, all ends as if nothing had happened, and nothing is paid for twice."""
    target, script = TARGETS[name], SCRIPTS["a recording"]
    with DATABASES[target.database]() as urls:
        setup = Setup(target, urls)
        assert point in setup.learn(script)
        setup.kill_at(script, point, 1)
    assert setup.tally.kills == 1
