"""Target by target, script by script, point by point: what is tried, and whether the end differs."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import httpx

from support.fixtures_s3 import s3_service
from torture.databases import DATABASES
from torture.effects import Effects
from torture.points import Fate
from torture.scene import Died, Scene, Stuck, opened_scene
from torture.trial import SCRIPTS, Death, Script, differences, play

LONGEST_SECS = 1.5
MOST_VISITS = 2
MOST_PROCESSES = 3
HEAD = "database | queue | storage | points | trials | kills | at random | deliveries | differences | seconds"


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
        Target("postgresql", "postgres"),
        Target("sqlite", "embedded"),
        Target("sqlite", "qstash"),
        Target("postgresql", "embedded"),
        Target("postgresql", "qstash", storage="s3"),
    )
}


@dataclass
class Tally:
    """What was tried on one target."""

    points: set[str] = field(default_factory=set)
    trials: int = 0
    kills: int = 0
    random_kills: int = 0
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
        """Kill a process some time after the service began to serve, or come too late for it."""
        before = self.tally.kills
        self._try(
            script,
            f"process {victim} after {secs:.3f} s",
            lambda scene: play(scene, script, kill_after=secs, victim=victim),
        )
        self.tally.random_kills += self.tally.kills - before

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
    while setup.tally.random_kills < random_kills:
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


def _line(target: Target, tally: Tally, different: int, secs: float) -> str:
    figures = (
        len(tally.points),
        tally.trials,
        tally.kills,
        tally.random_kills,
        tally.deliveries,
        different,
        round(secs),
    )
    return f"| {' | '.join([target.database, target.queue, target.storage, *map(str, figures)])} |"
