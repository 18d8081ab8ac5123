"""The queue that needs no server: the database says what is due, and a worker in this process takes it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from speaking.db.database import Database
from speaking.ending import ended, set_within
from speaking.errors import InProgress, InvalidState, LeaseLost, SpeakingError
from speaking.logs import kind_and_place
from speaking.processing import attempts
from speaking.queues import Process, QueueDescription, Sweep

log = structlog.get_logger()

POLL_SECS = 1.0
SWEEP_SECS = 300.0


class EmbeddedQueue:
    """Wakes the worker of this process; workers of other processes look for themselves every second."""

    def __init__(self) -> None:
        self.news = asyncio.Event()

    async def enqueue(self, session_id: str, *, attempt: int) -> None:  # noqa: ARG002 - the Protocol's signature
        self.news.set()

    async def check(self) -> None:
        """Works wherever the database does."""

    async def close(self) -> None:
        """Nothing to close."""


EMBEDDED = QueueDescription(make=lambda _: EmbeddedQueue(), works_in_app=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedWorker:
    """Takes what is due from the database, up to `concurrency` sessions at a time.

    Args:
        process: Processes one session (`Pipeline.process`).
        sweep: Repairs what was left behind; called at startup and every five minutes.
    """

    database: Database
    queue: EmbeddedQueue
    process: Process
    sweep: Sweep
    concurrency: int
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict, init=False)

    async def run(self) -> None:
        """Work until cancelled; what is running then is left to `drain`."""
        sweeping = asyncio.create_task(self._keep_sweeping())
        try:
            while True:
                self.queue.news.clear()
                await self._take_due()
                await set_within(self.queue.news, POLL_SECS)
        finally:
            await ended(sweeping)

    @asynccontextmanager
    async def at_work(self, *, grace_secs: float) -> AsyncIterator[asyncio.Task[None]]:
        """Process sessions while the block runs; what is running at its end gets `grace_secs` to finish.

        Yields the task that looks for sessions. If it failed, its error is raised at the end.
        """
        looking = asyncio.create_task(self.run())
        try:
            yield looking
        finally:
            await ended(looking)
            await self.drain(grace_secs=grace_secs)
            if looking.done() and not looking.cancelled():
                looking.result()

    async def drain(self, *, grace_secs: float) -> None:
        """Let running sessions finish within `grace_secs`; the others are handed back for another worker."""
        running = set(self._running.values())
        if not running:
            return
        _, late = await asyncio.wait(running, timeout=grace_secs)
        await ended(*late)

    async def _take_due(self) -> None:
        free = self.concurrency - len(self._running)
        if free <= 0:
            return
        try:
            async with self.database.reading() as reading:
                due = await attempts.due(reading, limit=free, but=list(self._running))
        except SpeakingError as error:
            log.warning("worker.cannot_look", code=error.code)
            return
        except Exception as error:  # noqa: BLE001 - a worker that stopped looking would do nothing more
            log.error("worker.cannot_look", error=kind_and_place(error))
            return
        for session_id in due:
            task = asyncio.create_task(self._work_on(session_id))
            self._running[session_id] = task

    async def _work_on(self, session_id: str) -> None:
        try:
            await self.process(session_id)
            self.queue.news.set()
        except (InProgress, InvalidState, LeaseLost) as error:
            log.info("worker.passed_by", session_id=session_id, code=error.code)
        except SpeakingError as error:
            log.info("worker.failed", session_id=session_id, code=error.code)
        except Exception as error:  # noqa: BLE001 - the worker continues with the next session
            log.error("worker.crashed", session_id=session_id, error=kind_and_place(error))
        finally:
            del self._running[session_id]

    async def _keep_sweeping(self) -> None:
        while True:
            try:
                await self.sweep()
            except SpeakingError as error:
                log.warning("sweep.failed", code=error.code)
            except Exception as error:  # noqa: BLE001 - the next sweep may succeed
                log.error("sweep.failed", error=kind_and_place(error))
            await asyncio.sleep(SWEEP_SECS)
