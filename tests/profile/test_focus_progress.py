from sqlalchemy import update

from speaking.db.database import Database
from speaking.db.tables import session_analyses
from speaking.profile.focus_progress import FocusProgress, focus_progress
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from support.makers import an_error, make_analyzed, make_learner, make_result, make_session


async def progress_of(database: Database, session_id: str) -> FocusProgress | None:
    learner = await make_learner(database)
    async with database.reading() as reading:
        detail = await sessions.detail(reading, session_id, learner)
        assert detail is not None
        return await focus_progress(reading, detail)


async def test_the_next_session_says_how_the_focus_went(database: Database) -> None:
    """The habit's rate then and now, with quotes from both."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_result(database, first, rate=9.0)
    second = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, second, rate=3.0)
    progress = await progress_of(database, second)
    assert progress is not None
    assert progress.sentence == "Sentences starting with 'so': 9 → 3 per 100 words"
    assert progress.quotes_before == progress.quotes_now == ["So I went to the shop."]


async def test_a_habit_that_is_gone_is_at_zero(database: Database) -> None:
    """What was looked for and not found is nought, and there is nothing to quote."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_result(database, first, rate=9.0)
    second = await make_session(database, status=SessionStatus.DONE)
    measured = {"structure:Sentences starting with 'so'": 0.0}
    await make_result(database, second, pattern="Vague words", habits=measured)
    progress = await progress_of(database, second)
    assert progress is not None
    assert (progress.now, progress.quotes_now) == (0.0, [])


async def test_a_habit_is_followed_under_another_name(database: Database) -> None:
    """A profile may have learned a habit's name between two sessions."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_result(database, first, rate=9.0)
    second = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, second, rate=3.0, pattern="Too many sentences beginning with 'so'")
    progress = await progress_of(database, second)
    assert progress is not None
    assert (progress.before, progress.now) == (9.0, 3.0)


async def test_what_was_not_measured_is_not_gone(database: Database) -> None:
    """An analyzer that did not look for the habit says nothing about it."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_result(database, first, rate=9.0)
    second = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, second, pattern="Vague words")
    assert await progress_of(database, second) is None


async def test_families_that_became_one_habit_are_compared_with_it(database: Database) -> None:
    """What was measured in parts is added up, and goes by the habit's name now."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    parts = {"grammar:Missing articles": 3.0, "grammar:'A' and 'an'": 0.5}
    await make_result(database, first, pattern="Missing articles", rate=0.0, habits=parts)
    await focus_on(database, first, "grammar:Missing articles")
    second = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, second, habits={"grammar:Articles": 1.5})
    progress = await progress_of(database, second)
    assert progress is not None
    assert progress.sentence == "Articles: 3.5 → 1.5 per 100 words"


async def test_an_error_that_was_noticed_is_quoted(database: Database) -> None:
    """The habit is no insight any more, but it was heard once."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_result(database, first, habits={"grammar:Articles": 3.0})
    await focus_on(database, first, "grammar:Articles")
    text = "I live in a apartment."
    errors = [an_error(text, "a apartment", "article-form")]
    second = await make_analyzed(database, text=text, evidence=errors, habits={"articles": 20.0})
    progress = await progress_of(database, second)
    assert progress is not None
    assert progress.quotes_now == [text]


async def focus_on(database: Database, session_id: str, habit: str) -> None:
    async with database.transaction() as transaction:
        await transaction.execute(
            update(session_analyses)
            .where(session_analyses.c.session_id == session_id)
            .values(focus_pattern=habit)
        )


async def test_a_first_session_has_nothing_to_compare(database: Database) -> None:
    """Nothing is said about a focus that nobody had."""
    only = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, only)
    assert await progress_of(database, only) is None
