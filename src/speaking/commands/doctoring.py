"""`speaking doctor`: what is chosen for every end, why, and whether it works."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import click

from speaking.errors import SpeakingError
from speaking.services import Services, migrate
from speaking.settings import Settings

ANSWER_WITHIN_SECS = 30.0


@dataclass(frozen=True, slots=True)
class End:
    """One replaceable end of the system; `check` proves that it works at no cost, or raises."""

    name: str
    chosen: str
    because: str
    check: Callable[[], Awaitable[None]]


async def examine(settings: Settings) -> int:
    """Print a line for every end; returns 1 if something that is configured does not work, else 0."""
    services = Services(settings)
    try:
        sound = [await _report(end) for end in ends(services)]
    finally:
        await services.close()
    click.echo("Everything works." if all(sound) else "Something does not work; see above.")
    return 0 if all(sound) else 1


def ends(services: Services) -> list[End]:
    """Every end with what chose it."""
    settings = services.settings
    database = "PostgreSQL" if settings.database_url and not services.database.is_sqlite else "SQLite"
    return [
        End("database", database, _because("DATABASE_URL", settings.database_url), _database(services)),
        End(
            "storage",
            settings.chosen_storage,
            _because("R2_BUCKET_NAME", settings.r2_bucket_name),
            _first_use(services, "storage"),
        ),
        End(
            "queue",
            settings.chosen_queue,
            _because_either("QUEUE", settings.queue, "QSTASH_TOKEN", settings.qstash_token),
            _first_use(services, "queue"),
        ),
        End(
            "transcription",
            settings.chosen_transcriber,
            _because_either("TRANSCRIBER", settings.transcriber, "OPENAI_API_KEY", settings.openai_api_key),
            _first_use(services, "transcriber"),
        ),
        End(
            "analysis",
            settings.chosen_analyzer,
            _because_either("ANALYZER", settings.analyzer, "ANTHROPIC_API_KEY", settings.anthropic_api_key),
            _first_use(services, "analyzer"),
        ),
    ]


async def _report(end: End) -> bool:
    try:
        async with asyncio.timeout(ANSWER_WITHIN_SECS):
            await end.check()
    except SpeakingError as error:
        problem = error.message
    except TimeoutError:
        problem = f"There was no answer within {ANSWER_WITHIN_SECS:.0f} seconds."
    else:
        click.echo(f"ok      {end.name}: {end.chosen} ({end.because})")
        return True
    click.echo(f"FAILED  {end.name}: {end.chosen} ({end.because})\n        {problem}")
    return False


def _first_use(services: Services, name: str) -> Callable[[], Awaitable[None]]:
    async def check() -> None:
        await getattr(services, name).check()

    return check


def _database(services: Services) -> Callable[[], Awaitable[None]]:
    async def check() -> None:
        await asyncio.to_thread(migrate, services.settings)
        await services.database.ping()

    return check


def _because(variable: str, value: object) -> str:
    return f"{variable} is set" if value else f"the default, as {variable} is not set"


def _because_either(choice: str, chosen: object, key: str, value: object) -> str:
    return f"{choice}={chosen}" if chosen else _because(key, value)
