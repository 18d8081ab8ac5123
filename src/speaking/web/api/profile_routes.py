"""The learner's habits over time, over HTTP."""

from fastapi import APIRouter

from speaking.db.other_versions import readable_counts, readable_texts
from speaking.documents.session_document import Moment, Wire
from speaking.profile import repository as profiles
from speaking.profile.trends import Direction, focus_areas, trends
from speaking.web.dependencies import Learner, ServicesOf

router = APIRouter(prefix="/api", tags=["profile"])


class RateOut(Wire):
    session_id: str
    created_at: Moment
    per_100_words: float


class TrendOut(Wire):
    key: str
    direction: Direction
    rates: list[RateOut]


class ProfileOut(Wire):
    patterns: dict[str, int]
    focus_areas: list[str]
    trends: list[TrendOut]
    last_updated: Moment | None


@router.get("/profile")
async def read_profile(services: ServicesOf, learner: Learner) -> ProfileOut:
    """Each habit's count, its rate per 100 words in every session, and whether it grows, holds or fades."""
    async with services.database.reading() as reading:
        profile = await profiles.read_profile(reading, learner)
        history = await profiles.history(reading, learner)
    return ProfileOut(
        patterns=readable_counts(profile.patterns if profile else None),
        focus_areas=readable_texts(profile.focus_areas if profile else None) or focus_areas(history),
        trends=[TrendOut.model_validate(trend) for trend in trends(history)],
        last_updated=profile.last_updated if profile else None,
    )
