"""Direct uploads over HTTP: a URL for the bucket, and the message that the recording is there."""

from fastapi import APIRouter
from pydantic import Field

from speaking.documents.session_document import Wire
from speaking.intake.direct_upload import EXPIRES_IN
from speaking.states import StoredStatus
from speaking.web.api.following import accepted
from speaking.web.api.schemas import Accepted
from speaking.web.api.session_routes import parse_about, parse_duration
from speaking.web.api.uploads import IdempotencyKey
from speaking.web.dependencies import Learner, RegisteredLearner, ServicesOf

router = APIRouter(prefix="/api/sessions", tags=["direct uploads"])


class Intent(Wire):
    duration: float | str | None = None
    topic: str | None = Field(None, max_length=1000)
    prompt: str | None = Field(None, max_length=1000)
    language: str | None = None


class TicketOut(Wire):
    id: str
    status: StoredStatus
    upload_url: str | None
    method: str = "PUT"
    expires_in_secs: int


@router.post("/presign", status_code=201)
async def presign(
    intent: Intent, services: ServicesOf, learner: RegisteredLearner, key: IdempotencyKey
) -> TicketOut:
    """Start a session whose recording the browser PUTs to `uploadUrl`, null if it is already there."""
    fields = {name: str(value) for name, value in intent.model_dump().items() if value is not None}
    duration = parse_duration(fields.get("duration"))
    about = parse_about(learner, fields, duration_secs=duration, key=key)
    session, url = await services.direct_upload.begin(about, duration_secs=duration)
    return TicketOut(
        id=session.id,
        status=session.status,
        upload_url=url,
        expires_in_secs=round(EXPIRES_IN.total_seconds()),
    )


@router.post("/{session_id}/complete", status_code=201)
async def complete(session_id: str, services: ServicesOf, learner: Learner) -> Accepted:
    """Check the uploaded recording and announce its session; a repeated call changes nothing."""
    session = await services.direct_upload.complete(session_id, learner)
    return await accepted(services, session)
