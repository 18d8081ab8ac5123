"""`speaking worker`."""

import asyncio
import signal
from contextlib import suppress

from speaking.errors import ConfigurationError
from speaking.logs import configure_logs
from speaking.services import Services, migrate
from speaking.settings import Settings


async def run_worker(settings: Settings) -> None:
    """Work on sessions until SIGINT or SIGTERM; what runs then is finished or released.

    Raises:
        ConfigurationError: The queue is one that pushes its deliveries over HTTP.
    """
    configure_logs()
    if settings.chosen_queue == "qstash":
        raise ConfigurationError("QStash delivers over HTTP: run `speaking serve` instead of a worker.")
    await asyncio.to_thread(migrate, settings)
    services = Services(settings)
    try:
        if settings.chosen_queue == "postgres":
            await _run_postgres_worker(services)
        else:
            await _run_embedded_worker(services)
    finally:
        await services.close()


async def _run_postgres_worker(services: Services) -> None:
    from speaking.jobs import postgres

    await postgres.run_worker(
        services.settings,
        process=services.pipeline.process,
        sweep=services.run_sweep,
        concurrency=services.settings.worker_concurrency,
        grace_secs=services.settings.shutdown_grace,
    )


async def _run_embedded_worker(services: Services) -> None:
    working = asyncio.create_task(services.worker.run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, working.cancel)
    with suppress(asyncio.CancelledError):
        await working
    await services.worker.drain(grace_secs=services.settings.shutdown_grace)
