"""`speaking export`."""

import json

import click

from speaking.commands.opening import opened
from speaking.documents.learner_document import collect
from speaking.people import repository as people
from speaking.people.repository import LOCAL_LEARNER
from speaking.settings import Settings


async def print_export(settings: Settings) -> None:
    """Print everything stored about the local learner as one JSON object."""
    async with opened(settings) as services, services.database.reading() as reading:
        everything = await collect(reading, await people.find_user(reading, LOCAL_LEARNER))
    click.echo(json.dumps(everything, ensure_ascii=False, indent=2))
