"""The first visit: what we do with voice and words, the learner's choices, and the example."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse

from speaking.examples import MONOLOGUE
from speaking.intake.acceptance import About
from speaking.people import repository as people
from speaking.states import ConsentFlag
from speaking.web.dependencies import Learner, RegisteredLearner, ServicesOf
from speaking.web.pages.templating import templates
from speaking.wording.session_wording import EXAMPLE_TOPIC

router = APIRouter(include_in_schema=False)


@router.get("/welcome")
async def welcome_page(request: Request, services: ServicesOf, learner: Learner) -> HTMLResponse:
    """What we do with voice and words, and the learner's choices; nothing is ticked in advance."""
    async with services.database.reading() as reading:
        answers = await people.consents(reading, learner)
    context = {"flags": ConsentFlag, "answers": answers}
    return templates.TemplateResponse(request, "welcome.html", context)


@router.post("/welcome")
async def answer_consents(
    services: ServicesOf,
    learner: RegisteredLearner,
    granted: Annotated[list[ConsentFlag] | None, Form()] = None,
    everything: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    """Store the learner's choices: what is ticked, or everything at the press of one button."""
    agreed = set(ConsentFlag) if everything else set(granted or ())
    async with services.database.transaction() as transaction:
        for flag in ConsentFlag:
            await people.set_consent(transaction, learner, flag, granted=flag in agreed)
    return RedirectResponse("/", status_code=303)


@router.post("/example")
async def try_example(services: ServicesOf, learner: RegisteredLearner) -> RedirectResponse:
    """Create a session from the example: learners see a result before they speak or agree to anything."""
    about = About(user_id=learner, topic=EXAMPLE_TOPIC, is_example=True)
    session = await services.intake.accept(MONOLOGUE, about)
    return RedirectResponse(f"/sessions/{session.id}", status_code=303)


@router.get("/example.webm")
async def example_recording() -> FileResponse:
    """The example recording, for listening."""
    return FileResponse(MONOLOGUE, media_type="audio/webm")
