from speaking.db.database import Database
from speaking.profile.focus_progress import FocusProgress, focus_progress
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from support.makers import make_learner, make_result, make_session


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
    """What the later session does not show is nought, and there is nothing to quote."""
    first = await make_session(database, status=SessionStatus.DONE, age_secs=60)
    await make_result(database, first, rate=9.0)
    second = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, second, pattern="Vague words")
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


async def test_a_first_session_has_nothing_to_compare(database: Database) -> None:
    """Nothing is said about a focus that nobody had."""
    only = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, only)
    assert await progress_of(database, only) is None
