"""The short form of the long run (`python -m torture`): a few of its points on SQLite."""

import pytest

from torture.__main__ import DATABASES, QUEUES, Setup
from torture.trial import SCRIPTS

POINTS = (
    "transcriber.transcribe after",
    "commit Pipeline._store_transcript after",
    "commit Pipeline._store_results before",
)


@pytest.mark.parametrize(("database", "queue"), [("sqlite", "embedded")])
def test_killed_anywhere_finished_anyway(database: str, queue: str) -> None:
    """After a kill -9 at any point, all ends as if nothing had happened, and nothing is paid for twice."""
    script = SCRIPTS["a recording"]
    with DATABASES[database]() as urls:
        setup = Setup(urls, embedded=QUEUES[queue])
        assert setup.learn(script).keys() >= set(POINTS)
        for point in POINTS:
            setup.kill_at(script, point, 1)
    assert setup.tally.kills >= len(POINTS)
