"""Messages that come often, at once, late, out of order, or for what is no more: one effect, no error."""

import logging
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed

import pytest

from reliability.embedded import assert_done_once, stored_audio
from speaking.services import Services
from speaking.states import SessionStatus
from support.listening import errors_in, heard
from support.makers import make_session
from support.outcomes import counts
from support.patience import patience_secs
from support.vendors import Hold, Status
from support.vendors.qstash import Message
from support.world import World

OFTEN = 5


@pytest.fixture(autouse=True)
def no_error_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever comes, neither we nor a library logs an error."""
    with heard() as entries:
        yield
    assert "delivery.received" in {entry["event"] for entry in entries}
    assert errors_in(entries) == []
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def announced(world: World) -> tuple[str, Message]:
    """Send a recording; its session's id and the message that announces it."""
    return world.record(), world.qstash.messages[-1]


def deliver(world: World, message: Message) -> tuple[int, str]:
    """Deliver once; the answer's status and code."""
    answer = world.qstash.deliver(message)
    assert answer is not None
    return answer.status_code, answer.json().get("code", "")


async def test_every_message_five_times_out_of_order(world: World, beside: Services) -> None:
    """The last comes first, each comes again late and after the end, and then the sessions are deleted."""
    sent = [announced(world) for _ in range(3)]
    messages = [message for _, message in reversed(sent)]
    answers = [deliver(world, message) for _ in range(OFTEN) for message in messages]
    assert answers == [(200, "")] * 3 + [(400, "INVALID_STATE")] * 3 * (OFTEN - 1)
    for session_id, _ in sent:
        await assert_done_once(beside, session_id)
    for session_id, message in sent:
        assert world.browser.delete(f"/api/sessions/{session_id}").status_code == 200
        assert deliver(world, message) == (404, "NOT_FOUND")
    profile, added = await counts(beside)
    assert (sum(profile.values()), added) == (0, {})
    assert len(world.whisper.requests) == 3


async def test_every_message_five_times_at_once(world: World, beside: Services) -> None:
    """Of fifteen deliveries side by side three work; the others are told to come back, or that it is done."""
    holds = [Hold() for _ in range(3)]
    world.whisper.script(*holds)
    sent = [announced(world) for _ in holds]
    with ThreadPoolExecutor(3 * OFTEN) as pool:
        deliveries = [pool.submit(deliver, world, message) for _, message in sent for _ in range(OFTEN)]
        for hold in holds:
            hold.wait_until_reached()
        finished = as_completed(deliveries, timeout=patience_secs())
        early = [next(finished).result() for _ in range(3 * (OFTEN - 1))]
        for hold in holds:
            hold.release()
        answers = Counter(delivery.result() for delivery in deliveries)
    assert set(early) == {(409, "IN_PROGRESS")}
    assert answers == {(200, ""): 3, (409, "IN_PROGRESS"): 3 * (OFTEN - 1)}
    for session_id, message in sent:
        assert deliver(world, message) == (400, "INVALID_STATE")
        await assert_done_once(beside, session_id)
    assert len(world.whisper.requests) == 3


async def test_the_messages_of_two_announcements_in_the_wrong_order(world: World, beside: Services) -> None:
    """A session that was tried again by hand has two messages: whichever comes first works, alone."""
    world.claude.script(Status(503))
    session_id, first = announced(world)
    assert deliver(world, first) == (500, "PROCESSING_ERROR")
    assert world.browser.post(f"/api/sessions/{session_id}/retry").status_code == 202
    second = world.qstash.messages[-1]
    assert second is not first
    hold = Hold()
    world.claude.script(hold)
    with ThreadPoolExecutor(1) as pool:
        newer = pool.submit(deliver, world, second)
        hold.wait_until_reached()
        assert deliver(world, first) == (409, "IN_PROGRESS")
        hold.release()
        assert newer.result() == (200, "")
    assert deliver(world, first) == (400, "INVALID_STATE")
    await assert_done_once(beside, session_id)
    assert len(world.whisper.requests) == 1


@pytest.mark.parametrize(
    ("either_database", "step"),
    [("sqlite", "whisper"), ("postgresql", "claude")],
    indirect=["either_database"],
)
async def test_a_session_deleted_while_it_is_delivered(world: World, beside: Services, step: str) -> None:
    """The delivery in flight writes nothing more, the next one finds nothing, and no audio is left."""
    hold = Hold()
    getattr(world, step).script(hold)
    session_id, message = announced(world)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(deliver, world, message)
        hold.wait_until_reached()
        assert world.browser.delete(f"/api/sessions/{session_id}").status_code == 200
        hold.release()
        assert running.result() == (409, "IN_PROGRESS")
    assert deliver(world, message) == (404, "NOT_FOUND")
    assert await counts(beside) == ({}, {})
    assert await stored_audio(beside) == []


@pytest.mark.parametrize("either_database", ["sqlite"], indirect=True)
async def test_a_message_for_what_cannot_be_worked_on(world: World, beside: Services) -> None:
    """A recording not uploaded yet and one without speech are a 400 each time, and cost nothing."""
    world.whisper.hear()
    _, silent = announced(world)
    assert deliver(world, silent) == (500, "PROCESSING_ERROR")
    unfinished = await make_session(beside.database, status=SessionStatus.CREATED)
    early = Message("early", silent.url, f'{{"sessionId": "{unfinished}"}}'.encode(), 3, silent.headers)
    for _ in range(OFTEN):
        assert deliver(world, silent) == (400, "INVALID_STATE")
        assert deliver(world, early) == (400, "INVALID_STATE")
    assert len(world.whisper.requests) == 1
