"""What an operator types at a grown-up deployment, run as the operator runs it."""

import subprocess

import pytest

from support import forks
from support.limits import starts_processes
from support.world import World

pytestmark = starts_processes


def speaking(world: World, *arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with the deployment's environment."""
    return forks.speaking(*arguments, **(world.environment | changes))


def test_the_doctor_finds_every_end_working(world: World) -> None:
    """Database, bucket, queue, Whisper and Claude are proven, and nothing is left behind."""
    done = speaking(world, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    chosen = [line.split("(")[0].split(None, 1)[1].strip() for line in done.stdout.splitlines()[:-1]]
    assert chosen == [
        "database: PostgreSQL",
        "storage: s3",
        "queue: qstash",
        "recordings: PyAV",
        "transcription: openai",
        "analysis: claude",
        "sign-in: the learner at this machine",
    ]
    assert world.objects() == []
    assert world.qstash.messages == []


@pytest.mark.parametrize(
    "ends",
    [
        {"QSTASH_TOKEN": "queue", "OPENAI_API_KEY": "transcription"},
        {
            "QSTASH_CURRENT_SIGNING_KEY": "queue",
            "QSTASH_NEXT_SIGNING_KEY": "queue",
            "ANTHROPIC_API_KEY": "analysis",
        },
    ],
)
def test_the_doctor_finds_the_keys_that_are_wrong(world: World, ends: dict[str, str]) -> None:
    """A wrong key fails its own end and no other, and no key is printed."""
    wrong = "a-key-that-nobody-ever-gave-to-anybody"
    done = speaking(world, "doctor", **dict.fromkeys(ends, wrong))
    assert done.returncode == 1
    failed = [
        line.split(":")[0].split()[-1] for line in done.stdout.splitlines() if line.startswith("FAILED")
    ]
    assert failed == sorted(set(ends.values()), key=["queue", "transcription", "analysis"].index)
    assert wrong not in done.stdout + done.stderr


def test_the_sweep_is_scheduled_once(world: World) -> None:
    """Running the command at every deployment leaves one schedule, and what it calls is our sweep."""
    for _ in range(2):
        assert speaking(world, "qstash", "schedule").returncode == 0
    [schedule_id] = world.qstash.schedules
    answer = world.qstash.fire(schedule_id)
    assert answer.status_code == 200
    assert answer.json()["unannounced"] == 0
