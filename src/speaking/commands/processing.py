"""`speaking process FILE`: the whole pipeline on one recording."""

import asyncio
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from speaking.commands.opening import opened
from speaking.documents.session_document import InsightOut, SessionOut
from speaking.ending import ended
from speaking.errors import InProgress, SessionNotFound
from speaking.intake.acceptance import About
from speaking.people import repository as people
from speaking.people.repository import LOCAL_LEARNER
from speaking.profile.focus_progress import focus_progress
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.settings import Settings
from speaking.states import SessionStatus
from speaking.wording.say_instead import ALSO_NOTICED, NOT_HABITS, not_but, recurrence_sentence

LOOK_EVERY_SECS = 0.3
STEPS: Mapping[str, str] = {
    SessionStatus.UPLOADED: "Waiting",
    SessionStatus.TRANSCRIBING: "Writing down what you said",
    SessionStatus.ANALYZING: "Looking for habits",
}
CORRECTIONS_AT_ONCE = 3
COLOURS = ("cyan", "magenta", "green", "yellow", "blue")


async def process_file(
    settings: Settings, file: Path, *, topic: str | None, show: Callable[[SessionOut], None]
) -> None:
    """Store a recording as a session of the local learner, process it at once and show the result.

    Raises:
        SpeakingError: The recording was refused or a step failed.
    """
    async with opened(settings) as services:
        async with services.database.transaction() as transaction:
            learner = await people.ensure_user(transaction, LOCAL_LEARNER)
        await services.intake.check_consent(learner)
        session = await services.intake.store(file, About(user_id=learner, topic=topic))
        await _work(services, session.id, learner)
        show(await _read(services, session.id, learner))


async def _work(services: Services, session_id: str, learner: str) -> None:
    work = asyncio.create_task(_process(services, session_id, learner))
    try:
        if sys.stderr.isatty():
            await _display(services, session_id, learner, work)
        await work
    finally:
        await ended(work)


async def _process(services: Services, session_id: str, learner: str) -> None:
    try:
        await services.pipeline.process(session_id)
    except InProgress:  # the worker of another process was quicker
        while (await _read(services, session_id, learner)).status in STEPS:  # noqa: ASYNC110 - it has no event for us
            await asyncio.sleep(LOOK_EVERY_SECS)


async def _display(services: Services, session_id: str, learner: str, work: "asyncio.Task[None]") -> None:
    with Console(stderr=True).status("Waiting") as status:
        while not work.done():
            step = (await _read(services, session_id, learner)).status
            status.update(STEPS.get(step, "Finishing"))
            await asyncio.wait([work], timeout=LOOK_EVERY_SECS)


async def _read(services: Services, session_id: str, learner: str) -> SessionOut:
    async with services.database.reading() as reading:
        detail = await sessions.detail(reading, session_id, learner)
        if detail is None:
            raise SessionNotFound
        return SessionOut.of(detail, await focus_progress(reading, detail))


def print_json(session: SessionOut) -> None:
    """Print a session as one JSON object on standard output."""
    whole: dict[str, Any] = session.model_dump(by_alias=True, mode="json")
    results = {
        key: whole.pop(key) for key in ("transcript", "insights", "alsoNoticed", "focusNext", "summary")
    }
    click.echo(json.dumps({"session": whole, **results}, ensure_ascii=False, indent=2))


def print_report(session: SessionOut) -> None:
    """Print transcript with highlighted evidence, insights and focus for a person."""
    console = Console(highlight=False)
    console.rule("What you said")
    console.print(_highlighted(session))
    console.rule("What came up again and again")
    for insight, colour in zip(session.insights, COLOURS, strict=False):
        _print_insight(console, insight, colour)
    if not session.insights:
        console.print("No habit stood out this time.\n")
    if session.also_noticed:
        console.rule(ALSO_NOTICED)
        console.print(NOT_HABITS)
        for noticed in session.also_noticed:
            console.print(Text(f"  {noticed.name}: {not_but(noticed.quote, noticed.say_instead)}"))
    if session.focus_progress:
        console.rule("How your last focus went")
        console.print(session.focus_progress.sentence)
    if session.focus_next:
        console.rule("Focus for next time")
        console.print(session.focus_next)
    if session.summary:
        console.rule("In short")
        console.print(session.summary)


def _print_insight(console: Console, insight: InsightOut, colour: str) -> None:
    times = "" if insight.frequency is None else f" ({insight.frequency}×)"
    console.print(Text(f"{insight.title or insight.pattern}{times}", style=f"bold {colour}"))
    console.print(Text(insight.detail))
    if again := insight.recurrence:
        sentence = recurrence_sentence(insight.frequency, met_in=again.met_in, talks=again.talks)
        console.print(Text(sentence))
    for example in insight.examples or []:
        console.print(Text(f"  “{example}”", style="italic"))
    corrected = [quote for quote in insight.evidence if quote.say_instead]
    for quote in corrected[:CORRECTIONS_AT_ONCE]:
        console.print(Text(f"  {not_but(quote.quote, quote.say_instead)}"))
    if insight.suggestion:
        console.print(Text(f"  Try this: {insight.suggestion}"))
    console.print()


def _highlighted(session: SessionOut) -> Text:
    text = Text(session.transcript.text if session.transcript else "")
    for insight, colour in zip(session.insights, COLOURS, strict=False):
        for quote in insight.evidence:
            text.stylize(f"underline {colour}", quote.start, quote.end)
    return text
