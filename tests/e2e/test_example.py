"""The example, for real: the server as a process, the recording over HTTP, Whisper, the evidence engine."""

import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serving import served

EXAMPLE = Path(__file__).parents[2] / "examples" / "monologue.webm"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`speaking serve` in an empty folder; its address and its process."""
    with served(tmp_path_factory.mktemp("served"), {}) as running:
        yield running


@pytest.fixture(scope="module")
def session(server: tuple[str, subprocess.Popen[bytes]]) -> dict[str, object]:
    """The example's session after its stream of events has ended."""
    address, _ = server
    with httpx.Client(base_url=address, timeout=300) as client:
        with EXAMPLE.open("rb") as audio:
            sent = client.post("/api/sessions", files={"audio": audio}, data={"duration": "99"})
        assert sent.status_code == 201
        session_id = sent.json()["id"]
        events = client.get(f"/api/sessions/{session_id}/events").text
        assert json.loads(events.strip().rpartition("data: ")[2])["status"] == "DONE"
        body: dict[str, object] = client.get(f"/api/sessions/{session_id}").json()
    return body


def test_what_was_said_is_written_down_verbatim(session: dict[str, object]) -> None:
    """Fillers and the learner's own grammar are kept."""
    text = session["transcript"]["text"].casefold()  # type: ignore[index]
    assert text.count("discuss about") >= 2
    assert "she is teacher" in text
    assert " um" in text


def test_the_habits_of_the_example_are_found(session: dict[str, object]) -> None:
    """The learner's real habits are among the insights, each with a tip."""
    insights = session["insights"]
    assert 3 <= len(insights) <= 5  # type: ignore[arg-type]
    assert all(insight["suggestion"] for insight in insights)  # type: ignore[attr-defined]
    assert session["focusNext"]
    assert session["summary"]


def test_every_quote_stands_in_the_transcript(session: dict[str, object]) -> None:
    """Every insight rests on evidence, and all evidence is verbatim."""
    text = session["transcript"]["text"]  # type: ignore[index]
    for insight in session["insights"]:  # type: ignore[attr-defined]
        assert insight["evidence"]
        assert all(quote in text for quote in insight["examples"])
        assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in insight["evidence"])


def test_the_audio_is_gone(
    server: tuple[str, subprocess.Popen[bytes]], session: dict[str, object], tmp_path: Path
) -> None:
    """The recording is deleted as soon as its transcript is stored."""
    assert session["audioDeletedAt"]


def test_the_profile_knows_the_habits(
    server: tuple[str, subprocess.Popen[bytes]], session: dict[str, object]
) -> None:
    """The counts of the profile are the insights' frequencies."""
    profile = httpx.get(f"{server[0]}/api/profile").json()
    counted = {f"{i['category']}:{i['pattern']}": i["frequency"] for i in session["insights"]}  # type: ignore[attr-defined]
    assert profile["patterns"] == counted


def test_the_server_stops_when_asked(
    server: tuple[str, subprocess.Popen[bytes]], session: dict[str, object]
) -> None:
    """SIGTERM ends it without leaving anything running."""
    _, process = server
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) in (0, -signal.SIGTERM)
