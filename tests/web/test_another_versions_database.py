"""What another version of the app stored, and this one does not know, stays as it is and breaks no page.

On PostgreSQL the database is the later TypeScript app's, on SQLite one of ours with the same rows in it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import JSON, insert, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.schema import Category, Insight
from speaking.db.clock import utc_in, utc_now
from speaking.db.database import Database
from speaking.db.tables import insights, pattern_profiles, transcripts, user_consents
from speaking.errors import InvalidState
from speaking.processing import attempts, leftovers
from speaking.profile import counting
from speaking.profile import repository as profiles
from speaking.profile.repository import StoredProfile
from speaking.services import Services
from speaking.sessions import repository as sessions
from speaking.settings import Settings
from speaking.states import SessionStatus
from speaking.web.app import create_app
from support.expectations import assert_error
from support.forks import speaking
from support.leftovers import TWO_DAYS, counted
from support.makers import make_insight, make_job, make_learner, make_result, make_session, make_transcript
from support.sounds import recording_bytes
from support.vendors.qstash import QStash

HTML = {"Accept": "text/html"}
FOREIGN = "made by another version of this app"
FOREIGN_PATTERNS = {
    "grammar:Missing articles": 4,
    "grammar:Tenses": {"count": 3, "trend": ["up"]},
    "pronunciation:Silent letters": 2,
    "structure:Openers": 2.5,
    "vocabulary:Fillers": None,
    "vocabulary:Few connectors": "7",
    "vocabulary:Very": -2,
    "no colon": 1,
    "": True,
}
READABLE_PATTERNS = {"grammar:Missing articles": 4, "pronunciation:Silent letters": 2, "no colon": 1}


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a file of ours, and of a database that the later TypeScript app's migrations made."""
    ours = Settings(data_dir=tmp_path / "data")
    if request.param == "sqlite":
        return ours
    return ours.model_copy(update={"database_url": request.getfixturevalue("adopted_postgres_url")})


@pytest.fixture
def database(app_services: Services) -> Database:
    return app_services.database


async def foreign_session(database: Database, **values: Any) -> str:
    """A session that the learner cancelled in the other app, with all that it may have."""
    session_id = await make_session(database, **({"status": "CANCELLED", "topic": "Cancelled"} | values))
    await make_transcript(database, session_id)
    await make_insight(
        database,
        session_id,
        text="So I went",
        places=[],
        category="pronunciation",
        pattern="Silent letters",
        severity="critical",
        examples=["a comb"],
    )
    return session_id


def odd(**values: Any) -> Callable[[Database], Awaitable[str]]:
    """A maker of a session that lacks what ours have, or has it in another way."""
    row = {"status": SessionStatus.DONE} | values
    return lambda database: make_session(database, **row)


async def with_our_result(database: Database) -> str:
    session_id = await make_session(database, status=SessionStatus.DONE)
    await make_result(database, session_id)
    return session_id


async def with_odd_insights(database: Database) -> str:
    session_id = await make_session(database, status=SessionStatus.DONE)
    async with database.transaction() as transaction:
        await transaction.execute(
            insert(transcripts).values(session_id=session_id, text="I go.", word_count=None)
        )
        row = {"session_id": session_id, "detail": ""}
        for number, examples in enumerate(
            (null(), JSON.NULL, "one text", {"quote": "I go"}, [["nested"], {"a": 1}, "text", 3, None], 7, [])
        ):
            frequency = (None, -3, 0, 2, 1, 2**31 - 1, -(2**31))[number]
            values = {"pattern": f"Habit {number}", "frequency": frequency, "examples": examples}
            await transaction.execute(insert(insights).values(**row, category="", **values))
        for category in ("pronunciation", "grammar", "a:b"):
            await transaction.execute(
                insert(insights).values(**row, category=category, pattern="", severity="CRITICAL")
            )
    return session_id


async def with_odd_words(database: Database) -> str:
    """With fewer than no words, and the same insight twice."""
    session_id = await make_session(database, status=SessionStatus.DONE)
    async with database.transaction() as transaction:
        await transaction.execute(insert(transcripts).values(session_id=session_id, text="", word_count=-120))
        for _ in range(2):
            await transaction.execute(
                insert(insights).values(session_id=session_id, category="grammar", pattern="Twice", detail="")
            )
    return session_id


SESSIONS: dict[str, Callable[[Database], Awaitable[str]]] = {
    "cancelled": foreign_session,
    "done, as ours are": with_our_result,
    "done, without a result": odd(),
    "done, of unknown length": odd(duration_secs=None, audio_url=None),
    "done, shorter than nothing": odd(duration_secs=-65, language="", topic="", prompt_used="  "),
    "done, its audio elsewhere": odd(audio_url="https://pub.example.org/sessions/a/b/audio.webm"),
    "done, with odd insights": with_odd_insights,
    "done, with odd words": with_odd_words,
    "failed without a word": odd(status=SessionStatus.FAILED, error_message=None, audio_url=""),
    "failed, its audio nameless": odd(status=SessionStatus.FAILED, audio_url="../recordings//1"),
    "with more topic than ours": odd(topic="A long talk " * 500, language="de-AT-1996", focus_next=""),
    "changed before it was made": odd(created_at=utc_now(), updated_at=utc_in(-TWO_DAYS)),
}


@pytest.fixture
async def session_ids(database: Database) -> dict[str, str]:
    """The learner with every odd session, profile and consent, by kind of session."""
    learner = await make_learner(database)
    made = {kind: await make(database) for kind, make in SESSIONS.items()}
    async with database.transaction() as transaction:
        await transaction.execute(
            insert(pattern_profiles).values(
                user_id=learner, patterns=FOREIGN_PATTERNS, focus_areas={"now": ["Missing articles"]}
            )
        )
        await transaction.execute(
            insert(user_consents).values(user_id=learner, flag="AI_DISCLOSURE", granted=False)
        )
    return made


class TestEveryRoute:
    ADDRESSES = (
        "/?topic=&level=",
        "/welcome",
        "/prompt",
        "/history",
        "/history?status=DONE",
        "/history?status=WORKING",
        "/history?status=FAILED",
        "/history?said=i",
        "/history?before=2026-01-01T00:00:00Z&last=x",
        "/profile",
        "/profile/summary",
        "/styleguide",
        "/example.webm",
        "/api/sessions",
        "/api/sessions?page=2&limit=3",
        "/api/profile",
        "/api/export.json",
        "/api/export.csv",
        "/healthz",
        "/readyz",
        "/metrics",
        "/api/openapi.json",
    )
    OF_A_SESSION = (
        "/sessions/{session_id}",
        "/sessions/{session_id}/delete",
        "/api/sessions/{session_id}",
        "/api/sessions/{session_id}/events",
    )
    CHANGES = (
        "POST /welcome",
        "POST /example",
        "POST /upload",
        "POST /sessions/{session_id}/retry",
        "POST /sessions/{session_id}/delete",
        "POST /api/sessions",
        "POST /api/sessions/presign",
        "POST /api/sessions/{session_id}/complete",
        "POST /api/sessions/{session_id}/retry",
        "DELETE /api/sessions/{session_id}",
        "POST /api/internal/process",
        "POST /api/internal/sweep",
    )

    @pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
    def test_none_is_forgotten(self, settings: Settings) -> None:
        """A new route is walked here too."""
        routes = [route for route in create_app(settings).routes if isinstance(route, APIRoute)]
        known = {f"GET {address.partition('?')[0]}" for address in self.ADDRESSES + self.OF_A_SESSION}
        assert {f"{method} {route.path}" for route in routes for method in route.methods or ()} <= known | {
            *self.CHANGES
        }

    async def test_reading_any_of_it_is_answered(
        self, client: httpx.AsyncClient, session_ids: dict[str, str]
    ) -> None:
        """Every page and every route tells what is stored; none is at a loss."""
        await client.post("/welcome", data={"everything": "true"})
        addresses = [*self.ADDRESSES]
        for session_id in session_ids.values():
            addresses += [address.format(session_id=session_id) for address in self.OF_A_SESSION]
        for address in addresses:
            response = await client.get(address, headers=HTML if "/api/" not in address else {})
            assert response.status_code == 200, address

    async def test_retrying_and_deleting_any_of_it_is_answered(
        self, client: httpx.AsyncClient, database: Database, session_ids: dict[str, str]
    ) -> None:
        """What cannot be tried again says so; all can be deleted, and the profile keeps what was not ours."""
        for session_id in session_ids.values():
            for address in (f"/api/sessions/{session_id}/retry", f"/sessions/{session_id}/retry"):
                tried = await client.post(address)
                assert tried.status_code in {202, 303, 409}, (address, tried.text)
            completed = await client.post(f"/api/sessions/{session_id}/complete")
            assert completed.status_code == 201, completed.text
        for number, session_id in enumerate(session_ids.values()):
            address = f"/sessions/{session_id}"
            deleted = await (
                client.post(f"{address}/delete") if number % 2 else client.delete(f"/api{address}")
            )
            assert deleted.status_code in {200, 303}, address
        async with database.reading() as reading:
            profile = (await reading.execute(select(pattern_profiles))).one()
        assert profile.patterns == FOREIGN_PATTERNS
        assert profile.focus_areas == {"now": ["Missing articles"]}

    async def test_recording_beside_it_goes_on(
        self, client: httpx.AsyncClient, session_ids: dict[str, str]
    ) -> None:
        """New sessions are taken in as ever."""
        assert session_ids
        files = {"audio": ("talk.webm", recording_bytes("webm"), "audio/webm")}
        sent = await client.post("/api/sessions", files=files, data={"duration": "2"})
        assert (sent.status_code, sent.json()["status"]) == (201, "UPLOADED")
        assert (await client.post("/upload", files=files)).status_code == 303
        assert (await client.post("/example")).status_code == 303

    async def test_the_commands_answer_too(self, settings: Settings, session_ids: dict[str, str]) -> None:
        """`speaking export` prints every session, and `speaking sweep` looks at them all."""
        exported = await command(settings, "export")
        assert {session["id"] for session in exported["sessions"]} == set(session_ids.values())
        found = await command(settings, "sweep", "--dry-run")
        assert {kind: count for kind, count in found.items() if count} == {"audio_transcribed": 3}


async def command(settings: Settings, *arguments: str) -> dict[str, Any]:
    """What a command prints as JSON."""
    environment = {"DATA_DIR": str(settings.data_dir), "DATABASE_URL": settings.database_url or ""}
    done = await asyncio.to_thread(speaking, *arguments, **environment)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


class TestUnknownStatus:
    async def test_clients_get_it_as_it_is_stored(
        self, client: httpx.AsyncClient, database: Database
    ) -> None:
        """The list and the session itself pass it through."""
        session_id = await foreign_session(database)
        [listed] = (await client.get("/api/sessions")).json()["sessions"]
        assert (listed["id"], listed["status"]) == (session_id, "CANCELLED")
        read = (await client.get(f"/api/sessions/{session_id}")).json()
        assert (read["status"], read["insights"][0]["category"]) == ("CANCELLED", "pronunciation")

    async def test_pages_say_whose_it_is(self, client: httpx.AsyncClient, database: Database) -> None:
        """What is stored can be read; nothing is said to go on, and nothing can be tried again."""
        session_id = await foreign_session(database)
        page = (await client.get(f"/sessions/{session_id}", headers=HTML)).text
        assert FOREIGN in page.replace("Made", "made")
        assert "So I went to the shop." in page
        assert "Silent letters" in page
        assert "session-progress" not in page
        assert "Try again" not in page
        history = (await client.get("/history", headers=HTML)).text
        assert FOREIGN in history
        for shown in ("DONE", "WORKING", "FAILED"):
            narrowed = (await client.get("/history", params={"status": shown}, headers=HTML)).text
            assert session_id not in narrowed

    async def test_its_events_end_at_once(self, client: httpx.AsyncClient, database: Database) -> None:
        """Nothing here will change it."""
        session_id = await foreign_session(database)
        await make_job(database, session_id, next_attempt_at=utc_in(60))
        [event] = (await client.get(f"/api/sessions/{session_id}/events")).text.strip().split("\n\n")
        assert '"status":"CANCELLED"' in event
        assert '"estimatedWaitSecs":0' in event

    async def test_it_is_not_worked_on(self, app_services: Services, database: Database) -> None:
        """No worker finds it or may claim it, and no queue is told, however due its job looks."""
        session_id = await foreign_session(database)
        await make_job(database, session_id, next_attempt_at=utc_in(-600), attempts=1)
        async with database.transaction() as transaction:
            assert await attempts.due(transaction, limit=9) == []
            assert await attempts.announce(transaction, session_id) is None
        with pytest.raises(InvalidState):
            await app_services.pipeline.process(session_id)

    async def test_a_delivery_of_it_does_no_work(self, settings: Settings, database: Database) -> None:
        """QStash is told that there is nothing to do."""
        session_id = await foreign_session(database)
        with QStash() as qstash:
            keys = {name.lower(): value for name, value in qstash.environment().items()}
            changed = Settings.model_validate(settings.model_dump(exclude_none=True) | keys)
            body = json.dumps({"sessionId": session_id}).encode()
            signature = qstash.sign(f"{changed.app_url}/api/internal/process", body)
            app = create_app(changed)
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as sender:
                answer = await sender.post(
                    "/api/internal/process", content=body, headers={"Upstash-Signature": signature}
                )
            await app.state.services.close()
        assert_error(answer, 400, "INVALID_STATE")

    async def test_it_is_not_tried_again(self, client: httpx.AsyncClient, database: Database) -> None:
        """Only what failed here can be."""
        session_id = await foreign_session(database)
        assert_error(await client.post(f"/api/sessions/{session_id}/retry"), 409, "INVALID_STATE")

    async def test_it_is_not_swept(self, app_services: Services, database: Database) -> None:
        """Neither the session nor its audio is a leftover, whatever its job says and however old it is."""
        for values in ({}, {"next_attempt_at": utc_in(-TWO_DAYS)}, {"lease_expires_at": utc_in(-60)}):
            session_id = await foreign_session(database, age_secs=TWO_DAYS)
            if values:
                await make_job(database, session_id, attempts=attempts.MAX_ATTEMPTS, **values)
                async with database.transaction() as transaction:
                    buried = await leftovers.bury(transaction, session_id, code="WORKER_LOST", message="")
                assert not buried
        assert set((await counted(app_services)).values()) == {0}

    async def test_it_counts_nowhere(self, client: httpx.AsyncClient, database: Database) -> None:
        """It is in no profile, trend or table, delays nobody and takes nobody's turn."""
        learner = await make_learner(database)
        for _ in range(4):
            session_id = await foreign_session(database, focus_next="Say less.", duration_secs=36_000)
            await make_job(database, session_id, lease_expires_at=utc_in(60))
        profile = (await client.get("/api/profile")).json()
        assert (profile["patterns"], profile["trends"], profile["focusAreas"]) == ({}, [], [])
        assert len((await client.get("/api/export.csv")).text.splitlines()) == 1
        await client.post("/welcome", data={"everything": "true"})
        for address in ("/", "/history", "/profile", "/profile/summary"):
            page = (await client.get(address, headers=HTML)).text
            assert "Say less." not in page
            assert "At a glance" not in page
        async with database.reading() as reading:
            assert await sessions.count_recent(reading, learner, secs=3600) == 0
            assert await sessions.queued_secs(reading) == 0

    async def test_what_we_counted_goes_with_it(self, client: httpx.AsyncClient, database: Database) -> None:
        """A session that was finished here, and that another version put aside, leaves no count behind."""
        session_id = await make_session(database, status="CANCELLED")
        await make_result(database, session_id)
        key = "structure:Sentences starting with 'so'"
        await store_patterns(database, {key: 5})
        await client.delete(f"/api/sessions/{session_id}")
        assert (await client.get("/api/profile")).json()["patterns"] == {key: 2}


class TestUnknownConsents:
    async def test_they_are_kept_and_exported(
        self, client: httpx.AsyncClient, session_ids: dict[str, str]
    ) -> None:
        """Answering the flags of ours leaves the others as they are, and asks for no other."""
        assert session_ids
        page = (await client.get("/welcome", headers=HTML)).text
        assert "AI_DISCLOSURE" not in page
        await client.post("/welcome", data={"everything": "true"})
        consents = (await client.get("/api/export.json")).json()["consents"]
        assert consents.pop("AI_DISCLOSURE") is False
        assert set(consents.values()) == {True}
        assert len(consents) == 3

    async def test_our_form_cannot_set_them(self, client: httpx.AsyncClient) -> None:
        """A form that names one is refused."""
        assert_error(await client.post("/welcome", data={"granted": "AI_DISCLOSURE"}), 400, "BAD_REQUEST")


async def store_patterns(database: Database, patterns: object, focus_areas: object = None) -> str:
    learner = await make_learner(database)
    async with database.transaction() as transaction:
        await transaction.execute(
            insert(pattern_profiles).values(user_id=learner, patterns=patterns, focus_areas=focus_areas)
        )
    return learner


async def count(database: Database, learner: str, *found: tuple[str, int]) -> StoredProfile:
    """The learner's profile after one more session."""
    met = [
        Insight(category=Category.GRAMMAR, pattern=pattern, detail="", frequency=frequency)
        for pattern, frequency in found
    ]
    async with database.transaction() as transaction:
        counted = await counting.count_insights(transaction, learner, met)
        assert counted.profile is not None
        await counting.save(transaction, learner, counted.profile)
    async with database.reading() as reading:
        profile = await profiles.read_profile(reading, learner)
    assert profile is not None
    return profile


class TestOddProfile:
    async def test_counts_that_can_be_read_are_added_to(self, database: Database) -> None:
        """Whatever else stands there stays, also under the key of a habit that was met again."""
        learner = await store_patterns(database, FOREIGN_PATTERNS)
        profile = await count(database, learner, ("Missing articles", 2), ("Tenses", 3), ("Word order", 1))
        assert profile.patterns == {
            **FOREIGN_PATTERNS,
            "grammar:Missing articles": 6,
            "grammar:Word order": 1,
        }

    async def test_null_is_no_counts_yet(self, database: Database) -> None:
        """JSON's null, where the column takes no other."""
        learner = await store_patterns(database, JSON.NULL)
        assert (await count(database, learner, ("Tenses", 3))).patterns == {"grammar:Tenses": 3}

    @pytest.mark.parametrize("patterns", [[{"key": "grammar:Tenses", "count": 3}], "none yet", 3, [], True])
    async def test_patterns_of_another_shape_stay(self, database: Database, patterns: object) -> None:
        """What holds no counts by habit is not written over."""
        learner = await store_patterns(database, patterns)
        assert (await count(database, learner, ("Tenses", 3))).patterns == patterns

    @pytest.mark.parametrize(
        ("stored", "kept"),
        [
            (None, []),
            (["Missing articles"], []),
            ({"now": "Tenses"}, {"now": "Tenses"}),
            ([{"key": "x"}], [{"key": "x"}]),
        ],
        ids=str,
    )
    async def test_focus_areas_of_another_shape_stay(
        self, database: Database, stored: object, kept: object
    ) -> None:
        """Ours are found again after each session; what is stored in another way is another version's."""
        learner = await store_patterns(database, {}, stored)
        assert (await count(database, learner, ("Tenses", 3))).focus_areas == kept

    async def test_clients_get_what_can_be_read_and_the_export_all_of_it(
        self, client: httpx.AsyncClient, session_ids: dict[str, str]
    ) -> None:
        """The API keeps its types, and nothing that is stored is missing from what a learner takes away."""
        assert (await client.get("/api/profile")).json()["patterns"] == READABLE_PATTERNS
        exported = (await client.get("/api/export.json")).json()
        assert exported["profile"] == {
            "patterns": FOREIGN_PATTERNS,
            "focusAreas": {"now": ["Missing articles"]},
        }
        address = f"/api/sessions/{session_ids['done, with odd insights']}"
        shown = {each["pattern"]: each for each in (await client.get(address)).json()["insights"]}
        examples = [shown[f"Habit {number}"]["examples"] for number in range(7)]
        assert examples == [None, None, ["one text"], [], ["text"], [], []]
        [whole] = [each for each in exported["sessions"] if address.endswith(each["id"])]
        stored = {each["pattern"]: each["examples"] for each in whole["insights"]}
        assert stored["Habit 3"] == {"quote": "I go"}
        assert stored["Habit 4"] == [["nested"], {"a": 1}, "text", 3, None]


class TestOddFigures:
    async def test_pages_tell_only_what_can_be(
        self, client: httpx.AsyncClient, session_ids: dict[str, str]
    ) -> None:
        """No length, number of words or count below zero, and no habit without a name, is ever shown."""
        page = (await client.get(f"/sessions/{session_ids['done, shorter than nothing']}", headers=HTML)).text
        assert "<h1>Untitled session</h1>" in page
        assert " min" not in page
        page = (await client.get(f"/sessions/{session_ids['done, with odd insights']}", headers=HTML)).text
        assert "Unnamed habit" in page
        assert "-3 times" not in page
        assert "0 times" not in page
        summary = (await client.get("/profile/summary", headers=HTML)).text
        assert " 14 words" in summary
        assert "-" not in summary.partition("<dt>Speaking time</dt>")[2].partition("</dd>")[0]

    async def test_audio_elsewhere_is_left_alone(self, app_services: Services, database: Database) -> None:
        """An address is no key of our storage: nothing there is deleted, or said to be."""
        url = "https://pub.example.org/sessions/a/b/audio.webm"
        session_id = await make_session(database, status=SessionStatus.DONE, audio_url=url)
        await make_transcript(database, session_id)
        assert set((await counted(app_services)).values()) == {0}
        waiting = await make_session(database, audio_url=url)
        with pytest.raises(InvalidState, match="record again"):
            await app_services.pipeline.process(waiting)

    async def test_audio_under_an_impossible_key_is_gone(
        self, app_services: Services, database: Database
    ) -> None:
        """The sweep notes it and goes on to the next session."""
        session_id = await make_session(database, status=SessionStatus.DONE, audio_url="sessions//../1")
        await make_transcript(database, session_id)
        mended = await app_services.sweep.mend(await app_services.sweep.find())
        assert mended["audio_transcribed"] == 1
        assert set((await counted(app_services)).values()) == {0}


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**40), 2**40)
    | st.floats(-1e9, 1e9)
    | st.text("aé: \n", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("a:", max_size=3), inner, max_size=3),
    max_leaves=6,
)
figures = st.none() | st.sampled_from([-(2**31), -1, 0, 1, 2**31 - 1])
texts = st.sampled_from(["", " ", "grammar", "a:b", "Missing articles", "<b>&\u2028", "x" * 300])
statuses = st.sampled_from(["DONE", "DONE", "FAILED", "CANCELLED"])
insight_rows = st.fixed_dictionaries(
    {
        "category": texts,
        "pattern": texts,
        "detail": texts,
        "frequency": figures,
        "severity": st.none() | texts,
        "examples": json_values,
        "suggestion": st.none() | texts,
    }
)
session_rows = st.fixed_dictionaries(
    {
        "status": statuses,
        "duration_secs": figures,
        "language": texts,
        "topic": st.none() | texts,
        "audio_url": st.none() | texts,
        "error_message": st.none() | texts,
        "focus_next": st.none() | texts,
    }
)
session_contents = st.tuples(session_rows, st.none() | figures, st.lists(insight_rows, max_size=3))


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@given(st.lists(session_contents, min_size=1, max_size=6), json_values, json_values)
@hypothesis_settings(
    max_examples=15,
    phases=[Phase.generate],  # shrinking walks all pages thousands of times
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_no_value_breaks_a_page(
    client: httpx.AsyncClient,
    app_services: Services,
    contents: list[tuple[dict[str, Any], int | None, list[dict[str, Any]]]],
    patterns: object,
    focus_areas: object,
) -> None:
    """Whatever the columns hold that they can hold, pages and routes answer, and it can all be deleted."""
    database = app_services.database
    learner = await make_learner(database)
    made = [await make_session(database, learner=learner, **session) for session, _, _ in contents]
    async with database.transaction() as transaction:
        for session_id, (_, words, rows) in zip(made, contents, strict=True):
            await transaction.execute(
                insert(transcripts).values(session_id=session_id, text="I go", word_count=words)
            )
            for row in rows:
                await transaction.execute(insert(insights).values(session_id=session_id, **row))
        await put_profile(transaction, learner, patterns, focus_areas)
    addresses = ["/history", "/history?said=go", "/profile", "/profile/summary", "/api/sessions"]
    addresses += ["/api/profile", "/api/export.json", "/api/export.csv"]
    for session_id in made:
        addresses += [f"/sessions/{session_id}", f"/api/sessions/{session_id}"]
    for address in addresses:
        assert (await client.get(address, headers=HTML)).status_code == 200, address
    for session_id in made:
        assert (await client.delete(f"/api/sessions/{session_id}")).status_code == 200
    assert (await client.get("/api/sessions")).json()["total"] == 0


def or_json_null(value: object) -> object:
    return JSON.NULL if value is None else value


async def put_profile(
    transaction: AsyncConnection, learner: str, patterns: object, focus_areas: object
) -> None:
    values = {"patterns": or_json_null(patterns), "focus_areas": or_json_null(focus_areas)}
    change = update(pattern_profiles).where(pattern_profiles.c.user_id == learner).values(**values)
    if (await transaction.execute(change.returning(pattern_profiles.c.id))).first() is None:
        await transaction.execute(insert(pattern_profiles).values(user_id=learner, **values))
