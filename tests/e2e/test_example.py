"""The example, for real, as somebody installs the app: from a wheel, away from the checkout."""

import json
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from speaking.examples import MONOLOGUE
from support.installed import ROOT, Installed, install
from support.limits import builds_a_wheel
from support.patience import patience_secs
from support.serving import browser_at, served

pytestmark = builds_a_wheel

SOURCE = ROOT / "src"


@pytest.fixture(scope="module")
def local(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed for one machine without a key: `learning-speaking-app[local]`."""
    return install(wheel, tmp_path_factory.mktemp("local"), extras=["local"])


@pytest.fixture(scope="module")
def server(
    local: Installed, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """`speaking serve` in an empty folder; its address and its process."""
    with served(tmp_path_factory.mktemp("served"), {}, command=local.speaking) as running:
        yield running


@pytest.fixture(scope="module")
def session(server: tuple[str, "subprocess.Popen[bytes]"]) -> dict[str, Any]:
    """The session of somebody who tried the example, after its stream of events has ended."""
    address, _ = server
    with browser_at(address) as browser:
        tried = browser.post("/example")
        session_id = tried.headers["Location"].rpartition("/")[2]
        events = browser.get(f"/api/sessions/{session_id}/events").text
        assert json.loads(events.strip().rpartition("data: ")[2])["status"] == "DONE"
        body: dict[str, Any] = browser.get(f"/api/sessions/{session_id}").json()
    return body


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    """Templates, scripts, migrations, the example: whatever stands in the source tree, whatever its kind."""
    ours = {
        str(path.relative_to(SOURCE))
        for path in (SOURCE / "speaking").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
        example = packed.read("speaking/examples/monologue.webm")
    assert held == ours
    assert {"speaking/py.typed", "speaking/db/migrations/script.py.mako"} <= held
    assert example == MONOLOGUE.read_bytes()


def test_a_checkout_has_the_example_where_the_readme_says() -> None:
    """One recording, found by those who read the README and by the package."""
    assert (ROOT / "examples" / "monologue.webm").read_bytes() == MONOLOGUE.read_bytes()


def test_what_runs_is_what_was_installed(local: Installed) -> None:
    """Not the checkout, which would hide what the wheel lacks."""
    shown = subprocess.run(  # noqa: S603 - our own interpreter
        [local.python, "-P", "-c", "import speaking; print(speaking.__file__)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(shown.stdout.strip()).is_relative_to(local.folder)


def test_the_example_can_be_heard(server: tuple[str, "subprocess.Popen[bytes]"]) -> None:
    """Before anything is worked on."""
    with browser_at(server[0]) as browser:
        heard = browser.get("/example.webm")
    assert heard.headers["Content-Type"] == "audio/webm"
    assert heard.content == MONOLOGUE.read_bytes()


def test_what_was_said_is_written_down_verbatim(session: dict[str, Any]) -> None:
    """Fillers and the learner's own grammar are kept."""
    text = session["transcript"]["text"].casefold()
    assert text.count("discuss about") >= 2
    assert "she is teacher" in text
    assert " um" in text


def test_the_habits_of_the_example_are_found(session: dict[str, Any]) -> None:
    """The learner's real habits are among the insights, each with a tip."""
    insights = session["insights"]
    assert 3 <= len(insights) <= 5
    assert all(insight["suggestion"] for insight in insights)
    assert session["focusNext"]
    assert session["summary"]


def test_every_quote_stands_in_the_transcript(session: dict[str, Any]) -> None:
    """Every insight rests on evidence, and all evidence is verbatim."""
    text = session["transcript"]["text"]
    for insight in session["insights"]:
        assert insight["evidence"]
        assert all(quote in text for quote in insight["examples"])
        assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in insight["evidence"])


def test_the_audio_is_gone(session: dict[str, Any]) -> None:
    """The recording is deleted as soon as its transcript is stored."""
    assert session["audioDeletedAt"]


def test_the_profile_knows_nothing_of_it(
    server: tuple[str, "subprocess.Popen[bytes]"], session: dict[str, Any]
) -> None:
    """The example is our recording, not the learner's."""
    with browser_at(server[0]) as client:
        assert client.get("/api/profile").json()["patterns"] == {}


def test_the_server_stops_when_asked(
    server: tuple[str, "subprocess.Popen[bytes]"], session: dict[str, Any]
) -> None:
    """SIGTERM ends it without leaving anything running."""
    _, process = server
    process.send_signal(signal.SIGTERM)
    assert process.wait(patience_secs()) in (0, -signal.SIGTERM)
