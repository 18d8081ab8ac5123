"""The recording page, its prompts, and the form that sends a file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from speaking.people import repository as people
from speaking.sessions import history
from speaking.states import ConsentFlag
from speaking.web.api.following import accepted
from speaking.web.api.session_routes import MAX_TOPIC, parse_about
from speaking.web.api.uploads import IdempotencyKey, received_upload
from speaking.web.dependencies import Learner, RegisteredLearner, ServicesOf
from speaking.web.pages.templating import templates
from speaking.wording.speaking_prompts import LEVELS, TOPICS, Choice, Prompt, pick

router = APIRouter(include_in_schema=False)

MAX_RECORDING_SECS = 1800


@router.get("/")
async def record_page(
    request: Request,
    services: ServicesOf,
    learner: Learner,
    choice: Annotated[Choice, Query()],
    own: str = "",
) -> Response:
    """The recording page; a learner who has not been asked for consent yet is asked first.

    `own` is the topic that the learner typed before asking for another prompt.
    """
    async with services.database.reading() as reading:
        answers = await people.consents(reading, learner)
        if not answers.keys() >= set(ConsentFlag):
            return RedirectResponse("/welcome", status_code=303)
        focus = await history.last_focus(reading, learner)
    context = {
        "choice": choice,
        "prompt": pick(choice),
        "levels": LEVELS,
        "topics": TOPICS,
        "own": own[:MAX_TOPIC],
        "max_topic": MAX_TOPIC,
        "focus": focus,
        "may_record": answers[ConsentFlag.AUDIO_STORAGE],
        "limit_secs": MAX_RECORDING_SECS,
        "is_direct": services.chosen_storage.description.origin(services.settings) is not None,
    }
    return templates.TemplateResponse(request, "record.html", context)


@router.get("/prompt")
async def another_prompt(choice: Annotated[Choice, Query()]) -> Prompt:
    """Another prompt for the page that is open."""
    return pick(choice)


@router.post("/upload")
async def upload_file(
    request: Request, services: ServicesOf, learner: RegisteredLearner, key: IdempotencyKey
) -> Response:
    """Accept a file and measure its duration; answer a plain form with a page, our script with JSON."""
    async with received_upload(request) as upload:
        about = parse_about(learner, upload.fields, key=key)
        session = await services.intake.accept(upload.path, about)
    if "application/json" not in request.headers.get("accept", ""):
        return RedirectResponse(f"/sessions/{session.id}", status_code=303)
    answer = await accepted(services, session)
    return JSONResponse(answer.model_dump(mode="json", by_alias=True), status_code=201)
