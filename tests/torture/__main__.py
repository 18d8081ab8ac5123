"""The long run: `make torture`, or `PYTHONPATH=tests python -m torture --help`.

Prints a line for every setup and ends with status 1 at the first difference.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import click

from torture.points import Fate
from torture.scene import Effects, Scene, opened_scene, postgresql_databases, sqlite_databases
from torture.trial import SCRIPTS, Script, differences, play

DATABASES = {"sqlite": sqlite_databases, "postgresql": postgresql_databases}
QUEUES = {"embedded": True, "qstash": False}
RANDOM_KILLS = 50
LONGEST_SECS = 1.5


@dataclass
class Tally:
    """What was tried in one setup."""

    points: set[str] = field(default_factory=set)
    trials: int = 0
    kills: int = 0
    deliveries: int = 0


class Different(Exception):
    """A trial ended in another way than the undisturbed run."""


class Setup:
    """One database with one queue, the embedded one or QStash's."""

    def __init__(self, urls: Iterator[str], *, embedded: bool) -> None:
        self._urls, self._embedded = urls, embedded
        self.tally = Tally()
        self._reference: Effects | None = None

    def learn(self, script: Script) -> Counter[str]:
        """Play a script undisturbed; how often it passes each point."""
        with opened_scene(self._urls, embedded=self._embedded) as scene:
            play(scene, script, Fate(scene.trace))
            points = Counter(scene.trace.read_text().splitlines())
            if self._reference is None:
                self._reference = next(iter(scene.sessions().values()))
            self._judge(scene, script, "undisturbed", differences(scene, self._expected(script), None))
            return points

    def kill_at(self, script: Script, point: str, visit: int) -> None:
        """Kill the service when it passes a point for the `visit`-th time."""
        with opened_scene(self._urls, embedded=self._embedded) as scene:
            death = play(scene, script, Fate(scene.trace, point=point, visit=visit))
            self.tally.points.add(point)
            self.tally.kills += death is not None
            self._judge(scene, script, point, differences(scene, self._expected(script), death))

    def kill_after(self, script: Script, secs: float) -> None:
        """Kill the service some time after it began to serve."""
        with opened_scene(self._urls, embedded=self._embedded) as scene:
            death = play(scene, script, kill_after=secs)
            self.tally.kills += death is not None
            self._judge(scene, script, f"{secs:.3f} s", differences(scene, self._expected(script), death))

    def _expected(self, script: Script) -> Effects | None:
        return self._reference if script.leaves_sessions else None

    def _judge(self, scene: Scene, script: Script, where: str, found: list[str]) -> None:
        self.tally.trials += 1
        self.tally.deliveries += scene.deliveries
        if found:
            raise Different("\n".join([f"{script.act.__name__}, {where}:", *found, scene.log.read_text()]))


def torture(setup: Setup, *, random_kills: int, seed: int) -> None:
    """Every point of every script by name, and kills at random times.

    Raises:
        Different: The first time that something is lost or doubled.
    """
    chance = random.Random(seed)  # noqa: S311 - reproducible, nothing secret
    for script in SCRIPTS.values():
        for point, visits in setup.learn(script).items():
            for visit in range(1, visits + 1):
                setup.kill_at(script, point, visit)
    for _ in range(random_kills):
        script = chance.choice([script for script in SCRIPTS.values() if script.leaves_sessions])
        setup.kill_after(script, chance.uniform(0, LONGEST_SECS))


def main() -> int:
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("--database", choices=DATABASES, action="append")
    parser.add_argument("--queue", choices=QUEUES, action="append")
    parser.add_argument("--random-kills", type=int, default=RANDOM_KILLS, help="in each setup")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    click.echo("| database | queue | points | trials | kills | deliveries | differences |")
    click.echo("|---|---|---|---|---|---|---|")
    for database in chosen.database or DATABASES:
        with DATABASES[database]() as urls:
            for queue in chosen.queue or QUEUES:
                setup = Setup(urls, embedded=QUEUES[queue])
                try:
                    torture(setup, random_kills=chosen.random_kills, seed=chosen.seed)
                except Different as difference:
                    _print_line(database, queue, setup.tally, 1)
                    click.echo(difference, err=True)
                    return 1
                _print_line(database, queue, setup.tally, 0)
    return 0


def _print_line(database: str, queue: str, tally: Tally, different: int) -> None:
    figures = (len(tally.points), tally.trials, tally.kills, tally.deliveries, different)
    click.echo(f"| {' | '.join([database, queue, *map(str, figures)])} |")


if __name__ == "__main__":
    sys.exit(main())
