"""One trial: the service dies once, is started again, and must end as if nothing had happened."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from speaking.states import SessionStatus
from support.vendors import Status
from torture.child import Crew
from torture.effects import Effects
from torture.points import Fate
from torture.scene import Died, Scene


@dataclass(frozen=True)
class Death:
    """What was there when the service died: sessions with a stored transcript, transcriptions paid for.

    `asking` is 1 where a request to Whisper may still have been on its way.
    """

    transcribed: int
    paid: int
    asking: int


@dataclass(frozen=True)
class Script:
    """What the services and the learner do; `act` goes on from wherever it was interrupted."""

    prepare: Callable[[Scene], None]
    act: Callable[[Scene], None]
    leaves_sessions: bool = True


def _nothing(scene: Scene) -> None:
    """Every service answers."""


def _record_and_wait(scene: Scene) -> None:
    """A learner who sends a recording, again if it was not taken, and waits for the insights."""
    if not scene.accepted:
        scene.record()
    scene.settle()


def _both_fail_once(scene: Scene) -> None:
    scene.whisper.script(Status(503))
    scene.claude.script(Status(529))


def _whisper_refuses(scene: Scene) -> None:
    scene.whisper.script(Status(403))


def _record_and_press_the_button(scene: Scene) -> None:
    """The learner tries again by hand what has failed for good."""
    _record_and_wait(scene)
    for session_id, effects in scene.sessions().items():
        if effects.status is SessionStatus.FAILED:
            with scene.browser() as browser:
                browser.post(f"/api/sessions/{session_id}/retry").raise_for_status()
    scene.settle()


def _record_twice_and_deliver_often(scene: Scene) -> None:
    """Two recordings whose messages come often, at once, in any order, and once more after the end."""
    while len(scene.accepted) < 2:
        scene.record()
    scene.deliver_often()
    scene.settle()
    scene.deliver_often()


def _record_twice_and_delete(scene: Scene) -> None:
    """The learner deletes whatever there is: a session that failed and has its audio, one that is done.

    Their messages come late.
    """
    while len(scene.accepted) < 2:
        scene.record()
        scene.settle()
    for session_id in scene.sessions():
        with scene.browser() as browser:
            answer = browser.delete(f"/api/sessions/{session_id}")
            assert answer.status_code in {httpx.codes.OK, httpx.codes.NOT_FOUND}
    scene.deliver_often()


SCRIPTS = {
    "a recording": Script(_nothing, _record_and_wait),
    "services that fail": Script(_both_fail_once, _record_and_wait),
    "a retry by hand": Script(_whisper_refuses, _record_and_press_the_button),
    "many deliveries": Script(_nothing, _record_twice_and_deliver_often),
    "a deletion": Script(_whisper_refuses, _record_twice_and_delete, leaves_sessions=False),
}


def play(
    scene: Scene,
    script: Script,
    fate: Fate | None = None,
    *,
    kill_after: float | None = None,
    victim: int = 0,
) -> Death | None:
    """Play a script to its end, with a kill on the way where fate or the clock has one.

    A worker's death is left to the other workers; where nobody serves any more, all are started again.

    Args:
        scene: What surrounds the service.
        script: What happens.
        fate: At which point which process dies.
        kill_after: Seconds after which a process is killed.
        victim: Which process that is, modulo how many there are.
    """
    script.prepare(scene)
    with scene.serving(fate) as crew, _killing(crew, kill_after, victim):
        try:
            _act_to_the_end(scene, script)
        except Died:
            assert crew.wait_until_dead(), "the service hung up and lives"
            assert crew.killed, "the service ended by itself"
        if not crew.killed:
            return None
        death = _death(scene)
        crew.mourn()
        if crew.serves:
            _act_to_the_end(scene, script)
            return death
    with scene.serving():
        _act_to_the_end(scene, script)
    return death


def _act_to_the_end(scene: Scene, script: Script) -> None:
    script.act(scene)
    scene.sweep_clean()


def _death(scene: Scene) -> Death:
    sessions = scene.sessions().values()
    return Death(
        transcribed=sum(each.transcript is not None for each in sessions),
        paid=scene.whisper.paid,
        asking=any(
            each.status is SessionStatus.TRANSCRIBING and each.transcript is None for each in sessions
        ),
    )


def differences(scene: Scene, reference: Effects | None, death: Death | None) -> list[str]:
    """In what a scene differs from an undisturbed one, whose sessions amount to `reference` each."""
    found = [f"logged: {line}" for line in scene.complaints()]
    found += [f"answered a delivery with {status}" for status in scene.undocumented]
    sessions = scene.sessions()
    if reference is None:
        found += [f"not deleted: {session_id}" for session_id in sessions]
    else:
        found += [f"lost: {session_id}" for session_id in scene.accepted if session_id not in sessions]
        found += [f"{each} instead of {reference}" for each in sessions.values() if each != reference]
        if death is None and scene.whisper.paid > len(sessions):
            found.append(f"{scene.whisper.paid} transcriptions were paid for")
        if death is not None:
            needed = len(sessions) - death.transcribed + death.asking
            if scene.whisper.paid - death.paid > needed:
                found.append(f"{scene.whisper.paid} transcriptions were paid for after {death}")
    found += [f"audio left: {key}" for key in scene.storage.kept()]
    profile, added = scene.counts()
    if {name: count for name, count in profile.items() if count} != added:
        found.append(f"the profile says {profile}, the insights {added}")
    return found


class _killing:  # noqa: N801 - a context manager used like a function
    """Kill a process some time after now."""

    def __init__(self, crew: Crew, secs: float | None, victim: int) -> None:
        child = crew.children[victim % len(crew.children)]
        self._timer = None if secs is None else threading.Timer(secs, child.send, [signal.SIGKILL])

    def __enter__(self) -> None:
        if self._timer is not None:
            self._timer.start()

    def __exit__(self, *exception: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
