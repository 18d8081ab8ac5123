"""The history's queries, on both databases."""

from speaking.db.clock import utc_in
from speaking.db.database import Database
from speaking.profile import summary
from speaking.sessions import history
from speaking.sessions.history import Place
from speaking.states import SessionStatus
from support.makers import make_insight, make_job, make_learner, make_session, make_transcript


async def test_pages_follow_each_other_also_within_one_moment(database: Database) -> None:
    """Sessions of the very same millisecond are told apart: none is shown twice or never."""
    learner = await make_learner(database)
    first = await make_session(database, learner=learner)
    async with database.reading() as reading:
        [entry] = await history.entries(reading, learner, limit=5)
    for _ in range(6):
        await make_session(database, learner=learner, created_at=entry.session.created_at)
    seen: list[str] = []
    place: Place | None = None
    while True:
        async with database.reading() as reading:
            found = await history.entries(reading, learner, limit=2, after=place)
        if not found:
            break
        seen += [each.session.id for each in found]
        place = Place(found[-1].session.created_at, found[-1].session.id)
    assert len(seen) == len(set(seen)) == 7
    assert first in seen


async def test_an_entry_knows_what_its_line_shows(database: Database) -> None:
    """Words, habits and the next attempt; the transcript only where it was searched."""
    session_id = await make_session(database, status=SessionStatus.FAILED)
    await make_transcript(database, session_id, text="I like 100% bread")
    await make_insight(database, session_id, text="I like", places=[(0, 1)], pattern="Seldom")
    await make_insight(database, session_id, text="I like", places=[(0, 1), (2, 6)], pattern="Often")
    await make_job(database, session_id, next_attempt_at=utc_in(60))
    learner = await make_learner(database)
    async with database.reading() as reading:
        [listed] = await history.entries(reading, learner, limit=5, statuses={SessionStatus.FAILED})
        [found] = await history.entries(reading, learner, limit=5, said="100% BREAD")
        assert not await history.entries(reading, learner, limit=5, statuses={SessionStatus.DONE})
    assert (listed.word_count, list(listed.habits), listed.text) == (4, ["Often", "Seldom"], None)
    assert listed.next_attempt_at is not None
    assert found.text == "I like 100% bread"


async def test_the_overview_counts_what_is_finished(database: Database) -> None:
    """Only finished sessions count, and a learner without one has said nothing."""
    learner = await make_learner(database)
    async with database.reading() as reading:
        nothing = await summary.overview(reading, learner)
    assert (nothing.sessions, nothing.words, nothing.secs, nothing.first) == (0, 0, 0, None)
    await make_session(database, learner=learner)
    for age in (10, 20):
        session_id = await make_session(
            database, learner=learner, status=SessionStatus.DONE, age_secs=age, duration_secs=90
        )
        await make_transcript(database, session_id, text="one two three")
    async with database.reading() as reading:
        found = await summary.overview(reading, learner)
    assert (found.sessions, found.words, found.secs) == (2, 6, 180)
    assert found.first is not None
    assert found.last is not None
    assert found.first < found.last
