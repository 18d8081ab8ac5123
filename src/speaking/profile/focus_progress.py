"""The progress of the last focus: the habit's rate in the session that set it and in the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from speaking.analysis.naming import by_identity, identity, pattern_of, shown_name
from speaking.sessions import history
from speaking.sessions.habit_quotes import HabitQuote, habit_quotes
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
    """The progress of the previous session's focus; None if it had none, or if either lacks its rate.

    Rates of the same habit under several names, or of its families, are added up.
    """
    session, analysis = detail.session, detail.analysis
    if analysis is None or detail.is_example:
        return None
    earlier = await history.previous_analysis(connection, session.user_id, session.created_at)
    if earlier is None or earlier.focus_pattern is None:
        return None
    focus = identity(earlier.focus_pattern)
    before, now = by_identity(earlier.habits).get(focus), by_identity(analysis.habits).get(focus)
    if before is None or now is None:
        return None
    habit = shown_name(earlier.focus_pattern)
    quotes = await habit_quotes(connection, [earlier.session_id, session.id], {focus})
    return FocusProgress(
        session_id=earlier.session_id,
        habit=habit,
        before=before,
        now=now,
        sentence=progress_sentence(pattern_of(habit), before, now),
        quotes_before=_sentences(quotes, earlier.session_id),
        quotes_now=_sentences(quotes, session.id),
    )


def _sentences(quotes: Sequence[HabitQuote], session_id: str) -> list[str]:
    return [quote.sentence for quote in quotes if quote.session_id == session_id][:QUOTES]
