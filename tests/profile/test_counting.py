import asyncio

from sqlalchemy import insert

from speaking.analysis.schema import Category, Insight
from speaking.db.database import Database
from speaking.db.tables import insights
from speaking.profile import counting
from speaking.profile import repository as profiles
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from support.makers import make_learner, make_session


def found(pattern: str, frequency: int | None = 3) -> Insight:
    return Insight(category=Category.GRAMMAR, pattern=pattern, detail="", frequency=frequency)


async def counts(database: Database, learner: str) -> dict[str, int]:
    async with database.reading() as reading:
        profile = await profiles.read_profile(reading, learner)
    return profile.patterns if profile else {}


async def add(database: Database, learner: str, *insights: Insight) -> list[Insight]:
    async with database.transaction() as transaction:
        counted = await counting.count_insights(transaction, learner, insights)
        assert counted.profile is not None
        await counting.save(transaction, learner, counted.profile)
        return list(counted.insights)


async def test_counts_add_up_over_sessions(database: Database) -> None:
    """Each session adds its frequencies; an insight without one counts once."""
    learner = await make_learner(database)
    await add(database, learner, found("Missing articles", 3), found("Word order", None))
    await add(database, learner, found("Missing articles", 4))
    assert await counts(database, learner) == {"grammar:Missing articles": 7, "grammar:Word order": 1}


async def test_another_wording_of_a_habit_counts_as_the_same(database: Database) -> None:
    """The profile keeps the name it knows, and the wording is remembered as its alias."""
    learner = await make_learner(database)
    await add(database, learner, found("Missing articles", 3))
    named = await add(database, learner, found("Missing articles before nouns", 2))
    assert [each.pattern for each in named] == ["Missing articles"]
    assert await counts(database, learner) == {"grammar:Missing articles": 5}
    async with database.reading() as reading:
        assert await profiles.aliases(reading, learner) == {
            "grammar:Missing articles before nouns": "grammar:Missing articles"
        }


async def test_measured_rates_go_by_the_profiles_names(database: Database) -> None:
    """A habit that the profile knows by another wording keeps one line in its trend."""
    learner = await make_learner(database)
    await add(database, learner, found("Missing articles before nouns", 3))
    async with database.transaction() as transaction:
        counted = await counting.count_insights(transaction, learner, [found("Missing articles", 2)])
    assert counted.names == {"grammar:Missing articles": "grammar:Missing articles before nouns"}


async def test_the_profile_keeps_its_name_and_category(database: Database) -> None:
    """A habit that another version named in its own words, under another category, is counted there."""
    learner = await make_learner(database)
    old = Insight(category=Category.STRUCTURE, pattern="Frequent fillers", detail="", frequency=3)
    await add(database, learner, old)
    ours = Insight(Category.VOCABULARY, "Filler words", "", 2, key="filled-pauses")
    (named,) = await add(database, learner, ours)
    assert (named.category, named.pattern, named.key) == ("structure", "Frequent fillers", "filled-pauses")
    assert await counts(database, learner) == {"structure:Frequent fillers": 5}


async def test_many_sessions_at_once_lose_no_count(database: Database) -> None:
    """However many sessions of one learner end at the same moment, every frequency is in the sum."""
    learner = await make_learner(database)
    await asyncio.gather(*(add(database, learner, found("Missing articles", 2)) for _ in range(20)))
    assert await counts(database, learner) == {"grammar:Missing articles": 40}


async def test_a_deleted_session_takes_its_counts_along(database: Database) -> None:
    """What is left is what the other sessions added."""
    learner = await make_learner(database)
    await add(database, learner, found("Missing articles", 3))
    session_id = await make_session(database, status=SessionStatus.DONE, learner=learner)
    await add(database, learner, found("Missing articles", 2), found("Word order", 1))
    async with database.transaction() as transaction:
        for pattern, frequency in (("Missing articles", 2), ("Word order", 1)):
            row = {"category": "grammar", "pattern": pattern, "detail": "", "frequency": frequency}
            await transaction.execute(insert(insights).values(session_id=session_id, **row))
    async with database.transaction() as transaction:
        session = await sessions.find(transaction, session_id, learner)
        assert session is not None
        left = await counting.profile_without(transaction, session)
        assert left is not None
        await counting.save(transaction, learner, left)
    assert await counts(database, learner) == {"grammar:Missing articles": 3}
