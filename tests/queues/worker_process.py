"""A worker in a process of its own that says on standard output what it does and works only when told to.

    python worker_process.py DATABASE_URL NAME

It prints `NAME ready`, `NAME started SESSION`, `NAME finished SESSION`, `NAME swept`; a line `go` on its
standard input lets one started session finish, and its end lets all of them.
"""

import asyncio
import sys
from pathlib import Path

from speaking.queues import postgres
from speaking.settings import Settings


async def main(url: str, name: str) -> None:
    """Run the real worker over `process` and `sweep` that report to the test."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)

    def say(*words: str) -> None:
        print(name, *words, flush=True)  # noqa: T201 - the test reads it

    async def process(session_id: str) -> None:
        say("started", session_id)
        await reader.readline()
        say("finished", session_id)

    async def sweep() -> None:
        say("swept")

    say("ready")
    settings = Settings(database_url=url, data_dir=Path("unused"))
    await postgres.run_worker(settings, process=process, sweep=sweep, concurrency=1, grace_secs=0.1)
    say("stopped")


if __name__ == "__main__":
    postgres.POLL_SECS = 0.2
    asyncio.run(main(*sys.argv[1:]))
