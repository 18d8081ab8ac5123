"""The whole way with the real SDKs: browser, R2, QStash, webhook, Whisper, Claude, PostgreSQL, DONE.

The app is the real one behind a real socket; PostgreSQL and S3 are real servers; QStash, Whisper and Claude
are stand-ins that speak the documented protocols and misbehave when told to.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from support.vendors import (
    Fault,
    Hold,
    MalformedJson,
    Normal,
    ResetAtOnce,
    ResetInBody,
    SlowTrickle,
    StandIn,
    Status,
)
from support.vendors.qstash import Message
from support.world import World, assert_done_once


def announced(world: World) -> tuple[str, Message]:
    """Send a recording; its session's id and the message that announces it."""
    return world.record(), world.qstash.messages[-1]


def test_a_recording_goes_all_the_way(world: World) -> None:
    """One upload, one message, one delivery, one call to each service, and the learner reads insights."""
    session_id, message = announced(world)
    [stored] = world.objects()
    assert stored.endswith(f"/{session_id}/audio.webm")
    assert world.session(session_id)["status"] == "UPLOADED"
    world.qstash.settle(message)
    assert message.statuses == [200]
    assert_done_once(world, session_id)
    assert len(world.whisper.requests) == 1
    assert len(world.claude.requests) == 1


def test_a_session_costs_four_transactions_that_write(world: World) -> None:
    """From claim to DONE four transactions write, and none is open while a service is asked."""
    holds = {world.whisper: Hold(), world.claude: Hold()}
    for stand_in, hold in holds.items():
        stand_in.script(hold)
    session_id, message = announced(world)
    [[before]] = world.query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(world.qstash.deliver, message)
        for hold in holds.values():
            hold.wait_until_reached()
            assert (
                world.query(
                    "SELECT state, query FROM pg_stat_activity WHERE datname = current_database()"
                    " AND xact_start IS NOT NULL AND pid <> pg_backend_pid()"
                )
                == []
            )
            hold.release()
        working.result()
    [[after]] = world.query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
    assert_done_once(world, session_id)
    assert 0 < after - before <= 4


def test_a_message_may_come_five_times(world: World) -> None:
    """Repeated deliveries are answered at once and change nothing, even after the session is deleted."""
    session_id, message = announced(world)
    for _ in range(5):
        world.qstash.deliver(message)
    assert message.statuses == [200, 400, 400, 400, 400]
    assert_done_once(world, session_id)
    assert world.browser.delete(f"/api/sessions/{session_id}").status_code == 200
    world.qstash.deliver(message)
    assert message.statuses[-1] == 404
    assert world.counts() == ({}, {})
    assert len(world.whisper.requests) == 1


def test_a_message_may_come_five_times_at_once(world: World) -> None:
    """Of deliveries at the same moment one works, the others are told to come back, and one call is paid."""
    hold = Hold()
    world.whisper.script(hold)
    session_id, message = announced(world)
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(world.qstash.deliver, message)
        hold.wait_until_reached()
        others = [pool.submit(world.qstash.deliver, message) for _ in range(4)]
        answers = [other.result() for other in others]
        hold.release()
        worked = first.result()
    assert worked is not None
    assert worked.status_code == 200
    assert [answer.status_code for answer in answers if answer] == [409] * 4
    assert_done_once(world, session_id)
    assert len(world.whisper.requests) == 1


def test_many_sessions_of_one_learner_at_once(world: World) -> None:
    """Eight deliveries side by side lose no profile count."""
    recorded = [announced(world) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(world.qstash.settle, [message for _, message in recorded]))
    for session_id, _ in recorded:
        assert_done_once(world, session_id)


FAULTS: dict[str, Callable[[], Fault]] = {
    "429": lambda: Status(429, headers={"Retry-After": "70"}),
    "500": lambda: Status(500),
    "503": lambda: Status(503),
    "reset": ResetAtOnce,
    "reset in mid-body": ResetInBody,
    "malformed JSON": MalformedJson,
}


@pytest.mark.parametrize(
    ("fault", "times"),
    [*((fault, 1) for fault in FAULTS), ("503", 3)],
)
@pytest.mark.parametrize("service", ["whisper", "claude"])
def test_a_model_service_that_fails_delays_a_session_and_no_more(
    world: World, service: str, fault: str, times: int
) -> None:
    """Whatever passes, once or three times, ends in DONE with one effect after QStash's own retries."""
    stand_in: StandIn = getattr(world, service)
    stand_in.script(*(FAULTS[fault]() for _ in range(times)))
    session_id, message = announced(world)
    world.qstash.settle(message)
    assert message.statuses[-1] == 200
    assert set(message.statuses[:-1]) <= {500}
    assert_done_once(world, session_id)


@pytest.mark.parametrize("fault", [Hold, SlowTrickle])
@pytest.mark.parametrize("service", ["whisper", "claude"])
def test_a_model_service_that_takes_too_long_delays_a_session_and_no_more(
    world: World, service: str, fault: Callable[[], Fault]
) -> None:
    """No answer at all, or one that comes byte by byte, costs a delivery; the next one ends in DONE."""
    stand_in: StandIn = getattr(world, service)
    session_id, message = announced(world)
    with world.impatient(service):
        stand_in.always(fault())
        world.qstash.deliver(message)
    stand_in.always(Normal())
    world.qstash.settle(message)
    assert message.statuses == [500, 200]
    assert_done_once(world, session_id)


def test_a_stored_transcript_is_not_paid_for_twice(world: World) -> None:
    """When the analysis fails, the retry begins with the analysis."""
    world.claude.script(Status(500))
    session_id, message = announced(world)
    world.qstash.settle(message)
    assert message.statuses == [500, 200]
    assert_done_once(world, session_id)
    assert len(world.whisper.requests) == 1


def test_a_service_is_given_the_time_it_asked_for(world: World) -> None:
    """A `Retry-After` of Whisper reaches QStash, and the learner is told when we try again."""
    world.whisper.script(Status(429, headers={"Retry-After": "70"}))
    session_id, message = announced(world)
    answer = world.qstash.deliver(message)
    assert answer is not None
    assert int(answer.headers["Retry-After"]) >= 70
    failed = world.session(session_id)
    assert failed["status"] == "FAILED"
    assert "words of the provider" not in failed["errorMessage"]
    assert failed["nextAttemptAt"] is not None
    world.qstash.settle(message)
    assert_done_once(world, session_id)


@pytest.mark.parametrize("service", ["whisper", "claude"])
def test_a_service_that_stays_away_ends_it_until_a_person_tries_again(world: World, service: str) -> None:
    """After the first attempt and three retries the session stays FAILED; the button starts it anew."""
    stand_in: StandIn = getattr(world, service)
    stand_in.always(Status(503))
    session_id, message = announced(world)
    world.qstash.settle(message)
    assert message.given_up
    assert message.waits == pytest.approx([12.2, 148.4, 1808.0], rel=0.3)
    assert world.session(session_id)["status"] == "FAILED"
    stand_in.always(Normal())
    assert world.browser.post(f"/api/sessions/{session_id}/retry").status_code == 202
    world.qstash.settle(world.qstash.messages[-1])
    assert_done_once(world, session_id)


@pytest.mark.parametrize("fault", sorted(FAULTS.keys() - {"malformed JSON"}))
def test_a_bucket_that_fails_once_loses_nothing(world: World, fault: str) -> None:
    """Uploading, reading and deleting survive a failure; audio not deleted then is deleted by the sweep."""
    world.s3.script(FAULTS[fault]())
    session_id, message = announced(world)
    world.s3.script(FAULTS[fault](), Normal(), FAULTS[fault]())
    world.qstash.settle(message)
    assert message.delivered
    assert world.sweep().status_code == 200
    assert_done_once(world, session_id)


@pytest.mark.parametrize("fault", ["429", "500", "reset", "malformed JSON"])
def test_a_message_that_was_never_published_is_sent_by_the_sweep(world: World, fault: str) -> None:
    """QStash out of reach costs the learner nothing: the upload is accepted and announced later."""
    world.qstash.always(FAULTS[fault]())
    session_id = world.record()
    world.qstash.always(Normal())
    world.qstash.messages.clear()
    world.query(
        """UPDATE processing_jobs SET "announcedAt" = "announcedAt" - interval '1 hour',
        "nextAttemptAt" = "nextAttemptAt" - interval '1 hour'"""
    )
    swept = world.sweep()
    assert swept.json()["unannounced"] == 1
    world.qstash.settle_all()
    assert_done_once(world, session_id)


def test_a_database_that_cuts_every_connection_loses_nothing(world: World) -> None:
    """Connections lost in the middle of a session cost at most an attempt."""
    hold = Hold()
    world.whisper.script(hold)
    session_id, message = announced(world)
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(world.qstash.settle, message)
        hold.wait_until_reached()
        world.query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        hold.release()
        working.result()
    assert message.delivered
    assert_done_once(world, session_id)


@pytest.mark.parametrize("path", ["/api/internal/process", "/api/internal/sweep"])
def test_nobody_but_qstash_gets_in(world: World, path: str) -> None:
    """A request without a signature, with a forged one, or with one for the other address is a 401."""
    session_id, message = announced(world)
    url = str(world.browser.base_url).rstrip("/") + path
    other = {"/api/internal/process": "sweep", "/api/internal/sweep": "process"}[path]
    signatures = {
        "none": None,
        "garbage": "not.a.token",
        "forged": world.qstash.sign(url, message.body, key="sig_key_of_some_other_account_______"),
        "elsewhere": world.qstash.sign(url.replace(path, f"/api/internal/{other}"), message.body),
        "expired": world.qstash.sign(url, message.body, claims={"exp": 1}),
    }
    for signature in signatures.values():
        headers = {"Upstash-Signature": signature} if signature else {}
        answer = world.browser.post(path, content=message.body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "UNAUTHORIZED")
    assert world.session(session_id)["status"] == "UPLOADED"


def test_keys_rotate_without_a_refused_delivery(world: World) -> None:
    """A delivery signed with the next key is taken."""
    session_id, message = announced(world)
    world.qstash.current_key = world.qstash.next_key
    world.qstash.settle(message)
    assert message.statuses == [200]
    assert_done_once(world, session_id)
