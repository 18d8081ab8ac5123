"""`speaking worker`."""

import asyncio
import signal

from speaking.ending import ended
from speaking.errors import ConfigurationError
from speaking.logs import configure_logs
from speaking.queues.embedded import EmbeddedWorker
from speaking.services import Services, migrate
from speaking.settings import Settings


async def run_worker(settings: Settings) -> None:
    """Process sessions until SIGINT or SIGTERM, then finish what is running or hand it back.

    Raises:
        ConfigurationError: The queue delivers over HTTP.
    """
    configure_logs()
    services = Services(settings)
    queue = services.chosen_queue
    run_own = queue.description.run_worker
    if run_own is None and not queue.description.works_in_app:
        raise ConfigurationError(
            f"The queue {queue.name} delivers over HTTP: run `speaking serve` instead of a worker."
        )
    await asyncio.to_thread(migrate, settings)
    try:
        if run_own is None:
            stop = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
            await work_until(stop, services.worker, grace_secs=settings.shutdown_grace)
        else:
            await run_own(
                settings,
                process=services.pipeline.process,
                sweep=services.run_sweep,
                concurrency=settings.worker_concurrency,
                grace_secs=settings.shutdown_grace,
            )
    finally:
        await services.close()


async def work_until(stop: asyncio.Event, worker: EmbeddedWorker, *, grace_secs: float) -> None:
    """Let a worker take sessions until `stop` is set, and give what is running `grace_secs` to finish."""
    stopping = asyncio.create_task(stop.wait())
    async with worker.at_work(grace_secs=grace_secs) as working:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    await ended(stopping)
