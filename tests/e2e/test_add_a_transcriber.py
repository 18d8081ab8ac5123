"""The package in docs/add-a-transcriber.md, exactly as it stands there, built, installed and used."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from speaking.errors import ConfigurationError
from speaking.examples import MONOLOGUE
from support.limits import starts_processes
from support.patience import patience_secs
from support.serving import browser_at, run, served
from support.vendors.deepgram import KEY, SAID, Deepgram

pytestmark = starts_processes

PAGE = Path(__file__).parents[2] / "docs" / "add-a-transcriber.md"
FILES = {"toml": "pyproject.toml", "python": "speaking_deepgram.py"}
DURATION_SECS = 100


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package, for PYTHONPATH."""
    source, folder = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for language, code in re.findall(r"```(toml|python)\n(.*?)```", PAGE.read_text(), re.DOTALL):
        (source / FILES[language]).write_text(code)
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation")
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=patience_secs(), check=False)  # noqa: S603 - our own interpreter
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def account() -> Iterator[Deepgram]:
    with Deepgram() as account:
        yield account


@pytest.fixture
def environment(installed: Path, account: Deepgram) -> dict[str, str]:
    """Chooses the package, and an account of its vendor."""
    chosen = {"TRANSCRIBER": "deepgram", "DEEPGRAM_API_KEY": KEY, "DEEPGRAM_URL": account.url}
    return {**chosen, "PYTHONPATH": str(installed)}


def doctor(environment: dict[str, str]) -> list[str]:
    """What the doctor says, line by line; Claude has no key, so that no language model is loaded."""
    done = run("doctor", environment={**environment, "ANALYZER": "claude"})
    assert "Traceback" not in done.stdout + done.stderr
    return done.stdout.splitlines()


def upload(browser: httpx.Client) -> tuple[int, dict[str, object]]:
    """Send a recording and wait until it is settled: the seconds that were foretold, and the session."""
    sent = browser.post(
        "/api/sessions",
        files={"audio": ("talk.webm", MONOLOGUE.read_bytes())},
        data={"duration": str(DURATION_SECS)},
    )
    browser.get(f"/api/sessions/{sent.json()['id']}/events")
    return sent.json()["estimatedWaitSecs"], browser.get(f"/api/sessions/{sent.json()['id']}").json()


def test_a_recording_is_written_down_by_it(
    environment: dict[str, str], account: Deepgram, tmp_path: Path
) -> None:
    """The session is DONE with the words of its vendor; its pace foretold the wait, and its price is kept."""
    with served(tmp_path, environment) as (address, _), browser_at(address) as browser:
        foretold, session = upload(browser)
    assert session["status"] == "DONE", session["errorMessage"]
    assert session["transcript"] == {"text": SAID, "wordCount": len(SAID.split())}
    assert foretold == 3 + 0.05 * DURATION_SECS
    assert [request.body for request in account.requests] == [MONOLOGUE.read_bytes()]
    with closing(sqlite3.connect(tmp_path / "data" / "speaking.db")) as database:
        uses = database.execute("SELECT provider, model, costUsd FROM model_uses").fetchall()
    assert uses == [("deepgram", "nova-3", pytest.approx(1.5 * 0.0077))]


def test_the_doctor_names_it(environment: dict[str, str]) -> None:
    """Where it comes from, what it costs, and that it works; the page shows the same line."""
    [line] = [line for line in doctor(environment) if "transcription" in line]
    assert line.startswith("ok ")
    assert line in PAGE.read_text().splitlines()


def test_the_doctor_says_what_is_wrong_with_it(environment: dict[str, str]) -> None:
    """A key of its own that is missing is named as ours are, and one that is refused fails it alone."""
    missing = doctor({**environment, "DEEPGRAM_API_KEY": ""})
    assert "        DEEPGRAM_API_KEY is not set. It is needed for transcribing with Deepgram." in missing
    wrong = doctor({**environment, "DEEPGRAM_API_KEY": "wrong"})
    assert [line.split()[1] for line in wrong if line.startswith("FAILED")] == ["transcription:", "analysis:"]
    assert f"        {ConfigurationError.default}" in wrong


@pytest.mark.parametrize("command", ["serve", "worker", "sweep"])
def test_without_the_package_its_name_ends_every_command(
    environment: dict[str, str], command: str, tmp_path: Path
) -> None:
    """One sentence with the names that are there, before anything is made."""
    done = run(command, environment={**environment, "PYTHONPATH": ""})
    assert done.returncode == 1
    assert done.stderr == (
        "Error: TRANSCRIBER=deepgram: nothing of that name is installed. Choose one of: local, openai.\n"
    )
    assert not (tmp_path / "data").exists()


def test_a_broken_package_fails_its_own_end_and_no_other(environment: dict[str, str], tmp_path: Path) -> None:
    """The doctor says so in a sentence and goes on with the others."""
    (tmp_path / "httpx.py").write_text("raise RuntimeError('a package that does not fit this Python')")
    lines = doctor({**environment, "PYTHONPATH": f"{tmp_path}{os.pathsep}{environment['PYTHONPATH']}"})
    assert [line.split()[1] for line in lines if line.startswith("FAILED")] == ["transcription:", "analysis:"]
    assert (
        '        TRANSCRIBER=deepgram: the package "speaking-deepgram" is broken (RuntimeError). '
        "Install it again, or choose another."
    ) in lines
    assert any(line.startswith("ok      storage") for line in lines)
