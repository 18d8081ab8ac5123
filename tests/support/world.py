"""The app in production and everything it talks to: real PostgreSQL and S3, stand-ins for paid services."""

import asyncio
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import httpx
import psycopg
import uvicorn
from fastapi import FastAPI

from speaking.analysis.claude.analyzer import ClaudeAnalyzer
from speaking.services import Services
from speaking.settings import Settings
from speaking.transcription.openai_whisper import Limits, OpenAIWhisper
from speaking.web.app import create_app
from support.patience import in_vain, patience_secs
from support.serving import browser_at
from support.sounds import recording_bytes
from support.vendors.anthropic import Anthropic
from support.vendors.openai import OpenAI
from support.vendors.qstash import QStash
from support.vendors.s3 import S3

A_MOMENT_SECS = 0.3


@contextmanager
def served(app: FastAPI, listening: socket.socket) -> Iterator[asyncio.AbstractEventLoop]:
    """Serve the app on a socket, in a thread of its own; yields the event loop that it runs in."""
    config = uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    loops: queue.SimpleQueue[asyncio.AbstractEventLoop] = queue.SimpleQueue()

    def run() -> None:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            loops.put(runner.get_loop())
            runner.run(server.serve(sockets=[listening]))

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield loops.get(timeout=patience_secs())
    finally:
        server.should_exit = True
        thread.join(patience_secs())
        if thread.is_alive():
            raise in_vain("the app to stop")


@dataclass(frozen=True)
class World:
    """The app and everything it talks to."""

    environment: dict[str, str]
    browser: httpx.Client
    database: str
    qstash: QStash
    whisper: OpenAI
    claude: Anthropic
    s3: S3
    s3_client: Any
    services: Services
    loop: asyncio.AbstractEventLoop

    @contextmanager
    def impatient(self, service: str) -> Iterator[None]:
        """Let the app wait for `whisper` or `claude` for a moment instead of minutes."""
        settings = self.services.settings
        hasty: OpenAIWhisper | ClaudeAnalyzer
        if service == "whisper":
            end, hasty = "transcriber", OpenAIWhisper(settings, limits=Limits(answer_secs=A_MOMENT_SECS))
        else:
            end, hasty = "analyzer", ClaudeAnalyzer(settings, answer_secs=A_MOMENT_SECS)
        patient = getattr(self.services, end)
        setattr(self.services, end, hasty)
        yield
        setattr(self.services, end, patient)
        asyncio.run_coroutine_threadsafe(hasty.close(), self.loop).result(patience_secs())

    def record(self) -> str:
        """Send a recording; returns its session's id."""
        answer = self.browser.post(
            "/api/sessions",
            files={"audio": ("talk.webm", recording_bytes("webm"), "audio/webm")},
            data={"duration": "2"},
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def objects(self) -> list[str]:
        """The keys in the bucket."""
        listed = self.s3_client.list_objects_v2(Bucket=self.environment["R2_BUCKET_NAME"])
        return [found["Key"] for found in listed.get("Contents", [])]

    def sweep(self) -> httpx.Response:
        """Let QStash's schedule call the sweep, signed."""
        path = "/api/internal/sweep"
        signature = self.qstash.sign(str(self.browser.base_url).rstrip("/") + path, b"")
        return self.browser.post(path, headers={"Upstash-Signature": signature})

    def session(self, session_id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.browser.get(f"/api/sessions/{session_id}").json()
        return found

    def query(self, statement: LiteralString, *values: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def effects(self, session_id: str) -> tuple[int, int, int]:
        """Transcripts, analyses and paid transcriptions of a session."""
        [row] = self.query(
            """SELECT (SELECT count(*) FROM transcripts WHERE "sessionId" = s.id),
                      (SELECT count(*) FROM session_analyses WHERE "sessionId" = s.id),
                      (SELECT count(*) FROM model_uses WHERE "sessionId" = s.id AND stage = 'transcription')
            FROM speaking_sessions s WHERE s.id = %s""",
            session_id,
        )
        return row

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """The learner's profile, and what it must be: the sums of the stored insights."""
        profile = self.query("SELECT patterns FROM pattern_profiles")
        insights = self.query(
            "SELECT category || ':' || pattern, sum(coalesce(frequency, 1))::int FROM insights GROUP BY 1"
        )
        return (dict(profile[0][0]) if profile else {}), dict(insights)


@contextmanager
def opened_world(
    *,
    database: str,
    bucket: Settings,
    s3_client: Any,  # noqa: ANN401 - boto3 creates its classes at run time
    data_dir: Path,
    **changes: object,
) -> Iterator[World]:
    """Serve an app with every end as in production; `changes` differ from the settings for QStash."""
    with ExitStack() as stack:
        qstash = stack.enter_context(QStash())
        whisper = stack.enter_context(OpenAI())
        claude = stack.enter_context(Anthropic())
        s3 = stack.enter_context(S3(bucket.r2_endpoint or ""))
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        environment = qstash.environment() | whisper.environment() | claude.environment()
        environment |= {"DATABASE_URL": database, "APP_URL": address, "DATA_DIR": str(data_dir)}
        environment |= {
            "R2_ENDPOINT": s3.url,
            "R2_BUCKET_NAME": bucket.require("r2_bucket_name", enables="tests"),
            "R2_ACCESS_KEY_ID": bucket.require("r2_access_key_id", enables="tests"),
            "R2_SECRET_ACCESS_KEY": bucket.require("r2_secret_access_key", enables="tests"),
        }
        environment |= {name.upper(): str(value) for name, value in changes.items()}
        settings = Settings.model_validate({name.lower(): value for name, value in environment.items()})
        app = create_app(settings)
        loop = stack.enter_context(served(app, listening))
        browser = stack.enter_context(browser_at(address))
        services: Services = app.state.services
        yield World(environment, browser, database, qstash, whisper, claude, s3, s3_client, services, loop)


def assert_done_once(world: World, session_id: str) -> None:
    """One transcript, one analysis, one paid transcription stored, counts right, audio gone."""
    session = world.session(session_id)
    assert session["status"] == "DONE"
    assert session["errorMessage"] is None
    assert session["transcript"]["text"]
    assert session["insights"]
    assert world.effects(session_id) == (1, 1, 1)
    profile, insights = world.counts()
    assert profile == insights
    assert world.objects() == []
