"""A habit is followed over a learner's talks, for those who agreed to it."""

from collections.abc import AsyncIterator

import pytest

from speaking.analysis.schema import Recurrence
from speaking.errors import InvalidState
from speaking.people import repository as people
from speaking.services import Services
from speaking.sessions import example_sessions
from speaking.sessions import repository as sessions
from speaking.settings import Settings
from speaking.states import ConsentFlag
from support.makers import make_learner, make_session, make_transcript
from support.migrated import provide_database

TWICE = "I live in a apartment near the river. My sister works in a office in the city."
ONCE = "Yesterday I went to the station with my brother. We stayed in a old hotel there."


@pytest.fixture
async def services(either_database: Settings) -> AsyncIterator[Services]:
    """The app with the analyzer that runs on this machine."""
    provide_database(either_database)
    opened = Services(either_database)
    yield opened
    await opened.close()


async def talk(services: Services, text: str, *, age_secs: float, is_example: bool = False) -> str:
    """A session whose transcript is stored already, taken to its end."""
    learner = await make_learner(services.database)
    session_id = await make_session(services.database, learner=learner, age_secs=age_secs)
    await make_transcript(services.database, session_id, text=text)
    if is_example:
        async with services.database.transaction() as transaction:
            await example_sessions.mark(transaction, session_id)
    await services.pipeline.process(session_id)
    return session_id


async def articles(services: Services, session_id: str) -> Recurrence | None:
    """In how many talks the articles of a session's insight were met; None if nobody looked."""
    async with services.database.reading() as reading:
        found = await sessions.insights_of(reading, session_id)
    return next(each.recurrence for each in found if each.pattern == "Articles")


async def test_a_habit_that_was_met_before_says_so(services: Services) -> None:
    """One error alone is no habit; with those of an earlier talk it is, and each talk counts once."""
    await talk(services, TWICE, age_secs=60)
    session_id = await talk(services, ONCE, age_secs=30)
    with pytest.raises(InvalidState):
        await services.pipeline.process(session_id)
    assert await articles(services, session_id) == Recurrence(met_in=2, talks=2)


async def test_a_deleted_talk_is_forgotten(services: Services) -> None:
    """What the learner deleted says nothing about the next talk."""
    learner = await make_learner(services.database)
    await services.removal.remove(await talk(services, TWICE, age_secs=60), learner)
    session_id = await talk(services, TWICE, age_secs=30)
    assert await articles(services, session_id) is None


@pytest.mark.parametrize("asked_at", ["first", "second"])
async def test_who_does_not_want_to_be_followed_is_not(services: Services, asked_at: str) -> None:
    """Neither if the answer was no in the earlier talk, nor if it is no now."""
    learner = await make_learner(services.database)
    for number, age_secs in (("first", 60), ("second", 30)):
        async with services.database.transaction() as transaction:
            flag, granted = ConsentFlag.PATTERN_TRACKING, number != asked_at
            await people.set_consent(transaction, learner, flag, granted=granted)
        session_id = await talk(services, TWICE, age_secs=age_secs)
    assert await articles(services, session_id) is None


async def test_the_example_knows_nothing_of_the_learner(services: Services) -> None:
    """It is our recording, and the learner's talks are not its earlier ones."""
    await talk(services, TWICE, age_secs=60)
    example = await talk(services, TWICE, age_secs=30, is_example=True)
    assert await articles(services, example) is None
    assert await articles(services, await talk(services, TWICE, age_secs=0)) == Recurrence(2, 2)
