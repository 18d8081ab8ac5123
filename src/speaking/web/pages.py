"""The pages: server-rendered, useful without scripts except for recording itself."""

import random
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from speaking.errors import InvalidState, SessionNotFound
from speaking.focus_loop import focus_progress
from speaking.repository import history, people, sessions
from speaking.states import ConsentFlag, SessionStatus
from speaking.web.dependencies import Identity, Learner, RegisteredLearner, ServicesOf
from speaking.web.fluency import fluency_figures
from speaking.web.session_view import session_view
from speaking.web.sessions import parse_about
from speaking.web.speaking_prompts import LEVELS, PROMPTS
from speaking.web.templating import templates
from speaking.web.uploads import received_upload

router = APIRouter(include_in_schema=False)

EXAMPLE = Path(__file__).parents[3] / "examples" / "monologue.webm"
EXAMPLE_TOPIC = "An example: moving to a new city"


@router.get("/")
async def record_page(
    request: Request, services: ServicesOf, learner: Learner, level: str | None = None
) -> Response:
    """The page to record on; a first visit begins with what happens to the voice and the words."""
    if learner is None:
        return RedirectResponse("/welcome", status_code=303)
    async with services.database.reading() as reading:
        focus = await history.last_focus(reading, learner)
    fitting = [prompt for prompt in PROMPTS if level in (None, "", prompt.level)] or list(PROMPTS)
    prompt = random.choice(fitting)  # noqa: S311 - any prompt will do
    return _page(request, "record.html", prompt=prompt, levels=LEVELS, level=level or "", focus=focus)


@router.get("/welcome")
async def welcome_page(request: Request, services: ServicesOf, identity: Identity) -> HTMLResponse:
    """What happens to the voice and the words, and the learner's answers."""
    async with services.database.reading() as reading:
        learner = await people.find_user(reading, identity)
        answers = {} if learner is None else await people.consents(reading, learner)
    return _page(request, "welcome.html", flags=ConsentFlag, answers=answers, has_example=EXAMPLE.exists())


@router.post("/welcome")
async def answer_consents(
    services: ServicesOf,
    learner: RegisteredLearner,
    granted: Annotated[list[ConsentFlag] | None, Form()] = None,
) -> RedirectResponse:
    """Store the learner's answers."""
    async with services.database.transaction() as transaction:
        for flag in ConsentFlag:
            await people.set_consent(transaction, learner, flag, granted=flag in (granted or []))
    return RedirectResponse("/", status_code=303)


@router.post("/example")
async def try_example(services: ServicesOf, learner: RegisteredLearner) -> RedirectResponse:
    """Take the example recording in as a session, to see a result before speaking."""
    if not EXAMPLE.exists():
        raise InvalidState("The example recording is not installed here.")
    about = parse_about(learner, {"topic": EXAMPLE_TOPIC})
    session = await services.intake.accept(EXAMPLE, about)
    return RedirectResponse(f"/sessions/{session.id}", status_code=303)


@router.post("/upload")
async def upload_without_scripts(
    request: Request, services: ServicesOf, learner: RegisteredLearner
) -> RedirectResponse:
    """Take a file in from a plain form, its duration as probed."""
    async with received_upload(request) as upload:
        session = await services.intake.accept(upload.path, parse_about(learner, upload.fields))
    return RedirectResponse(f"/sessions/{session.id}", status_code=303)


@router.get("/sessions/{session_id}")
async def session_page(
    request: Request, session_id: str, services: ServicesOf, learner: Learner
) -> HTMLResponse:
    """One session: its progress, then its insights beside the transcript."""
    async with services.database.reading() as reading:
        detail = await sessions.detail(reading, session_id, learner or "")
        if detail is None:
            raise SessionNotFound
        progress = await focus_progress(reading, detail)
    return _page(
        request,
        "session.html",
        session=session_view(detail),
        progress=progress,
        fluency=fluency_figures(detail.analysis.fluency if detail.analysis else None),
        status=SessionStatus,
    )


@router.post("/sessions/{session_id}/retry")
async def retry(session_id: str, services: ServicesOf, learner: Learner) -> RedirectResponse:
    """Try a failed session again."""
    await services.retry.retry(session_id, learner or "")
    return RedirectResponse(f"/sessions/{session_id}", status_code=303)


@router.get("/example.webm")
async def example_recording() -> FileResponse:
    """The example recording, to listen to."""
    return FileResponse(EXAMPLE, media_type="audio/webm")


def _page(request: Request, name: str, **context: Any) -> HTMLResponse:
    return templates.TemplateResponse(request, name, context)
