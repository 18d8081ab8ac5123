"""What an analysis says becomes rows, and comes back in its order."""

from speaking.analysis import Analysis
from speaking.analysis.grounding import Grounded
from speaking.analysis.schema import AnalysisResult, Category, Insight, Severity
from speaking.db.database import Database
from speaking.processing import records, results
from speaking.profile.counting import Counted
from speaking.sessions import history
from speaking.sessions import repository as sessions
from speaking.states import SessionStatus
from support.makers import make_learner, make_session


async def test_insights_of_equal_weight_stay_as_they_were_analysed(database: Database) -> None:
    """Severity comes first, then how often; where both are equal, the analysis knows best."""
    analysed = [f"Habit {letter}" for letter in "hbgacfde"]
    insights = [
        Insight(category=Category.GRAMMAR, pattern=pattern, detail="", frequency=3, severity=Severity.MEDIUM)
        for pattern in analysed
    ]
    insights += [
        Insight(category=Category.GRAMMAR, pattern="Seldom", detail="", severity=Severity.HIGH),
        Insight(category=Category.GRAMMAR, pattern="Often", detail="", frequency=4, severity=Severity.MEDIUM),
    ]
    session_id = await make_session(database, status=SessionStatus.ANALYZING)
    await store(database, session_id, insights)
    learner = await make_learner(database)
    async with database.reading() as reading:
        shown = await sessions.insights_of(reading, session_id)
        [entry] = await history.entries(reading, learner, limit=1)
    assert [insight.pattern for insight in shown] == ["Seldom", "Often", *analysed]
    assert entry.habits == ["Seldom", "Often", *analysed]


async def store(database: Database, session_id: str, insights: list[Insight]) -> None:
    grounded = Grounded(tuple(insights), (), 0, 0)
    analysis = Analysis(AnalysisResult(), "local")
    rows = records.analysis_rows(session_id, analysis, grounded, Counted(insights, {}, None))
    async with database.transaction() as transaction:
        await results.store_analysis(transaction, session_id, rows, focus_next=None)


def test_the_database_names_habits_as_the_profile_does() -> None:
    """Inside a habit goes by its key; what is stored of it has the name that the profile knows."""
    rates = {"articles": 2.0, "hedges": 0.5}
    analysis = Analysis(AnalysisResult(), "local", focus_pattern="articles", habits=rates)
    names = {"grammar:Articles": "grammar:Articles left out"}
    rows = records.analysis_rows("session", analysis, Grounded((), (), 0, 0), Counted((), names, None))
    assert rows.analysis["habits"] == {"grammar:Articles left out": 2.0, "vocabulary:Hedging": 0.5}
    assert rows.analysis["focus_pattern"] == "grammar:Articles left out"


def test_what_was_dropped_before_grounding_is_counted_with_the_rest() -> None:
    """An operator sees how much an analyzer invents, whoever noticed it."""
    analysis = Analysis(AnalysisResult(), "claude", dropped_quotes=4, dropped_insights=2)
    rows = records.analysis_rows("session", analysis, Grounded((), (), 1, 1), Counted((), {}, None))
    assert (rows.analysis["dropped_quotes"], rows.analysis["dropped_insights"]) == (5, 3)
