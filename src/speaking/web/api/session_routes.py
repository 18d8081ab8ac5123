"""The learner's sessions over HTTP: send, list, read, follow, retry, delete."""

import math
import re
from collections.abc import AsyncIterator, Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from speaking.documents.session_document import SessionOut, SessionSummary
from speaking.errors import BadRequest, InvalidDuration, SessionNotFound
from speaking.intake.acceptance import About
from speaking.profile.focus_progress import focus_progress
from speaking.sessions import repository
from speaking.web.api.following import accepted, follow
from speaking.web.api.schemas import Accepted, Ok, SessionPage
from speaking.web.api.uploads import IdempotencyKey, received_upload
from speaking.web.dependencies import Learner, OwnSession, RegisteredLearner, ServicesOf

router = APIRouter(prefix="/api/sessions", tags=["sessions"])

MAX_PAGE = 1_000_000
MAX_TOPIC = 200
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


@router.post("", status_code=201)
async def create_session(
    request: Request, services: ServicesOf, learner: RegisteredLearner, key: IdempotencyKey
) -> Accepted:
    """Accept a recording: multipart fields `audio`, `duration` (seconds), `topic`, `prompt`, `language`."""
    async with received_upload(request) as upload:
        duration = parse_duration(upload.fields.get("duration"))
        about = parse_about(learner, upload.fields, duration_secs=duration, key=key)
        session = await services.intake.accept(upload.path, about)
    return await accepted(services, session)


@router.get("")
async def list_sessions(
    services: ServicesOf,
    learner: Learner,
    page: Annotated[int, Query(ge=1, le=MAX_PAGE)] = 1,
    limit: Annotated[int, Query(ge=1, le=50)] = 20,
) -> SessionPage:
    """A page of the learner's sessions, newest first."""
    async with services.database.reading() as reading:
        rows, total = await repository.page(reading, learner, offset=(page - 1) * limit, limit=limit)
    summaries = [SessionSummary.model_validate(row) for row in rows]
    return SessionPage(sessions=summaries, total=total, page=page, limit=limit)


@router.get("/{session_id}")
async def read_session(session_id: str, services: ServicesOf, learner: Learner) -> SessionOut:
    """One session with its transcript and insights."""
    async with services.database.reading() as reading:
        detail = await repository.detail(reading, session_id, learner)
        if detail is None:
            raise SessionNotFound
        return SessionOut.of(detail, await focus_progress(reading, detail))


@router.delete("/{session_id}")
async def delete_session(session_id: str, services: ServicesOf, learner: Learner) -> Ok:
    """Delete a session and its audio, and remove its counts from the profile."""
    await services.removal.remove(session_id, learner)
    return Ok()


@router.post("/{session_id}/retry", status_code=202)
async def retry_session(session_id: str, services: ServicesOf, learner: Learner) -> Ok:
    """Try a failed session again."""
    await services.retry.retry(session_id, learner)
    return Ok()


@router.get("/{session_id}/events", response_class=EventSourceResponse)  # noqa: FAST003 - OwnSession reads it
async def follow_session(
    session: OwnSession, request: Request, services: ServicesOf
) -> AsyncIterator[ServerSentEvent]:
    """Every change of a session's state, until it is DONE or stays FAILED."""
    async for progress in follow(request, services, session.id, session.user_id):
        yield ServerSentEvent(event="status", raw_data=progress.model_dump_json(by_alias=True))


def parse_about(
    learner: str, fields: Mapping[str, str], *, duration_secs: int | None = None, key: str | None = None
) -> About:
    """What a form says about its recording.

    Raises:
        BadRequest: A field is not valid.
    """
    return About(
        user_id=learner,
        duration_secs=duration_secs,
        topic=_text(fields.get("topic")),
        prompt=_text(fields.get("prompt")),
        language=parse_language(fields.get("language")),
        idempotency_key=key,
    )


def parse_duration(value: str | None) -> int:
    """Whole seconds; a fraction is rounded.

    Raises:
        InvalidDuration: It is missing, not a number, or not greater than zero.
    """
    try:
        duration = float(value or "")
    except ValueError:
        raise InvalidDuration from None
    if not math.isfinite(duration) or duration <= 0:
        raise InvalidDuration
    return max(1, round(duration))


def parse_language(value: str | None) -> str:
    """A language tag such as "en" or "en-GB"; English if there is none.

    Raises:
        BadRequest: It is not a language tag.
    """
    if not value:
        return "en"
    if not LANGUAGE.fullmatch(value):
        raise BadRequest('The language must be a code such as "en".')
    return value


def _text(value: str | None) -> str | None:
    text = (value or "").strip()[:MAX_TOPIC]
    return text or None
