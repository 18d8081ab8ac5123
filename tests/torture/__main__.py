"""The long run: `make torture`, or `PYTHONPATH=tests python -m torture --help`.

Prints a line for every target and ends with status 1 at the first difference.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from multiprocessing import get_context

import click
import httpx

from torture.databases import DATABASES
from torture.effects import Effects
from torture.points import Fate
from torture.scene import Died, Scene, Stuck, opened_scene
from torture.storages import s3_service
from torture.trial import SCRIPTS, Death, Script, differences, play

RANDOM_KILLS = 42
LONGEST_SECS = 1.5
MOST_VISITS = 2
MOST_PROCESSES = 3
HEAD = "database | queue | storage | points | trials | kills | deliveries | differences | seconds"


@dataclass(frozen=True)
class Target:
    """What the service runs on."""

    database: str
    queue: str
    storage: str = "folder"

    def __str__(self) -> str:
        return f"{self.database}+{self.queue}"


TARGETS = {
    str(target): target
    for target in (
        Target("sqlite", "embedded"),
        Target("sqlite", "qstash"),
        Target("postgresql", "embedded"),
        Target("postgresql", "qstash", storage="s3"),
        Target("postgresql", "postgres"),
    )
}


@dataclass
class Tally:
    """What was tried on one target."""

    points: set[str] = field(default_factory=set)
    trials: int = 0
    kills: int = 0
    deliveries: int = 0


class Different(Exception):
    """A trial ended in another way than the undisturbed run."""


class Setup:
    """One target, trial after trial; `seed` decides in which order deliveries come."""

    def __init__(
        self, target: Target, urls: Iterator[str], *, s3_url: str | None = None, seed: int = 1
    ) -> None:
        self._target, self._urls, self._s3_url, self._seed = target, urls, s3_url, seed
        self.tally = Tally()
        self._reference: Effects | None = None

    def learn(self, script: Script) -> Counter[str]:
        """Play a script undisturbed; how often it passes each point."""
        return self._try(script, "undisturbed", lambda scene: play(scene, script, Fate(scene.trace)))

    def kill_at(self, script: Script, point: str, visit: int) -> None:
        """Kill the process that passes a point for the `visit`-th time."""
        self.tally.points.add(point)
        self._try(
            script,
            f"{point} ({visit})",
            lambda scene: play(scene, script, Fate(scene.trace, point=point, visit=visit)),
        )

    def kill_after(self, script: Script, secs: float, victim: int) -> None:
        """Kill a process some time after the service began to serve."""
        self._try(
            script,
            f"process {victim} after {secs:.3f} s",
            lambda scene: play(scene, script, kill_after=secs, victim=victim),
        )

    def _try(self, script: Script, where: str, trial: "Trial") -> Counter[str]:
        seed = f"{self._seed} {script.act.__name__} {where}"
        with opened_scene(self._urls, queue=self._target.queue, s3_url=self._s3_url, seed=seed) as scene:
            death, found = _outcome(scene, trial)
            if self._reference is None and not found:
                self._reference = next(iter(scene.sessions().values()))
            expected = self._reference if script.leaves_sessions else None
            found = found or differences(scene, expected, death)
            self.tally.trials += 1
            self.tally.kills += death is not None
            self.tally.deliveries += scene.deliveries
            if found:
                log = scene.log.read_text() if scene.log.exists() else ""
                raise Different("\n".join([f"{self._target}, {seed}:", *found, log]))
            return Counter(scene.trace.read_text().splitlines()) if scene.trace.exists() else Counter()


Trial = Callable[[Scene], Death | None]


def _outcome(scene: Scene, trial: Trial) -> tuple[Death | None, list[str]]:
    try:
        return trial(scene), []
    except (Died, Stuck, AssertionError, httpx.HTTPError) as error:
        return None, [f"{type(error).__name__}: {error}"]


def torture(setup: Setup, *, random_kills: int, seed: int, thorough: bool) -> None:
    """Every point by name, in the first script that passes it or in each one, and kills at random times.

    Raises:
        Different: The first time that something is lost or doubled.
    """
    chance = random.Random(seed)  # noqa: S311 - reproducible, nothing secret
    tried: set[tuple[str, int]] = set()
    for script in SCRIPTS.values():
        passed = setup.learn(script)
        places = {(point, visit) for point in passed for visit in range(1, passed[point] + 1)}
        chosen = places if thorough else {place for place in places - tried if place[1] <= MOST_VISITS}
        for point, visit in sorted(chosen):
            setup.kill_at(script, point, visit)
        tried |= places
    for _ in range(random_kills):
        script = chance.choice([script for script in SCRIPTS.values() if script.leaves_sessions])
        setup.kill_after(script, chance.uniform(0, LONGEST_SECS), chance.randrange(MOST_PROCESSES))


def run(name: str, *, random_kills: int, seed: int, thorough: bool) -> tuple[str, str | None]:
    """Torture one target; its line of the table, and the first difference if there is one."""
    target, began = TARGETS[name], time.monotonic()
    with ExitStack() as stack:
        urls = stack.enter_context(DATABASES[target.database]())
        s3_url = stack.enter_context(s3_service()) if target.storage == "s3" else None
        setup = Setup(target, urls, s3_url=s3_url, seed=seed)
        try:
            torture(setup, random_kills=random_kills, seed=seed, thorough=thorough)
        except Different as difference:
            return _line(target, setup.tally, 1, time.monotonic() - began), str(difference)
        return _line(target, setup.tally, 0, time.monotonic() - began), None


def main() -> int:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--target", choices=TARGETS, action="append", help="one or more; default: all")
    parser.add_argument(
        "--random-kills",
        type=int,
        default=int(os.environ.get("TORTURE_RANDOM_KILLS", RANDOM_KILLS)),
        help="on each target, besides every point by name; also TORTURE_RANDOM_KILLS",
    )
    parser.add_argument("--seed", type=int, default=int(os.environ.get("TORTURE_SEED", "1")))
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    parser.add_argument("--thorough", action="store_true", help="every point in every script that passes it")
    chosen = parser.parse_args()
    began = time.monotonic()
    click.echo(f"seed {chosen.seed}, {chosen.random_kills} random kills on each target")
    click.echo(f"| {HEAD} |")
    click.echo("|" + "---|" * len(HEAD.split("|")))
    with ProcessPoolExecutor(chosen.jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        runs = [
            pool.submit(
                run, name, random_kills=chosen.random_kills, seed=chosen.seed, thorough=chosen.thorough
            )
            for name in chosen.target or TARGETS
        ]
        for each in as_completed(runs):
            line, difference = each.result()
            click.echo(line)
            if difference is not None:
                click.echo(difference, err=True)
                pool.shutdown(cancel_futures=True)
                return 1
    click.echo(f"{time.monotonic() - began:.0f} s in all")
    return 0


def _line(target: Target, tally: Tally, different: int, secs: float) -> str:
    figures = (len(tally.points), tally.trials, tally.kills, tally.deliveries, different, round(secs))
    return f"| {' | '.join([target.database, target.queue, target.storage, *map(str, figures)])} |"


if __name__ == "__main__":
    sys.exit(main())
