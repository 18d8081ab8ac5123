"""What `speaking process` prints for a person."""

import json

import pytest

from speaking.analysis.schema import Category, Insight, Recurrence
from speaking.commands.processing import print_json, print_report
from speaking.db.database import Database
from speaking.documents.session_document import SessionOut
from speaking.sessions import repository as sessions
from support.makers import an_error, make_analyzed, make_learner

TEXT = "I live in a apartment. I have two dog."
EVIDENCE = (
    an_error(TEXT, "a apartment", "article-form", "an apartment"),
    an_error(TEXT, "two dog", "singular-after-plural", "two dogs"),
)
ARTICLES = Insight(
    Category.GRAMMAR, "Articles", "", key="articles", title="A or an", recurrence=Recurrence(2, 2)
)


async def session(database: Database) -> SessionOut:
    session_id = await make_analyzed(database, text=TEXT, insights=[ARTICLES], evidence=EVIDENCE)
    learner = await make_learner(database)
    async with database.reading() as reading:
        detail = await sessions.detail(reading, session_id, learner)
    assert detail is not None
    return SessionOut.of(detail)


async def test_the_report_says_what_to_say_instead(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a habit's quotes and of what makes no habit."""
    print_report(await session(database))
    habits, _, noticed = capsys.readouterr().out.partition("Also noticed")
    assert "A or an" in habits
    assert "Once in this talk, and in both of your last 2 talks." in habits
    assert "Say “an apartment”, not “a apartment”" in habits
    assert "only once or twice" in noticed
    assert "Say “two dogs”, not “two dog”" in noticed.replace("\n", " ")


async def test_the_json_has_what_was_noticed_beside_the_insights(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program finds all results in one place."""
    print_json(await session(database))
    printed = json.loads(capsys.readouterr().out)
    assert [noticed["quote"] for noticed in printed["alsoNoticed"]] == ["two dog"]
    assert printed["insights"][0]["evidence"][0]["sayInstead"] == ["an apartment"]
