"""Everything stored about one learner, to download: all of it as JSON, the habits as CSV."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.people import repository as people
from speaking.profile import repository as profiles
from speaking.profile.trends import SessionHabits
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SessionDetail
from speaking.web.api.schemas import SessionOut
from speaking.web.dependencies import Learner, ServicesOf

router = APIRouter(prefix="/api", tags=["export"])

BATCH = 50
COLUMNS = ("createdAt", "sessionId", "wordCount", "habit", "count", "per100Words")


@router.get("/export.json")
async def export_json(services: ServicesOf, learner: Learner) -> JSONResponse:
    """Everything: profile, consents, and each session with its transcript and insights."""
    async with services.database.reading() as reading:
        everything = await collect(reading, learner)
    return JSONResponse(everything, headers=_attachment("speaking.json"))


@router.get("/export.csv")
async def export_csv(services: ServicesOf, learner: Learner) -> Response:
    """One row per habit and finished session."""
    async with services.database.reading() as reading:
        history = await profiles.history(reading, learner or "")
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(row for session in history for row in _rows(session))
    return Response(table.getvalue(), media_type="text/csv; charset=utf-8", headers=_attachment("habits.csv"))


async def collect(connection: AsyncConnection, learner: str | None) -> dict[str, Any]:
    """Everything stored about a learner as plain JSON data, newest session first."""
    if learner is None:
        return {"profile": None, "consents": {}, "sessions": []}
    profile = await profiles.read_profile(connection, learner)
    return {
        "profile": profile and {"patterns": profile.patterns, "focusAreas": profile.focus_areas},
        "consents": {
            str(flag): granted for flag, granted in (await people.consents(connection, learner)).items()
        },
        "sessions": await _sessions(connection, learner),
    }


async def _sessions(connection: AsyncConnection, learner: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    total = 1
    while len(found) < total:
        rows, total = await sessions.page(connection, learner, offset=len(found), limit=BATCH)
        for row in rows:
            detail = await sessions.detail(connection, row.id, learner)
            if detail is not None:
                found.append(_whole(detail))
        if not rows:
            break
    return found


def _whole(detail: SessionDetail) -> dict[str, Any]:
    """A session as the API shows it, with its examples exactly as they are stored."""
    whole = SessionOut.of(detail).model_dump(by_alias=True, mode="json")
    for shown, insight in zip(whole["insights"], detail.insights, strict=True):
        shown["examples"] = insight.examples
    return whole


def _rows(session: SessionHabits) -> Iterator[tuple[str | int | float, ...]]:
    rates = session.rates or {}
    for habit in sorted(session.counts.keys() | rates.keys()):
        count = session.counts.get(habit, 0)
        rate = rates.get(habit, 100 * count / session.word_count if session.word_count else 0.0)
        made = session.created_at.isoformat(timespec="seconds")
        yield made, session.session_id, session.word_count, habit, count, round(rate, 2)


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
