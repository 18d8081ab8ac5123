"""The learner's pages: `python -m benchmarks.pages`.

How long the pages take for a learner with 20 sessions and for one with 2,000, both in one database, on SQLite
and on PostgreSQL; and how long after a session is DONE its first insight stands on a real browser's screen.
"""

import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import httpx
from playwright.sync_api import sync_playwright
from sqlalchemy import insert, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.load import empty_database, postgres
from benchmarks.service import free_port, served
from speaking.db.database import Database, migrate
from speaking.db.ids import new_id
from speaking.db.tables import (
    insight_evidence,
    insights,
    session_analyses,
    speaking_sessions,
    transcripts,
    users,
)
from speaking.people.repository import LOCAL_LEARNER, ensure_user, set_consent
from speaking.settings import Settings
from speaking.states import ConsentFlag, SessionStatus
from speaking.web.app import create_app

SPEAKING = Path(sys.executable).with_name("speaking")
CHROMIUM = shutil.which("chromium")
FEW, MANY = 20, 2000
REQUESTS = 60
VIEWS = 12
PAUSE_MS = 500
TEXT = "So I went to the shop, um, and bought bread. " * 30
HABITS = ("Filler words", "Missing articles", "Sentences starting with 'so'", "Short clauses")
PAGES = {
    "history": "/history",
    "history, status": "/history?status=DONE",
    "history, search": "/history?said=bread",
    "history, a search without a result": "/history?said=unsaid",
    "history, the last page": "/history?before=2024-01-02T00:00:00Z",
    "recorder": "/",
    "profile": "/profile",
    "profile, as JSON": "/api/profile",
}


def main() -> None:
    """Measure and print both tables."""
    print(f"{os.cpu_count()} cores, load average before {os.getloadavg()[0]:.1f}\n")
    print(f"| database | page | {FEW} sessions | {MANY} sessions | ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure_pages("SQLite", Settings(data_dir=Path(folder))))
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        settings = Settings(data_dir=Path(folder), database_url=empty_database(server, "pages"))
        asyncio.run(measure_pages("PostgreSQL", settings))
    if CHROMIUM is None:
        print("\nNo Chromium found: the first insight was not measured.")
        return
    print("\n| DONE until the first insight is on screen | median | longest |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        print(first_insight(Settings(data_dir=Path(folder))))


async def measure_pages(name: str, settings: Settings) -> None:
    """Print a row for each page: the median of many requests, few and many in turn."""
    await asyncio.to_thread(migrate, settings)
    database = Database(settings)
    await seed(database, "few", FEW)
    await seed(database, "many", MANY)
    async with database.transaction() as transaction:
        await transaction.execute(text("ANALYZE"))  # as the database does by itself, in a while
    await database.close()
    app = create_app(settings)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        for page, address in PAGES.items():
            took: dict[str, list[float]] = {"few": [], "many": []}
            for _ in range(REQUESTS):
                for learner, found in took.items():
                    await become(app.state.services.database, learner)
                    began = time.perf_counter()
                    (await client.get(address)).raise_for_status()
                    found.append(1000 * (time.perf_counter() - began))
            few, many = median(took["few"]), median(took["many"])
            print(f"| {name} | {page} | {few:.1f} ms | {many:.1f} ms | {many / few:.2f} |", flush=True)
    await app.state.services.close()


async def become(database: Database, learner: str) -> None:
    """Let the one learner of this machine be another one."""
    async with database.transaction() as transaction:
        for name in ("few", "many"):
            identity = LOCAL_LEARNER if name == learner else f"not {name}"
            if identity != LOCAL_LEARNER:
                await transaction.execute(
                    update(users).where(users.c.id == name).values(external_id=identity)
                )
        await transaction.execute(
            update(users).where(users.c.id == learner).values(external_id=LOCAL_LEARNER)
        )


async def seed(database: Database, learner: str, count: int) -> None:
    """A learner with finished sessions, half a day apart, each with four insights and their quotes."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    async with database.transaction() as transaction:
        await transaction.execute(insert(users), [{"id": learner, "external_id": f"not {learner}"}])
        for flag in ConsentFlag:
            await set_consent(transaction, learner, flag, granted=True)
        for at in range(count):
            session_id = new_id()
            await transaction.execute(
                insert(speaking_sessions),
                [
                    {
                        "id": session_id,
                        "user_id": learner,
                        "status": SessionStatus.DONE,
                        "duration_secs": 120,
                        "created_at": start + timedelta(hours=12 * at),
                        "focus_next": "Begin with the subject.",
                    }
                ],
            )
            await add_results(transaction, session_id)


async def add_results(transaction: AsyncConnection, session_id: str) -> None:
    """A transcript, insights, quotes and figures."""
    found = [
        {
            "id": new_id(),
            "session_id": session_id,
            "category": "structure",
            "pattern": habit,
            "detail": "It comes back.",
            "frequency": 3,
            "severity": "medium",
        }
        for habit in HABITS
    ]
    quotes = [
        {"insight_id": each["id"], "start": 9 * at, "end": 9 * at + 2, "quote": "So", "sentence": TEXT[:44]}
        for each in found
        for at in range(3)
    ]
    await transaction.execute(
        insert(transcripts), [{"session_id": session_id, "text": TEXT, "word_count": 300}]
    )
    await transaction.execute(insert(insights), found)
    await transaction.execute(insert(insight_evidence), quotes)
    await transaction.execute(
        insert(session_analyses),
        [
            {
                "session_id": session_id,
                "analyzer": "local",
                "summary": "Well done.",
                "habits": {f"structure:{habit}": 1.0 for habit in HABITS},
            }
        ],
    )


def first_insight(settings: Settings) -> str:
    """A row: how long a browser that waits needs, from the commit that makes a session DONE."""
    migrate(settings)
    took = []
    with (
        served(
            free_port(),
            folder=settings.data_dir,
            environment={"DATA_DIR": str(settings.data_dir), "QUEUE": "qstash", "QSTASH_TOKEN": "token"},
        ) as server,
        sync_playwright() as playwright,
        ThreadPoolExecutor(1) as apart,  # the browser's own event loop runs in this thread
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        for _ in range(VIEWS):
            session_id = apart.submit(asyncio.run, begin(settings)).result()
            page.goto(f"{server.address}/sessions/{session_id}")
            page.locator("[aria-current=step]", has_text="Looking for habits").wait_for()
            page.wait_for_timeout(PAUSE_MS * random.random())  # noqa: S311 - at any moment between two looks
            done_at = apart.submit(asyncio.run, finish(settings, session_id)).result()
            page.locator("#insight-1").wait_for()
            took.append(time.perf_counter() - done_at)
        browser.close()
    return f"| on loopback; at most 0.5 s is wanted | {median(took):.2f} s | {max(took):.2f} s |"


async def begin(settings: Settings) -> str:
    """The id of a session that is being analyzed, the local learner's."""
    database = Database(settings)
    async with database.transaction() as transaction:
        learner = await ensure_user(transaction, LOCAL_LEARNER)
        session_id = new_id()
        await transaction.execute(
            insert(speaking_sessions).values(id=session_id, user_id=learner, status=SessionStatus.ANALYZING)
        )
    await database.close()
    return session_id


async def finish(settings: Settings, session_id: str) -> float:
    """Make a session DONE with all its results in one transaction, and say when that was committed."""
    database = Database(settings)
    async with database.transaction() as transaction:
        await add_results(transaction, session_id)
        await transaction.execute(
            update(speaking_sessions)
            .where(speaking_sessions.c.id == session_id)
            .values(status=SessionStatus.DONE, focus_next="Begin with the subject.")
        )
    done_at = time.perf_counter()
    await database.close()
    return done_at


if __name__ == "__main__":
    main()
