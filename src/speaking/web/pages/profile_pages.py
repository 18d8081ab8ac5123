"""The profile page, and a printable summary for a teacher."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.naming import by_identity, identity
from speaking.db.other_versions import readable_counts
from speaking.people import repository as people
from speaking.profile import repository as profiles
from speaking.profile import summary
from speaking.profile.trends import met_in_all, trends
from speaking.sessions import history
from speaking.states import ConsentFlag
from speaking.web.dependencies import Learner, ServicesOf
from speaking.web.pages.history_and_profile_view import direction_views, habit_views
from speaking.web.pages.templating import templates

router = APIRouter(include_in_schema=False)


@router.get("/profile")
async def profile_page(request: Request, services: ServicesOf, learner: Learner) -> HTMLResponse:
    """Every habit over time, and what to work on."""
    async with services.database.reading() as reading:
        context = await _profile(reading, learner)
    return templates.TemplateResponse(request, "profile.html", context)


@router.get("/profile/summary")
async def summary_page(request: Request, services: ServicesOf, learner: Learner) -> HTMLResponse:
    """What a teacher wants to know, ready to print."""
    async with services.database.reading() as reading:
        context = await _profile(reading, learner)
        context["overview"] = await summary.overview(reading, learner)
    return templates.TemplateResponse(request, "summary.html", context)


async def _profile(connection: AsyncConnection, learner: str) -> dict[str, Any]:
    answers = await people.consents(connection, learner)
    profile = await profiles.read_profile(connection, learner)
    past = await profiles.history(connection, learner)
    last_met = {identity(name): (session.session_id, name) for session in past for name in session.counts}
    examples = await summary.examples(connection, {session_id for session_id, _ in last_met.values()})
    return {
        "habits": habit_views(
            trends(past),
            words={session.session_id: session.word_count for session in past},
            counts=by_identity(met_in_all(past) | readable_counts(profile.patterns if profile else None)),
            examples={habit: examples.get(place) for habit, place in last_met.items()},
        ),
        "focus": await history.last_focus(connection, learner),
        "directions": direction_views(),
        "may_follow": people.agreed(answers, ConsentFlag.PATTERN_TRACKING),
    }
