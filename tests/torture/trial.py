"""One trial: the service dies once, is started again, and must end as if nothing had happened."""

import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from speaking.states import SessionStatus
from torture.child import Child
from torture.points import Fate
from torture.scene import Died, Effects, Scene
from vendors import Status


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


def _record_twice_and_delete(scene: Scene) -> None:
    """The learner deletes whatever there is: a session that failed and has its audio, one that is done."""
    while len(scene.accepted) < 2:
        scene.record()
        scene.settle()
    for session_id in scene.sessions():
        with scene.browser() as browser:
            answer = browser.delete(f"/api/sessions/{session_id}")
            assert answer.status_code in {httpx.codes.OK, httpx.codes.NOT_FOUND}


SCRIPTS = {
    "a recording": Script(_nothing, _record_and_wait),
    "services that fail": Script(_both_fail_once, _record_and_wait),
    "a retry by hand": Script(_whisper_refuses, _record_and_press_the_button),
    "a deletion": Script(_whisper_refuses, _record_twice_and_delete, leaves_sessions=False),
}


def play(
    scene: Scene, script: Script, fate: Fate | None = None, *, kill_after: float | None = None
) -> Death | None:
    """Play a script to its end, with a kill on the way where fate or the clock has one."""
    script.prepare(scene)
    with scene.serving(fate) as child, _killing(child, kill_after):
        try:
            _act_to_the_end(scene, script)
        except Died:
            assert child.wait_until_dead(), "the service hung up and lives"
            assert child.killed, f"the service ended by itself: {child.process.exitcode}"
        else:
            return None
    death = _death(scene)
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
    sessions = scene.sessions()
    if reference is None:
        found += [f"not deleted: {session_id}" for session_id in sessions]
    else:
        found += [f"lost: {session_id}" for session_id in scene.accepted if session_id not in sessions]
        found += [f"{each} instead of {reference}" for each in sessions.values() if each != reference]
        if death is not None:
            needed = len(sessions) - death.transcribed + death.asking
            if scene.whisper.paid - death.paid > needed:
                found.append(f"{scene.whisper.paid} transcriptions were paid for after {death}")
    found += [f"audio left: {path.name}" for path in scene.audio()]
    profile, added = scene.counts()
    if {name: count for name, count in profile.items() if count} != added:
        found.append(f"the profile says {profile}, the insights {added}")
    return found


class _killing:  # noqa: N801 - a context manager used like a function
    """Kill a process some time after now."""

    def __init__(self, child: Child, secs: float | None) -> None:
        self._timer = None if secs is None else threading.Timer(secs, child.send, [signal.SIGKILL])

    def __enter__(self) -> None:
        if self._timer is not None:
            self._timer.start()

    def __exit__(self, *exception: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
