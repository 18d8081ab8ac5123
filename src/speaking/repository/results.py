"""What the pipeline stores of a session: transcript, insights with their evidence, costs.

Rows come as mappings of attribute names to values; `speaking.records` makes them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BindParameter,
    Executable,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from speaking.models import (
    Base,
    Insight,
    InsightEvidence,
    ModelUse,
    SessionAnalysis,
    Transcript,
    TranscriptTiming,
    new_id,
)
from speaking.repository.prepared import Prepared, Transaction, fixed
from speaking.repository.tables import by_column, table_of
from speaking.repository.upsert import insert_in

Row = Mapping[str, Any]

_MOST_VALUES = 50
"""In one statement: psycopg reads one with more anew each time (`MAX_CACHED_STATEMENT_PARAMS`)."""


async def store_transcript(session: Transaction, transcript: Row, timing: Row, use: Row | None) -> None:
    """Keep a transcript, its word timings and what it cost, unless they are there already.

    They are where the database went away while it answered the same before.
    """
    if not await _TRANSCRIBE.run(session, by_column(Transcript, {"id": new_id(), **transcript})):
        return
    await _add(session, TranscriptTiming, timing)
    if use is not None:
        await _add(session, ModelUse, use)


def _transcribing(dialect: str) -> Executable:
    table = table_of(Transcript)
    row = insert_in(dialect, table)
    return row.on_conflict_do_nothing(index_elements=[table.c.sessionId]).returning(table.c.id)


_TRANSCRIBE = Prepared(_transcribing)


async def store_analysis(
    session: Transaction,
    analysis: Row,
    insights: Sequence[Row],
    evidence: Sequence[Row],
    use: Row | None,
) -> None:
    """Keep an analysis with its insights, where their quotes stand, and what it cost."""
    await _add(session, SessionAnalysis, analysis)
    await _add(session, Insight, *insights)
    if evidence:
        await _ADD_EVIDENCE.run(session, {"rows": [by_column(InsightEvidence, row) for row in evidence]})
    if use is not None:
        await _add(session, ModelUse, use)


async def _add(session: Transaction, model: type[Base], *rows: Row) -> None:
    """Insert rows that have values for the same columns, a few in one statement."""
    at_once = _MOST_VALUES // len(rows[0]) if rows else 1
    for start in range(0, len(rows), at_once):
        named = [by_column(model, row) for row in rows[start : start + at_once]]
        numbered = {f"{column}_{n}": value for n, row in enumerate(named) for column, value in row.items()}
        await _adding(model, tuple(named[0]), len(named)).run(session, numbered)


@cache
def _adding(model: type[Base], columns: Sequence[str], count: int) -> Prepared:
    table = table_of(model)

    def row(n: int) -> dict[str, Any]:
        return {column: bindparam(f"{column}_{n}", type_=table.c[column].type) for column in columns}

    return fixed(insert(table).values([row(n) for n in range(count)]))


def _adding_evidence(dialect: str) -> Executable:
    """One parameter for all rows: a few times as cheap as one for each value."""
    table = table_of(InsightEvidence)
    names = [each.name for each in table.c]
    rows = bindparam("rows", type_=JSON)
    if dialect == "postgresql":
        given = func.json_to_recordset(rows).table_valued(*(column(each.key, each.type) for each in table.c))
        found = select(given.render_derived(with_types=True))
    else:
        each_row = func.json_each(rows).table_valued("value")
        found = select(*(func.json_extract(each_row.c.value, f"$.{name}") for name in names))
    return insert(table).from_select(names, found, include_defaults=False)


_ADD_EVIDENCE = Prepared(_adding_evidence)


async def is_in_profile(session: AsyncSession, session_id: str) -> bool:
    """Whether the profile counts a session's insights; it does those of the TypeScript app."""
    answer = await session.scalar(
        select(SessionAnalysis.in_profile).where(SessionAnalysis.session_id == session_id)
    )
    return answer is not False


async def forget_words(session: Transaction, session_id: str) -> None:
    """Keep the insights and the number of words of a session, but not the words."""
    for forget in _FORGET_WORDS:
        await forget.run(session, {"session_id": session_id})


def _forgetting() -> Iterator[Executable]:
    transcripts, timings, evidence = map(table_of, (Transcript, TranscriptTiming, InsightEvidence))
    insights = table_of(Insight)
    of_session: BindParameter[str] = bindparam("session_id")
    yield update(transcripts).where(transcripts.c.sessionId == of_session).values(text="")
    yield delete(timings).where(timings.c.sessionId == of_session)
    found = select(insights.c.id).where(insights.c.sessionId == of_session)
    yield delete(evidence).where(evidence.c.insightId.in_(found))


_FORGET_WORDS = [fixed(statement) for statement in _forgetting()]
