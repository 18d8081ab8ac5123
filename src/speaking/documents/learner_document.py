"""Everything stored about one learner, as JSON."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.documents.session_document import SessionOut
from speaking.people import repository as people
from speaking.profile import repository as profiles
from speaking.sessions import repository as sessions
from speaking.sessions.stored import SessionDetail


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
    rows, _ = await sessions.page(connection, learner)
    return [
        _whole(detail)
        for row in rows
        if (detail := await sessions.detail(connection, row.id, learner)) is not None
    ]


def _whole(detail: SessionDetail) -> dict[str, Any]:
    """A session as the API shows it, but with its examples exactly as they are stored."""
    whole = SessionOut.of(detail).model_dump(by_alias=True, mode="json")
    for shown, insight in zip(whole["insights"], detail.insights, strict=True):
        shown["examples"] = insight.examples
    return whole
