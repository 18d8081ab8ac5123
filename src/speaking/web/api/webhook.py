"""The queue's entrance: deliveries and the scheduled sweep, each signed by QStash.

The statuses are those of the seed. After any answer other than 2xx, the message comes again later. A repeated
delivery of a session that is done or has failed for good costs nothing, so those may come again.
"""

import json
from typing import Annotated, ClassVar

import structlog
from fastapi import APIRouter, Depends, Request

from speaking.errors import BadRequest, InProgress, InvalidState, LeaseLost, SessionNotFound, SpeakingError
from speaking.queues.qstash import verify_delivery
from speaking.web.api.schemas import Ok
from speaking.web.dependencies import ServicesOf
from speaking.web.stopping import Stop

log = structlog.get_logger()
router = APIRouter(prefix="/api/internal", tags=["internal"])

MAX_BODY = 64 * 1024


class NotFound(SessionNotFound):
    code: ClassVar[str] = "NOT_FOUND"


class NotClaimable(InvalidState):
    status: ClassVar[int] = 400


class ProcessingFailed(SpeakingError):
    code: ClassVar[str] = "PROCESSING_ERROR"


async def get_verified_body(request: Request, services: ServicesOf) -> bytes:
    """The raw body, read once, after checking its signature and the address it was signed for.

    Raises:
        Unauthorized: The signature is missing or wrong in any way.
        MissingSetting: The signing keys are not configured.
    """
    body = await _limited_body(request)
    url = services.settings.app_url.rstrip("/") + request.url.path
    verify_delivery(services.settings, signature=request.headers.get("upstash-signature"), body=body, url=url)
    return body


VerifiedBody = Annotated[bytes, Depends(get_verified_body)]


@router.post("/process")
async def process_delivery(request: Request, body: VerifiedBody, services: ServicesOf) -> Ok:
    """Process the session that a delivery names until it is DONE or FAILED."""
    session_id = _session_id(body)
    stop: Stop = request.app.state.stopping
    log.info("delivery.received", session_id=session_id, retried=request.headers.get("upstash-retried"))
    try:
        async with stop.grace():
            await services.pipeline.process(session_id)
    except SessionNotFound as error:
        raise NotFound from error
    except InvalidState as error:
        raise NotClaimable(error.message) from error
    except InProgress:
        raise
    except LeaseLost as error:
        raise InProgress from error
    except SpeakingError as error:
        raise ProcessingFailed(error.message, retry_after=error.retry_after) from error
    return Ok()


@router.post("/sweep")
async def sweep(_body: VerifiedBody, services: ServicesOf) -> dict[str, int]:
    """Repair what was left behind; returns how many of each kind."""
    return await services.run_sweep()


async def _limited_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise BadRequest("The delivery is too large.")
    return bytes(body)


def _session_id(body: bytes) -> str:
    try:
        message = json.loads(body)
    except ValueError:
        raise BadRequest('The delivery must be JSON such as {"sessionId": "…"}.') from None
    session_id = message.get("sessionId") if isinstance(message, dict) else None
    if not isinstance(session_id, str) or not session_id or "\0" in session_id:
        raise BadRequest("The delivery does not name a sessionId.")
    return session_id
