"""`speaking sweep`."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import click

from speaking.logs import configure_logs
from speaking.services import Services, migrate
from speaking.settings import Settings


async def mend(settings: Settings) -> None:
    """Mend what was left behind and print how many of each kind."""
    async with opened(settings) as services:
        click.echo(json.dumps(await services.run_sweep()))


async def count(settings: Settings) -> None:
    """Print how many of each kind would be mended."""
    async with opened(settings) as services:
        click.echo(json.dumps((await services.sweep.find()).counts()))


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
