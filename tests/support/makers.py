"""Makes rows in any state, in one line each."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, update

from speaking.analysis import Analysis
from speaking.analysis.evidence import Evidence
from speaking.analysis.grammar_habits import FAMILY
from speaking.analysis.grounding import ground
from speaking.analysis.schema import AnalysisResult, Insight
from speaking.db.clock import utc_in
from speaking.db.database import Database
from speaking.db.ids import new_id
from speaking.db.tables import (
    insight_evidence,
    insights,
    processing_jobs,
    session_analyses,
    speaking_sessions,
    transcript_timings,
    transcripts,
)
from speaking.people import repository as people
from speaking.people.repository import LOCAL_LEARNER
from speaking.processing import records, results
from speaking.profile.counting import Counted
from speaking.profile.repository import StoredProfile
from speaking.states import SessionStatus
from speaking.transcription import Transcription

TEXT = "So I went to the shop. So I bought bread. So I came home."


async def make_learner(database: Database, *, external_id: str = LOCAL_LEARNER) -> str:
    """Make a learner; returns the id."""
    async with database.transaction() as transaction:
        return await people.ensure_user(transaction, external_id)


async def make_session(
    database: Database,
    *,
    status: SessionStatus | str = SessionStatus.UPLOADED,
    learner: str | None = None,
    age_secs: float = 0,
    **values: Any,
) -> str:
    """Make a session; returns its id. `age_secs` is how long ago it was created and last changed."""
    learner = learner or await make_learner(database)
    session_id = new_id()
    row: dict[str, Any] = {"id": session_id, "user_id": learner, "status": status, "duration_secs": 60}
    row |= {"created_at": utc_in(-age_secs), "updated_at": utc_in(-age_secs)}
    if status is not SessionStatus.CREATED:
        row["audio_url"] = f"sessions/{learner}/{session_id}/audio.webm"
    async with database.transaction() as transaction:
        await transaction.execute(insert(speaking_sessions).values(**(row | values)))
    return session_id


async def make_job(database: Database, session_id: str, **values: Any) -> None:
    """Make a session's processing job; times are SQL, such as `utc_in(-60)`."""
    async with database.transaction() as transaction:
        await transaction.execute(insert(processing_jobs).values(session_id=session_id, **values))


async def make_transcript(database: Database, session_id: str, *, text: str = TEXT) -> None:
    """Store a session's transcript, with half a second for each word."""
    words = [[word, at / 2, at / 2 + 0.4, 0.95] for at, word in enumerate(text.split())]
    async with database.transaction() as transaction:
        await transaction.execute(
            insert(transcripts).values(session_id=session_id, text=text, word_count=len(words))
        )
        await transaction.execute(
            insert(transcript_timings).values(
                session_id=session_id, language="en", duration=len(words) / 2, words=words
            )
        )


async def make_result(
    database: Database,
    session_id: str,
    *,
    pattern: str = "Sentences starting with 'so'",
    rate: float = 9.0,
    habits: Mapping[str, float] | None = None,
    text: str = TEXT,
) -> None:
    """Store the results of a finished session: one habit with its evidence, which is also the focus.

    `habits` are the rates of other habits that were measured.
    """
    await make_transcript(database, session_id, text=text)
    insight_id = new_id()
    async with database.transaction() as transaction:
        await transaction.execute(
            insert(insights).values(
                id=insight_id,
                session_id=session_id,
                category="structure",
                pattern=pattern,
                detail="Three of three sentences begin so.",
                frequency=3,
                severity="medium",
                examples=["So I went to the shop."],
                suggestion="Begin with the subject.",
            )
        )
        await transaction.execute(
            insert(insight_evidence).values(
                insight_id=insight_id, start=0, end=2, quote=text[:2], sentence=text[:22], start_secs=0.0
            )
        )
        await transaction.execute(
            insert(session_analyses).values(
                session_id=session_id,
                analyzer="local",
                summary="Well done.",
                focus_pattern=f"structure:{pattern}",
                habits={f"structure:{pattern}": rate, **(habits or {})},
                fluency={"words_per_minute": 120.0, "mtld": None},
            )
        )


async def make_insight(
    database: Database,
    session_id: str,
    *,
    text: str,
    places: Sequence[tuple[int, int]],
    pattern: str = "A habit",
    **values: Any,
) -> None:
    """Store another insight of a session, with a quote for each place (start, end) in its transcript."""
    insight_id = new_id()
    row = {"category": "grammar", "detail": "It comes back.", "frequency": len(places), "severity": "high"}
    async with database.transaction() as transaction:
        await transaction.execute(
            insert(insights).values(id=insight_id, session_id=session_id, pattern=pattern, **(row | values))
        )
        for start, end in places:
            await transaction.execute(
                insert(insight_evidence).values(
                    insight_id=insight_id,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    sentence=text,
                    start_secs=start / 10,
                )
            )


def an_error(text: str, words: str, family: str, *say_instead: str) -> Evidence:
    """Evidence of a family of grammar errors: the first place in a text where these words are."""
    start = text.index(words)
    found = FAMILY[family]
    return Evidence(start, start + len(words), found.habit, found, say_instead)


async def make_analyzed(
    database: Database,
    *,
    text: str,
    insights: Sequence[Insight] = (),
    evidence: Sequence[Evidence] = (),
    habits: Mapping[str, float] | None = None,
    focus_next: str | None = None,
    in_profile: bool = True,
    **session: Any,
) -> str:
    """Make a finished session, stored as the pipeline does it; returns its id."""
    session_id = await make_session(database, status=SessionStatus.ANALYZING, **session)
    await make_transcript(database, session_id, text=text)
    grounded = ground(insights, Transcription(text, "en", 1.0, ()), evidence=evidence)
    analysis = Analysis(AnalysisResult(), "local", habits=habits or {})
    profile = StoredProfile({}, None, datetime.now(UTC)) if in_profile else None
    rows = records.analysis_rows(session_id, analysis, grounded, Counted(grounded.insights, {}, profile))
    async with database.transaction() as transaction:
        await results.store_analysis(transaction, session_id, rows, focus_next=focus_next)
    return session_id


async def expire_lease(database: Database, session_id: str) -> None:
    """Let a session's lease expire, as if its worker had been dead for a minute."""
    async with database.transaction() as transaction:
        await transaction.execute(
            update(processing_jobs)
            .where(processing_jobs.c.session_id == session_id)
            .values(lease_expires_at=utc_in(-60))
        )
