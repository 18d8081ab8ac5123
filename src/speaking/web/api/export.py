"""Everything stored about one learner, to download: all of it as JSON, the habits as CSV."""

import csv
import io
from collections.abc import Iterator

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from speaking.documents.learner_document import collect
from speaking.profile import repository as profiles
from speaking.profile.trends import SessionHabits
from speaking.web.dependencies import Learner, ServicesOf

router = APIRouter(prefix="/api", tags=["export"])

COLUMNS = ("createdAt", "sessionId", "wordCount", "habit", "count", "per100Words")


@router.get("/export.json")
async def export_json(services: ServicesOf, learner: Learner) -> JSONResponse:
    """Everything: profile, consents, and each session with its transcript and insights."""
    async with services.database.reading() as reading:
        everything = await collect(reading, learner or None)
    return JSONResponse(everything, headers=_attachment("speaking.json"))


@router.get("/export.csv")
async def export_csv(services: ServicesOf, learner: Learner) -> Response:
    """One row per habit and finished session."""
    async with services.database.reading() as reading:
        history = await profiles.history(reading, learner)
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    writer.writerows(row for session in history for row in _rows(session))
    return Response(table.getvalue(), media_type="text/csv; charset=utf-8", headers=_attachment("habits.csv"))


def _rows(session: SessionHabits) -> Iterator[tuple[str | int | float, ...]]:
    rates = session.rates or {}
    for habit in sorted(session.counts.keys() | rates.keys()):
        count = session.counts.get(habit, 0)
        rate = rates.get(habit, 100 * count / session.word_count if session.word_count else 0.0)
        made = session.created_at.isoformat(timespec="seconds")
        yield made, session.session_id, session.word_count, habit, count, round(rate, 2)


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
