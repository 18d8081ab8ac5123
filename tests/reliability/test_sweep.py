"""`speaking sweep` as an operator runs it: looking changes nothing, two at once mend what one would."""

import asyncio
import json

import pytest

from reliability.processes import environment_of
from reliability.rows import all_rows
from speaking.processing import sweep
from speaking.services import Services
from support.forks import speaking
from support.leftovers import LEFTOVERS, counted, stored_audio
from support.limits import starts_processes

pytestmark = starts_processes

ONE_OF_EACH = dict.fromkeys(LEFTOVERS, 1)


async def sweeping(services: Services, *options: str) -> dict[str, int]:
    """The counts that `speaking sweep` prints beside the service, ending well and without a complaint."""
    done = await asyncio.to_thread(speaking, "sweep", *options, **environment_of(services.settings))
    assert done.returncode == 0, done.stderr
    assert all(json.loads(line)["level"] == "info" for line in done.stderr.splitlines()), done.stderr
    counts: dict[str, int] = json.loads(done.stdout)
    return counts


@pytest.mark.parametrize("either_database", ["sqlite"], indirect=True)
async def test_an_operator_looks_and_then_mends(services: Services) -> None:
    """A dry run counts one leftover of each kind and changes no row, no file; two sweeps at once mend all."""
    for leave in LEFTOVERS.values():
        await leave(services)
    rows, audio = await all_rows(services.database), sorted(stored_audio(services))
    assert await sweeping(services, "--dry-run") == ONE_OF_EACH
    assert (await all_rows(services.database), sorted(stored_audio(services))) == (rows, audio)
    mended = await asyncio.gather(sweeping(services), sweeping(services))
    assert all(sum(each[kind] for each in mended) >= 1 for kind in LEFTOVERS)
    assert stored_audio(services) == []
    # Without a worker an abandoned session stays what it is: it has been announced, and will be again.
    assert await sweeping(services, "--dry-run") == dict.fromkeys(LEFTOVERS, 0) | {"abandoned": 1}


async def test_a_backlog_is_mended_batch_by_batch(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each kind no more than a batch is taken at a time, and nothing that waits is forgotten."""
    monkeypatch.setattr(sweep, "BATCH", 2)
    for _ in range(3):
        for leave in LEFTOVERS.values():
            await leave(services)
    assert await counted(services) == dict.fromkeys(LEFTOVERS, 2)
    first, second = await services.run_sweep(), await services.run_sweep()
    assert first == dict.fromkeys(LEFTOVERS, 2)
    # Announced again and again until a worker takes them: the first two of them each time.
    assert second == dict.fromkeys(LEFTOVERS, 1) | {"abandoned": 2}
    assert stored_audio(services) == []
