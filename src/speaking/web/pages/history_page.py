"""The history page: the learner's sessions by day, to search, filter and delete."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, BeforeValidator, Field

from speaking.profile import repository as profiles
from speaking.sessions import history
from speaking.sessions.history import Entry, Place
from speaking.states import UNFINISHED, SessionStatus
from speaking.web.dependencies import Learner, OwnSession, ServicesOf
from speaking.web.pages.history_and_profile_view import days, recent_chart
from speaking.web.pages.templating import templates
from speaking.wording.session_wording import DID_NOT_WORK, IN_PROGRESS, READY, session_title

router = APIRouter(include_in_schema=False)

PAGE = 20
RECENT = 20
"""Sessions in the trend at a glance."""


class Shown(StrEnum):
    """The options of the history's filter."""

    DONE = "DONE"
    WORKING = "WORKING"
    FAILED = "FAILED"


STATUSES = MappingProxyType(
    {
        Shown.DONE: frozenset({SessionStatus.DONE}),
        Shown.WORKING: UNFINISHED - {SessionStatus.CREATED},
        Shown.FAILED: frozenset({SessionStatus.FAILED}),
    }
)
LABELS = MappingProxyType({Shown.DONE: READY, Shown.WORKING: IN_PROGRESS, Shown.FAILED: DID_NOT_WORK})


def _none_if_empty(value: object) -> object:
    return value or None


class HistoryQuery(BaseModel):
    """Which part of the history to show; `said` searches transcripts, `before` and `last` continue a list.

    A form sends a field that the learner did not touch as an empty one; that asks for everything.
    """

    said: str = Field("", max_length=100)
    status: Annotated[Shown | None, BeforeValidator(_none_if_empty)] = None
    before: Annotated[datetime | None, BeforeValidator(_none_if_empty)] = None
    last: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.said.strip() or self.status)

    def earlier(self, entry: Entry) -> Mapping[str, str]:
        """The query that continues after an entry, with the same search and filter."""
        kept = {"said": self.said, "status": self.status or ""}
        place = {"before": entry.session.created_at.isoformat(), "last": entry.session.id}
        return {name: value for name, value in (kept | place).items() if value}


@router.get("/history")
async def history_page(
    request: Request,
    services: ServicesOf,
    learner: Learner,
    asked: Annotated[HistoryQuery, Query()],
) -> HTMLResponse:
    """Sessions by day, one page at a time."""
    async with services.database.reading() as reading:
        found = await history.entries(
            reading,
            learner,
            limit=PAGE + 1,
            after=Place(asked.before, asked.last) if asked.before else None,
            statuses=STATUSES[asked.status] if asked.status else frozenset(),
            said=asked.said.strip(),
        )
        past = (
            []
            if asked.is_narrowed or asked.before
            else await profiles.history(reading, learner, limit=RECENT)
        )
    earlier = asked.earlier(found[PAGE - 1]) if len(found) > PAGE else None
    context = {
        "days": days(found[:PAGE], said=asked.said.strip()),
        "earlier": earlier,
        "asked": asked,
        "labels": LABELS,
        "recent": recent_chart(past),
    }
    return templates.TemplateResponse(request, "history.html", context)


@router.get("/sessions/{session_id}/delete")  # noqa: FAST003 - OwnSession reads it
async def confirm_deletion(request: Request, session: OwnSession) -> HTMLResponse:
    """Ask before deleting a session, for browsers in which no script offers an undo."""
    title = session_title(session.topic, session.prompt_used)
    return templates.TemplateResponse(request, "delete.html", {"session": session, "title": title})


@router.post("/sessions/{session_id}/delete")
async def delete(session_id: str, services: ServicesOf, learner: Learner) -> RedirectResponse:
    """Delete a session."""
    await services.removal.remove(session_id, learner)
    return RedirectResponse("/history", status_code=303)
