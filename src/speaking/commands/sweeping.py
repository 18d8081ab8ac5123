"""`speaking sweep`."""

import json

import click

from speaking.commands.opening import opened
from speaking.settings import Settings


async def mend(settings: Settings) -> None:
    """Repair what was left behind and print how many of each kind."""
    async with opened(settings) as services:
        click.echo(json.dumps(await services.run_sweep()))


async def count(settings: Settings) -> None:
    """Print how many of each kind would be repaired."""
    async with opened(settings) as services:
        found = await services.sweep.find()
        click.echo(json.dumps({kind: len(ids) for kind, ids in found.items()}))
