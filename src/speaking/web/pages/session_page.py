"""The page of one session: rendered on the server, and useful without scripts."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from speaking.errors import SessionNotFound
from speaking.profile.earlier_talks import earlier_quotes
from speaking.profile.focus_progress import focus_progress
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from speaking.web.dependencies import Learner, ServicesOf
from speaking.web.pages.session_view import session_context
from speaking.web.pages.templating import templates
from speaking.wording.fluency_figures import fluency_figures

router = APIRouter(include_in_schema=False)


@router.get("/sessions/{session_id}")
async def session_page(
    request: Request, session_id: str, services: ServicesOf, learner: Learner
) -> HTMLResponse:
    """One session: its progress, then its insights next to the transcript."""
    async with services.database.reading() as reading:
        detail = await sessions.detail(reading, session_id, learner)
        if detail is None:
            raise SessionNotFound
        progress = await focus_progress(reading, detail)
        earlier = await earlier_quotes(reading, detail)
    context = {
        **session_context(detail, earlier),
        "progress": progress,
        "fluency": fluency_figures(detail.analysis.fluency if detail.analysis else None),
        "status": SessionStatus,
    }
    return templates.TemplateResponse(request, "session.html", context)


@router.post("/sessions/{session_id}/retry")
async def retry(session_id: str, services: ServicesOf, learner: Learner) -> RedirectResponse:
    """Try a failed session again."""
    await services.retry.retry(session_id, learner)
    return RedirectResponse(f"/sessions/{session_id}", status_code=303)
