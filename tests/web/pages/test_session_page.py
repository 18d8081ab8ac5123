import re

import httpx
from hypothesis import given
from hypothesis import strategies as st

from speaking.db.clock import utc_in
from speaking.services import Services
from speaking.states import SessionStatus
from speaking.web.pages.session_view import segments
from support.makers import make_insight, make_job, make_learner, make_result, make_session, make_transcript
from support.sounds import recording_bytes

HTML = {"Accept": "text/html"}


async def page(client: httpx.AsyncClient, address: str, *, status: int = 200) -> str:
    """A page's HTML, with what every page must have."""
    response = await client.get(address, headers=HTML)
    assert response.status_code == status, response.text
    html = response.text
    assert html.count("<h1") == 1
    assert "<main" in html
    assert 'aria-label="Main"' in html
    assert "<title>" in html
    assert "style=" not in html
    return html


async def test_a_first_visit_begins_with_what_happens_to_the_voice(client: httpx.AsyncClient) -> None:
    """Before anything is recorded the learner is asked."""
    response = await client.get("/")
    assert (response.status_code, response.headers["Location"]) == (303, "/welcome")
    assert "Your voice, your words" in await page(client, "/welcome")


async def test_answers_are_remembered(client: httpx.AsyncClient) -> None:
    """What the learner ticked is ticked the next time, and the recorder opens."""
    answered = await client.post("/welcome", data={"granted": ["AUDIO_STORAGE", "TRANSCRIPT_STORAGE"]})
    assert answered.headers["Location"] == "/"
    html = await page(client, "/welcome")
    assert 'value="AUDIO_STORAGE" checked' in html
    assert 'value="PATTERN_TRACKING">' in html
    assert "speaking-recorder" in await page(client, "/")


async def test_the_last_focus_is_in_view_while_recording(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The learner sees what to work on before speaking."""
    await client.post("/welcome", data={"everything": "true"})
    await make_session(app_services.database, status=SessionStatus.DONE, focus_next="Fewer 'so'.")
    assert "Fewer &#39;so&#39;." in await page(client, "/")


async def test_the_big_button_comes_right_after_the_prompt(client: httpx.AsyncClient) -> None:
    """On a small screen nobody scrolls past what can be chosen to get to speak."""
    await client.post("/welcome", data={"everything": "true"})
    html = await page(client, "/")
    assert html.index('id="prompt"') < html.index('data-do="record"') < html.index('name="level"')


async def test_a_file_can_be_sent_without_scripts(client: httpx.AsyncClient) -> None:
    """A plain form leads to the session's page, which says that it is being worked on."""
    await client.post("/welcome", data={"everything": "true"})
    sent = await client.post("/upload", files={"audio": ("a.webm", recording_bytes("webm"))})
    assert sent.status_code == 303
    assert "Working on it" in await page(client, sent.headers["Location"])


async def test_a_wrong_file_is_a_page_with_one_sentence(client: httpx.AsyncClient) -> None:
    """A person gets the error as a page, with the same status as a program."""
    await client.post("/welcome", data={"everything": "true"})
    sent = await client.post("/upload", files={"audio": ("a.webm", b"text" * 99)}, headers=HTML)
    assert sent.status_code == 400
    assert "cannot read this kind of file" in sent.text


async def test_a_finished_session_shows_its_evidence(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """Focus, insight, tip, figures, and the quote marked in the transcript."""
    session_id = await make_session(
        app_services.database, status=SessionStatus.DONE, focus_next="Begin with the subject."
    )
    await make_result(app_services.database, session_id)
    html = await page(client, f"/sessions/{session_id}")
    for expected in ("Focus for next time", "Begin with the subject.", "Words per minute", "3 times"):
        assert expected in html
    assert 'href="#insight-1" data-insights="1"><mark class="mark-1">So<sup>' in html


async def test_what_to_work_on_comes_before_the_figures(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The focus, the insights with the transcript beside them, the figures, and how the last focus went."""
    learner = await make_learner(app_services.database)
    for age_secs in (60, 0):
        session_id = await make_session(
            app_services.database,
            status=SessionStatus.DONE,
            learner=learner,
            age_secs=age_secs,
            focus_next="Begin with the subject.",
        )
        await make_result(app_services.database, session_id)
    html = await page(client, f"/sessions/{session_id}")
    assert re.findall(r"<h2[^>]*>([^<]+)", html) == [
        "Focus for next time",
        "What came up again and again",
        "What you said",
        "In short",
        "How fluent you were",
        "How your last focus went",
    ]


async def test_overlapping_evidence_shows_every_insight(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """A word of two insights carries both numbers and both colours."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    text = "So I came home."
    await make_transcript(app_services.database, session_id, text=text)
    for place, frequency in (((0, 4), 2), ((3, 9), 1)):
        await make_insight(app_services.database, session_id, text=text, places=[place], frequency=frequency)
    html = await page(client, f"/sessions/{session_id}")
    assert 'data-insights="1"><mark class="mark-1">So <sup>' in html
    assert 'data-insights="1 2"><mark class="mark-1 second-2">I<sup>' in html
    assert 'data-insights="2"><mark class="mark-2"> came<sup>' in html


async def test_every_quote_can_be_read(client: httpx.AsyncClient, app_services: Services) -> None:
    """The first six stand there, and the others unfold."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    text = "um " * 20
    await make_transcript(app_services.database, session_id, text=text)
    places = [(3 * at, 3 * at + 2) for at in range(20)]
    await make_insight(app_services.database, session_id, text=text, places=places)
    html = await page(client, f"/sessions/{session_id}")
    assert html.count('<mark class="mark-1">um</mark>') == 20
    assert "<summary>Show 14 more</summary>" in html


async def test_examples_without_a_place_are_shown(client: httpx.AsyncClient, app_services: Services) -> None:
    """An adopted session has quotes, but nobody noted where they stand."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    await make_transcript(app_services.database, session_id)
    await make_insight(
        app_services.database, session_id, text="", places=[], examples=["So I came home."], frequency=None
    )
    assert '<mark class="mark-1">So I came home.</mark>' in await page(client, f"/sessions/{session_id}")


async def test_the_quote_of_a_word_said_twice_is_the_right_one(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The second "so" of a sentence is marked where it stands, not where the first one does."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    text = "I so want it, so I asked."
    await make_transcript(app_services.database, session_id, text=text)
    await make_insight(app_services.database, session_id, text=text, places=[(14, 16)])
    html = await page(client, f"/sessions/{session_id}")
    assert '<li>I so want it, <mark class="mark-1">so</mark> I asked.' in html


async def test_a_figure_that_is_not_known_is_left_out(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """What was not measured is not shown as zero, and what is shown is explained."""
    session_id = await make_session(app_services.database, status=SessionStatus.DONE)
    await make_result(app_services.database, session_id)
    html = await page(client, f"/sessions/{session_id}")
    assert "<dt>Words per minute</dt><dd>120</dd>" in html
    assert "What these figures mean" in html
    assert "MTLD" not in html


async def test_what_was_said_cannot_become_markup(client: httpx.AsyncClient, app_services: Services) -> None:
    """A transcript, a topic and a pattern are text, whatever stands in them."""
    wild = "<script>alert(1)</script> & more of it here"
    session_id = await make_session(app_services.database, status=SessionStatus.DONE, topic=wild)
    await make_result(app_services.database, session_id, text=wild, pattern=wild)
    for address in (f"/sessions/{session_id}", "/history", "/profile"):
        assert "<script>alert" not in await page(client, address)


async def test_nobody_works_on_a_recording_that_has_not_arrived(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The page says what is true, and what to do if the upload did not come to its end."""
    session_id = await make_session(app_services.database, status=SessionStatus.CREATED)
    html = await page(client, f"/sessions/{session_id}")
    assert "<h2>Your recording has not arrived yet</h2>" in html
    assert '<ol class="steps" hidden>' in html
    assert "Working on it" not in html


async def test_a_session_that_waits_says_when_it_is_tried_again(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The sentence of the failure and the time of the next attempt."""
    session_id = await make_session(
        app_services.database, status=SessionStatus.FAILED, error_message="The service is busy."
    )
    await make_job(app_services.database, session_id, attempts=1, next_attempt_at=utc_in(600))
    html = await page(client, f"/sessions/{session_id}")
    assert "The service is busy." in html
    assert "<h2>We will try again</h2>" in html
    assert "The next try is at" in html


async def test_a_failed_session_offers_another_try(client: httpx.AsyncClient, app_services: Services) -> None:
    """As long as there is something to work on; the button works without scripts."""
    session_id = await make_session(
        app_services.database, status=SessionStatus.FAILED, error_message="It did not work."
    )
    await make_job(app_services.database, session_id, attempts=4)
    assert "Try again now" in await page(client, f"/sessions/{session_id}")
    await client.post(f"/sessions/{session_id}/retry")
    assert "Working on it" in await page(client, f"/sessions/{session_id}")


async def test_a_recording_without_speech_asks_for_another(
    client: httpx.AsyncClient, app_services: Services
) -> None:
    """The button that stands out is the one that helps: a new recording, not the same one once more."""
    session_id = await make_session(app_services.database, status=SessionStatus.FAILED)
    await make_job(app_services.database, session_id, attempts=1, last_error_code="NO_SPEECH")
    html = await page(client, f"/sessions/{session_id}")
    assert '<button class="quiet">Try again now' in html
    assert '<a class="button" href="/">Record something new' in html


async def test_somebody_elses_session_is_not_there(client: httpx.AsyncClient, app_services: Services) -> None:
    """The page says so, as for any session that does not exist."""
    other = await make_learner(app_services.database, external_id="somebody else")
    session_id = await make_session(app_services.database, learner=other)
    assert "We cannot find this session." in await page(client, f"/sessions/{session_id}", status=404)


TEXTS = st.text(min_size=1, max_size=80)


@given(TEXTS, st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.integers(1, 5)), max_size=8))
def test_marking_changes_no_character(text: str, marks: list[tuple[int, int, int]]) -> None:
    """However marks overlap, the pieces are the text."""
    assert "".join(piece.text for piece in segments(text, marks)) == text
