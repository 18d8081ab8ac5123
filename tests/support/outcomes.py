"""Sends in a recording and reads from the database what became of it."""

from pathlib import Path

from sqlalchemy import select

from speaking.db.tables import insights, model_uses, pattern_profiles, session_analyses, transcripts
from speaking.intake.acceptance import About
from speaking.services import Services
from support.makers import make_learner


async def upload(services: Services, talk: Path) -> str:
    """Send in a recording; returns its session's id."""
    learner = await make_learner(services.database)
    return (await services.intake.accept(talk, About(user_id=learner))).id


async def effects(services: Services, session_id: str) -> tuple[int, int, int]:
    """How many transcripts, analyses and paid calls a session has."""
    async with services.database.reading() as reading:
        counts = [
            len((await reading.execute(select(table).where(table.c.session_id == session_id))).all())
            for table in (transcripts, session_analyses, model_uses)
        ]
    return counts[0], counts[1], counts[2]


async def counts(services: Services) -> tuple[dict[str, int], dict[str, int]]:
    """The profile's counts, and the sums of the insights' frequencies."""
    async with services.database.reading() as reading:
        profile = await reading.scalar(select(pattern_profiles.c.patterns)) or {}
        added: dict[str, int] = {}
        for row in await reading.execute(select(insights)):
            key = f"{row.category}:{row.pattern}"
            added[key] = added.get(key, 0) + (row.frequency or 1)
    return dict(profile), added
