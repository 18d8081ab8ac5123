"""Which talks before a session count, and how often each habit was met in them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import insert

from speaking.analysis.schema import Category, Insight
from speaking.db.database import Database
from speaking.db.tables import example_sessions
from speaking.processing import results
from speaking.profile.earlier_talks import Before, before
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from support.makers import (
    an_error,
    make_analyzed,
    make_insight,
    make_learner,
    make_result,
    make_session,
    make_transcript,
)

TEXT = "I live in a apartment. It is a old house. I have two dog."
ARTICLES = Insight(Category.GRAMMAR, "Articles", "", key="articles")
EVIDENCE = (
    an_error(TEXT, "a apartment", "article-form"),
    an_error(TEXT, "a old", "article-form"),
    an_error(TEXT, "two dog", "singular-after-plural"),
)
WORDS = len(TEXT.split())


async def make_talk(database: Database, *, age_secs: float, **changes: Any) -> str:
    made = {"text": TEXT, "insights": [ARTICLES], "evidence": EVIDENCE} | changes
    return await make_analyzed(database, age_secs=age_secs, **made)


async def known_before(database: Database, *, words: int = 100, age_secs: float = 0) -> Before:
    """What is known before a new session of the learner."""
    learner = await make_learner(database)
    session_id = await make_session(database, learner=learner, age_secs=age_secs)
    async with database.reading() as reading:
        return await before(reading, session_id, learner, words=words)


async def counts(database: Database) -> Sequence[Mapping[str, int]]:
    return [talk.counts for talk in (await known_before(database)).talks]


async def test_a_talk_counts_every_error_that_was_found(database: Database) -> None:
    """Those of an insight and those that made none, by the habit's key."""
    await make_talk(database, age_secs=60)
    [talk] = (await known_before(database)).talks
    assert (talk.words, talk.counts) == (WORDS, {"articles": 2, "number": 1})


async def test_the_last_four_talks_count(database: Database) -> None:
    """The newest first, and with this one they are five."""
    for age, text in enumerate(("one", "one two", "one two three", "four " * 4, "five " * 5), start=1):
        await make_talk(database, age_secs=60 * age, text=text, insights=[], evidence=[])
    assert [talk.words for talk in (await known_before(database)).talks] == [1, 2, 3, 4]


@pytest.mark.parametrize(("words", "counting"), [(800, 2), (801, 1), (1401, 0)])
async def test_two_thousand_words_are_enough(database: Database, words: int, counting: int) -> None:
    """With the words of this talk; a talk counts as a whole or not at all."""
    for age in (1, 2, 3):
        await make_talk(database, age_secs=60 * age, text="so " * 600, insights=[], evidence=[])
    assert len((await known_before(database, words=words)).talks) == counting


async def test_only_finished_talks_of_the_learner_count(database: Database) -> None:
    """Not somebody else's, not one that waits, not a later one, not one that another version analyzed."""
    other = await make_learner(database, external_id="somebody else")
    await make_talk(database, age_secs=60, learner=other)
    await make_transcript(database, await make_session(database, age_secs=60))
    await make_talk(database, age_secs=0)
    theirs = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_insight(database, theirs, text=TEXT, places=[(0, 1)])
    assert (await known_before(database, age_secs=30)).talks == ()


async def test_a_talk_that_the_profile_does_not_count_is_not_looked_at(database: Database) -> None:
    """The example is ours, and who was not followed then is not followed now."""
    example = await make_talk(database, age_secs=60, in_profile=False, focus_next="Nothing.")
    async with database.transaction() as transaction:
        await transaction.execute(insert(example_sessions).values(session_id=example))
    await make_talk(database, age_secs=60, in_profile=False, focus_next="Nothing.")
    assert await known_before(database) == Before(talks=(), last_focus=None)


async def test_a_deleted_talk_no_longer_counts(database: Database) -> None:
    """Neither its errors nor its words."""
    gone = await make_talk(database, age_secs=60)
    await make_talk(database, age_secs=120, evidence=EVIDENCE[2:], insights=[])
    async with database.transaction() as transaction:
        await sessions.remove(transaction, gone)
    assert await counts(database) == [{"number": 1}]


async def test_errors_count_when_their_words_are_not_kept(database: Database) -> None:
    """Which habit was met, and how often, holds none of the learner's words."""
    session_id = await make_talk(database, age_secs=60)
    async with database.transaction() as transaction:
        await results.forget_words(transaction, session_id)
    assert await counts(database) == [{"articles": 2, "number": 1}]


async def test_a_talk_of_an_older_version_counts_by_its_rates(database: Database) -> None:
    """It stored insights and rates of families, and no other errors; an insight's own count is exact."""
    old = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    rates = {"grammar:Missing plural endings": 10.0, "grammar:Articles": 90.0}
    await make_result(database, old, pattern="Short clauses", habits=rates, text="word " * 20)
    await make_insight(database, old, text="", places=[], pattern="Missing articles", frequency=3)
    assert await counts(database) == [{"number": 2, "articles": 3}]


async def test_the_last_focus_is_that_of_the_talk_before(database: Database) -> None:
    """However long ago it was, and even if it has too many words to count."""
    await make_talk(database, age_secs=120, focus_next="Say 'a' or 'the'.")
    await make_talk(database, age_secs=60, focus_next="Say the -s.", text="so " * 3000, evidence=[])
    assert await known_before(database) == Before(talks=(), last_focus="Say the -s.")
