"""What an operator types at a grown-up deployment, run as the operator runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from world import World


def speaking(world: World, *arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with the deployment's environment."""
    command = [str(Path(sys.executable).with_name("speaking")), *arguments]
    environment = {**os.environ, **world.environment, **changes}
    return subprocess.run(  # noqa: S603 - our own program
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_doctor_finds_every_end_working(world: World) -> None:
    """With the environment set, database, bucket, queue, Whisper and Claude are proven at no cost."""
    done = speaking(world, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    chosen = [line.split("(")[0].split(None, 1)[1].strip() for line in done.stdout.splitlines()[:5]]
    assert chosen == [
        "database: PostgreSQL",
        "storage: s3",
        "queue: qstash",
        "transcription: openai",
        "analysis: claude",
    ]
    assert world.qstash.messages == []


@pytest.mark.parametrize(
    ("variable", "end"),
    [
        ("QSTASH_TOKEN", "queue"),
        ("QSTASH_CURRENT_SIGNING_KEY", "queue"),
        ("OPENAI_API_KEY", "transcription"),
        ("ANTHROPIC_API_KEY", "analysis"),
    ],
)
def test_the_doctor_finds_the_key_that_is_wrong(world: World, variable: str, end: str) -> None:
    """One wrong key fails its own end alone, and no key is printed."""
    wrong = "a-key-that-nobody-ever-gave-to-anybody"
    changes = {variable: wrong}
    if variable == "QSTASH_CURRENT_SIGNING_KEY":
        changes["QSTASH_NEXT_SIGNING_KEY"] = wrong
    done = speaking(world, "doctor", **changes)
    assert done.returncode == 1
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 1
    assert f"  {end}: " in failed[0]
    assert wrong not in done.stdout + done.stderr


def test_the_sweep_is_scheduled_once(world: World) -> None:
    """Running the command at every deployment leaves one schedule, and what it calls is our sweep."""
    for _ in range(2):
        assert speaking(world, "qstash", "schedule").returncode == 0
    [schedule_id] = world.qstash.schedules
    answer = world.qstash.fire(schedule_id)
    assert answer.status_code == 200
    assert answer.json()["unannounced"] == 0
