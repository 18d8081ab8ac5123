"""What every command that uses the database starts from."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from speaking.logs import configure_logs
from speaking.services import Services, migrate
from speaking.settings import Settings


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Services]:
    """Services on a migrated database, closed at the end of the block."""
    configure_logs()
    await asyncio.to_thread(migrate, settings)
    services = Services(settings)
    try:
        yield services
    finally:
        await services.close()
