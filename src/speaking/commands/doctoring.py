"""`speaking doctor`: what is chosen for every end, why, and whether it works.

Whatever runs on this machine is tried for real: the first seconds of the example are stored, decoded,
transcribed and analyzed. A paid service is asked a question that costs nothing.
"""

import asyncio
import filecmp
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import click

from speaking.analysis import ANALYZERS
from speaking.audio import STORAGES, deletion
from speaking.audio.audio_keys import audio_key
from speaking.audio.recordings import probe, transcode_to_opus
from speaking.audio.working_copies import folder_for_a_while, path_for_a_while
from speaking.db.database import migrate
from speaking.ending import problem_within
from speaking.ends import ANSWER_WITHIN_SECS, WORK_WITHIN_SECS, End
from speaking.errors import ConfigurationError
from speaking.examples import first_seconds
from speaking.logs import kind_and_place
from speaking.people import repository as people
from speaking.queues import QUEUES
from speaking.services import Services
from speaking.settings import Settings
from speaking.transcription import TRANSCRIBERS
from speaking.web.sign_in import check_sign_in


@dataclass(frozen=True, slots=True)
class Examination:
    """One end of the system; `check` proves that it works at no cost, or raises.

    What it returns is added to the reasons: what only the check could find out.
    """

    name: str
    chosen: str
    because: str
    check: Callable[[], Awaitable[str | None]]
    within_secs: float = ANSWER_WITHIN_SECS


async def examine(settings: Settings) -> int:
    """Print a line for every end; returns 1 if something that is configured does not work, else 0."""
    services = Services(settings)
    try:
        sound = [await _report(examination) for examination in examinations(services)]
    finally:
        await services.close()
    click.echo("Everything works." if all(sound) else "Something does not work; see above.")
    return 0 if all(sound) else 1


def examinations(services: Services) -> list[Examination]:
    """Every end and what chose it, in the order in which a recording meets them."""
    return [
        _database(services),
        _replaceable("storage", STORAGES, services, lambda: _store_and_delete(services)),
        _replaceable("queue", QUEUES, services, lambda: _prepare_and_ask(services)),
        Examination("recordings", "PyAV", "reads what browsers record", _decode, WORK_WITHIN_SECS),
        # Making them is part of the check.
        _replaceable("transcription", TRANSCRIBERS, services, lambda: services.transcriber.check()),  # noqa: PLW0108
        _replaceable("analysis", ANALYZERS, services, lambda: services.analyzer.check()),  # noqa: PLW0108
        _sign_in(services.settings),
    ]


def _replaceable(
    name: str, end: End[Any], services: Services, check: Callable[[], Awaitable[str | None]]
) -> Examination:
    """How to examine what is chosen for an end; if nothing can be chosen, the check raises the reason."""
    settings = services.settings
    try:
        choice = end.chosen(settings)
    except ConfigurationError as error:
        named = end.named(settings)
        because = f"{end.variable}={named}" if named else f"{end.variable} is not set"
        return Examination(name, named or "nothing", because, partial(_raise, error))
    told = (choice.because, choice.description.uses(settings), choice.description.price(settings))
    because = "; ".join(str(each) for each in told if each is not None)
    return Examination(name, choice.name, because, check, choice.description.check_secs)


async def _raise(error: ConfigurationError) -> None:
    raise error


async def _prepare_and_ask(services: Services) -> None:
    await asyncio.to_thread(services.chosen_queue.description.prepare, services.settings)
    await services.queue.check()


async def _report(end: Examination) -> bool:
    because = end.because

    async def check() -> None:
        nonlocal because
        if found_out := await end.check():
            because = f"{because}; {found_out}"

    try:
        problem = await problem_within(end.within_secs, check)
    except Exception as error:  # noqa: BLE001 - a library that is not what we expect breaks in any way
        problem = f"It failed in an unexpected way: {kind_and_place(error)}."
    if problem is None:
        click.echo(f"ok      {end.name}: {end.chosen} ({because})")
        return True
    click.echo(f"FAILED  {end.name}: {end.chosen} ({end.because})\n        {problem}")
    return False


def _database(services: Services) -> Examination:
    url = services.settings.database_url

    async def check() -> None:
        await asyncio.to_thread(migrate, services.settings)
        await services.database.ping()
        await _write_and_read(services)

    chosen = "PostgreSQL" if url and not url.startswith("sqlite") else "SQLite"
    return Examination("database", chosen, _because("DATABASE_URL", url), check)


async def _write_and_read(services: Services) -> None:
    """Write a learner, read it back and roll it back, so that nobody else ever sees it."""
    identity = f"doctor-{uuid4().hex}"
    async with services.database.transaction() as transaction:
        await people.ensure_user(transaction, identity)
        if await people.find_user(transaction, identity) is None:
            raise ConfigurationError("What was written to the database could not be read again.")
        await transaction.rollback()


async def _store_and_delete(services: Services) -> None:
    """Store the first seconds of the example, read them again, and delete them.

    If this process is killed in between, the sweep finds a recording without a session.
    """
    storage = services.storage
    await storage.check()
    key = audio_key("doctor", uuid4().hex, "webm")
    with first_seconds() as recording, path_for_a_while() as copy:
        try:
            await storage.put(key, recording, "audio/webm")
            await storage.download(key, copy)
            same = await asyncio.to_thread(filecmp.cmp, recording, copy, shallow=False)
        finally:
            await deletion.delete(lambda: storage, key)
    if not same:
        raise ConfigurationError("What was stored came back changed.")


async def _decode() -> None:
    """Probe, decode and compress the first seconds of the example, as before a paid request."""

    def work() -> None:
        with first_seconds() as recording, folder_for_a_while() as folder:
            probe(recording)
            transcode_to_opus(recording, folder / "small.ogg")

    await asyncio.to_thread(work)


def _sign_in(settings: Settings) -> Examination:
    client = settings.auth_client_id

    async def check() -> None:
        if client is not None:
            await check_sign_in(settings)

    chosen = "the learner at this machine" if client is None else "OpenID Connect"
    return Examination("sign-in", chosen, _because("AUTH_CLIENT_ID", client), check)


def _because(variable: str, value: object) -> str:
    return f"{variable} is set" if value else f"the default, as {variable} is not set"
