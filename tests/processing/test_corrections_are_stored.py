"""What to say instead, what was noticed and what an insight says of itself: stored, forgotten, deleted."""

import pytest
from sqlalchemy import Table, func, select

from speaking.analysis.schema import Category, Insight, Recurrence
from speaking.db.database import Database
from speaking.db.tables import evidence_corrections, insight_evidence, insight_notes, noticed_errors
from speaking.processing import results
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SessionDetail
from support.makers import an_error, make_analyzed, make_learner

TEXT = "I live in a apartment. It is a old house. I have two dog and she want a cat."
TITLE = "'A' and 'an': ‘a apartment’"
ARTICLES = Insight(
    Category.GRAMMAR,
    "Articles",
    "Say 'an' before a vowel.",
    key="articles",
    title=TITLE,
    recurrence=Recurrence(met_in=2, talks=3),
)
EVIDENCE = (
    an_error(TEXT, "a apartment", "article-form", "an apartment", "the apartment"),
    an_error(TEXT, "a old", "article-form", "an old"),
    an_error(TEXT, "two dog", "singular-after-plural", "two dogs"),
    an_error(TEXT, "she want", "subject-verb"),
)
OURS = (evidence_corrections, insight_notes, noticed_errors)


async def make(database: Database) -> str:
    return await make_analyzed(database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE)


async def detail_of(database: Database, session_id: str) -> SessionDetail:
    learner = await make_learner(database)
    async with database.reading() as reading:
        found = await sessions.detail(reading, session_id, learner)
    assert found is not None
    return found


async def rows_in(database: Database, table: Table) -> int:
    async with database.reading() as reading:
        return await reading.scalar(select(func.count()).select_from(table)) or 0


async def test_each_quote_comes_with_what_to_say_instead(database: Database) -> None:
    """One or two wordings, the better one first, and the whole sentence with it."""
    detail = await detail_of(database, await make(database))
    [quotes] = detail.evidence.values()
    assert [quote.say_instead for quote in quotes] == [["an apartment", "the apartment"], ["an old"]]
    assert quotes[0].corrected_sentence == "I live in an apartment."


async def test_an_insight_knows_its_title_and_its_recurrence(database: Database) -> None:
    """What dominates in this talk, and in how many of the last ones the habit was met."""
    [insight] = (await detail_of(database, await make(database))).insights
    assert (insight.title, insight.met_in, insight.talks) == (TITLE, 2, 3)


async def test_an_insight_without_either_has_no_row_of_its_own(database: Database) -> None:
    """Counted habits have no title, and a first talk has nothing to compare with."""
    plain = Insight(Category.GRAMMAR, "Articles", "", key="articles")
    session_id = await make_analyzed(database, text=TEXT, insights=[plain], evidence=EVIDENCE)
    [insight] = (await detail_of(database, session_id)).insights
    assert (insight.title, insight.met_in, insight.talks) == (None, None, None)
    assert await rows_in(database, insight_notes) == 0


async def test_errors_that_make_no_habit_are_kept_apart(database: Database) -> None:
    """Each with its habit, family, place and correction; a half-corrected sentence is not shown."""
    dogs, want = (await detail_of(database, await make(database))).noticed
    assert (dogs.category, dogs.pattern, dogs.family) == (
        "grammar",
        "Singular and plural",
        "singular-after-plural",
    )
    assert (dogs.quote, TEXT[dogs.start : dogs.end], dogs.say_instead) == ("two dog", "two dog", ["two dogs"])
    assert (want.quote, want.say_instead) == ("she want", [])
    assert dogs.corrected_sentence is want.corrected_sentence is None


async def test_words_that_may_not_be_kept_are_nowhere(database: Database) -> None:
    """What was met stays countable, under its habit's name alone."""
    session_id = await make(database)
    async with database.transaction() as transaction:
        await results.forget_words(transaction, session_id)
    async with database.reading() as reading:
        for table in OURS:
            for row in await reading.execute(select(table)):
                assert not [value for value in row if isinstance(value, str) and "dog" in value]
                assert not [value for value in row if isinstance(value, list) and value]
        notes = (await reading.execute(select(insight_notes))).one()
    assert (notes.title, notes.met_in, notes.talks) == (None, 2, 3)
    assert await rows_in(database, insight_evidence) == await rows_in(database, evidence_corrections) == 0
    assert await rows_in(database, noticed_errors) == 2
    assert (await detail_of(database, session_id)).noticed == []


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
async def test_a_deleted_session_takes_everything_along(database: Database, table: Table) -> None:
    """No row of ours outlives its session."""
    session_id = await make(database)
    assert await rows_in(database, table) > 0
    async with database.transaction() as transaction:
        await sessions.remove(transaction, session_id)
    assert await rows_in(database, table) == 0
