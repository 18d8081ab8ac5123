"""How the last focus went: the habit's rate in the session that named it and in the one after."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.naming import pattern_of
from speaking.sessions import history
from speaking.sessions.stored import SessionDetail

QUOTES = 5


@dataclass(frozen=True, slots=True)
class FocusProgress:
    """A habit in two sessions, per 100 words, with quotes from both.

    `sentence` says it for the learner: "Sentences starting with 'so': 9 → 3 per 100 words".
    """

    session_id: str
    habit: str
    before: float
    now: float
    sentence: str
    quotes_before: Sequence[str]
    quotes_now: Sequence[str]


async def focus_progress(connection: AsyncConnection, detail: SessionDetail) -> FocusProgress | None:
    """How the focus of the session before this one went; None where there was none, or nothing to compare."""
    session, analysis = detail.session, detail.analysis
    if analysis is None or detail.is_example:
        return None
    earlier = await history.previous_analysis(connection, session.user_id, session.created_at)
    habit = earlier.focus_pattern if earlier else None
    if earlier is None or habit is None or habit not in earlier.habits:
        return None
    before, now = earlier.habits[habit], analysis.habits.get(habit, 0.0)
    return FocusProgress(
        session_id=earlier.session_id,
        habit=habit,
        before=before,
        now=now,
        sentence=progress_sentence(pattern_of(habit), before, now),
        quotes_before=await history.quotes_of(connection, earlier.session_id, habit, limit=QUOTES),
        quotes_now=await history.quotes_of(connection, session.id, habit, limit=QUOTES),
    )


def progress_sentence(name: str, before: float, now: float) -> str:
    """A habit's rates per 100 words in two sessions: "Sentences starting with 'so': 9 → 3 per 100 words"."""
    return f"{name}: {_figure(before)} → {_figure(now)} per 100 words"


def _figure(per_100_words: float) -> str:
    return f"{per_100_words:.1f}".removesuffix(".0")
