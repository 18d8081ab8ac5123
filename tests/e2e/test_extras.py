"""A server without any extra: it serves, and each part that is used says which extra it lacks."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from speaking.errors import ConfigurationError
from speaking.examples import MONOLOGUE
from support.installed import ROOT, Installed, install
from support.limits import builds_a_wheel
from support.serving import browser_at, served

pytestmark = builds_a_wheel


@pytest.fixture(scope="module")
def core(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed without any extra."""
    return install(wheel, tmp_path_factory.mktemp("core"), extras=[])


@pytest.fixture(scope="module")
def core_browser(core: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A browser at a server without any extra, whose deliveries would be signed by QStash."""
    keys = {"QSTASH_CURRENT_SIGNING_KEY": "sig_one", "QSTASH_NEXT_SIGNING_KEY": "sig_two"}
    with (
        served(tmp_path_factory.mktemp("served"), keys, command=core.speaking) as (address, _),
        browser_at(address) as browser,
    ):
        yield browser


@pytest.mark.parametrize("page", ["/", "/welcome", "/history", "/profile", "/metrics"])
def test_pages_need_no_extra(core_browser: httpx.Client, page: str) -> None:
    """A server that only takes recordings in, and shows them, installs nothing that works on them."""
    assert core_browser.get(page, follow_redirects=True).status_code == 200


def test_a_session_that_lacks_an_extra_says_whom_to_tell(core_browser: httpx.Client) -> None:
    """What cannot be processed fails for good; the learner is not told to install a package."""
    sent = core_browser.post(
        "/api/sessions", files={"audio": ("a.webm", MONOLOGUE.read_bytes())}, data={"duration": "99"}
    )
    session_id = sent.json()["id"]
    core_browser.get(f"/api/sessions/{session_id}/events")
    session = core_browser.get(f"/api/sessions/{session_id}").json()
    assert session["status"] == "FAILED"
    assert session["lastErrorCode"] == "NOT_CONFIGURED"
    assert session["errorMessage"] == ConfigurationError.default


def test_a_delivery_is_told_which_extra_is_missing(core_browser: httpx.Client) -> None:
    """A signature that cannot be verified is no reason for an error without a cause."""
    answer = core_browser.post("/api/internal/process", headers={"Upstash-Signature": "a.b.c"}, content=b"{}")
    assert answer.status_code == 500
    assert answer.json()["code"] == "NOT_CONFIGURED"
    assert "learning-speaking-app[qstash]" in answer.json()["error"]


GROWN_UP = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1/nowhere",
    "QSTASH_TOKEN": "token",
    "QSTASH_CURRENT_SIGNING_KEY": "sig_one",
    "QSTASH_NEXT_SIGNING_KEY": "sig_two",
    "OPENAI_API_KEY": "sk-made-up",
    "ANTHROPIC_API_KEY": "sk-made-up",
    "AUTH_ISSUER": "http://127.0.0.1:9",
    "AUTH_CLIENT_ID": "client",
    "AUTH_CLIENT_SECRET": "secret",
}


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, {"transcription": "local", "analysis": "local"}),
        (
            GROWN_UP,
            {
                "database": "postgres",
                "queue": "qstash",
                "transcription": "openai",
                "analysis": "claude",
                "sign-in": "oidc",
            },
        ),
        (
            {"QUEUE": "postgres", "DATABASE_URL": GROWN_UP["DATABASE_URL"]},
            {
                "database": "postgres",
                "queue": "postgres",
                "transcription": "local",
                "analysis": "local",
            },
        ),
    ],
    ids=["defaults", "grown up", "queue on PostgreSQL"],
)
def test_the_doctor_names_every_missing_extra(
    core: Installed, tmp_path: Path, environment: dict[str, str], missing: dict[str, str]
) -> None:
    """One line for each end that lacks its packages, with what to install; the rest is proven."""
    done = core.run("doctor", cwd=tmp_path, **environment)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    found = {
        line.split()[1].rstrip(":"): reason.partition("learning-speaking-app[")[2].partition("]")[0]
        for line, reason in pairwise(lines)
        if line.startswith("FAILED")
    }
    assert found == missing, done.stdout
    assert "ok      recordings" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "changes", "extra"),
    [
        (["process", str(MONOLOGUE)], {}, "local"),
        (["evidence", str(ROOT / "examples" / "monologue.txt")], {}, "local"),
        (["process", str(MONOLOGUE)], {"OPENAI_API_KEY": "sk-made-up"}, "openai"),
        (["migrate"], {"DATABASE_URL": GROWN_UP["DATABASE_URL"]}, "postgres"),
        (["serve"], {"DATABASE_URL": GROWN_UP["DATABASE_URL"]}, "postgres"),
        (["serve"], {"QSTASH_TOKEN": "token"}, "qstash"),
        (["serve", "--workers", "2"], {k: v for k, v in GROWN_UP.items() if k.startswith("AUTH")}, "oidc"),
        (["qstash", "schedule"], {"QSTASH_TOKEN": "token"}, "qstash"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) and len(value) < 2 else None,
)
def test_a_command_ends_with_what_to_install(
    core: Installed, tmp_path: Path, command: list[str], changes: dict[str, str], extra: str
) -> None:
    """One sentence on standard error and exit code 1, never a stack trace."""
    port = ["--port", "0"] if command[0] == "serve" else []
    done = core.run(*command, *port, cwd=tmp_path, **changes)
    assert done.returncode == 1
    assert f'pip install "learning-speaking-app[{extra}]"' in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
