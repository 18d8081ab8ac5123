"""Rows as they are in the database."""

from sqlalchemy import select

from speaking.db.by_name import AnyRow
from speaking.db.database import Database
from speaking.db.tables import processing_jobs, speaking_sessions


async def session_row(database: Database, session_id: str) -> AnyRow:
    """A session, which must exist."""
    async with database.reading() as reading:
        found = await reading.execute(select(speaking_sessions).where(speaking_sessions.c.id == session_id))
        return found.one()


async def job_row(database: Database, session_id: str) -> AnyRow:
    """A session's processing job, which must exist."""
    of_session = processing_jobs.c.session_id == session_id
    async with database.reading() as reading:
        return (await reading.execute(select(processing_jobs).where(of_session))).one()
