"""The progress of the last focus: the habit's rate in the session that set it and in the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.naming import identity, pattern_of
from speaking.sessions import history
from speaking.sessions.stored import SessionDetail
from speaking.wording.habit_labels import progress_sentence

QUOTES = 5


@dataclass(frozen=True, slots=True)
class FocusProgress:
    """A habit in two sessions, per 100 words, with quotes from both.

    `sentence` is for the learner: "Sentences starting with 'so': 9 → 3 per 100 words".
    """

    session_id: str
    habit: str
    before: float
    now: float
    sentence: str
    quotes_before: Sequence[str]
    quotes_now: Sequence[str]


async def focus_progress(connection: AsyncConnection, detail: SessionDetail) -> FocusProgress | None:
    """The progress of the previous session's focus; None if it had none, or there is nothing to compare."""
    session, analysis = detail.session, detail.analysis
    if analysis is None or detail.is_example:
        return None
    earlier = await history.previous_analysis(connection, session.user_id, session.created_at)
    habit = earlier.focus_pattern if earlier else None
    if earlier is None or habit is None or habit not in earlier.habits:
        return None
    measured = {identity(name): rate for name, rate in analysis.habits.items()}
    before, now = earlier.habits[habit], measured.get(identity(habit), 0.0)
    return FocusProgress(
        session_id=earlier.session_id,
        habit=habit,
        before=before,
        now=now,
        sentence=progress_sentence(pattern_of(habit), before, now),
        quotes_before=await history.quotes_of(connection, earlier.session_id, habit, limit=QUOTES),
        quotes_now=await history.quotes_of(connection, session.id, habit, limit=QUOTES),
    )
