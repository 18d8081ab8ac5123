"""Writes that belong together: one statement where the database has such, one after the other elsewhere.

A statement costs its way to the database and back, whatever it does (docs/decisions/901). PostgreSQL takes
several writes as one: `WITH a AS (UPDATE … RETURNING …), b AS (INSERT …) SELECT …`,
https://www.postgresql.org/docs/current/queries-with.html#QUERIES-WITH-MODIFYING.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, exists, func, select, true

from speaking.db.prepared import Prepared, Transaction, dialect_of
from speaking.errors import SpeakingError

Build = Callable[[str, ColumnElement[bool]], Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One write.

    Attributes:
        build: Makes the statement for a dialect, "postgresql" or "sqlite", and for the condition that every
            step before it found its row. A write that would fail without them asks for that.
        missing: Raised where the statement, which then must return rows, returns none.
    """

    build: Build
    missing: type[SpeakingError] | None = None


class Together:
    """Steps that are taken in their order.

    None may need to see what another one wrote: in one statement each sees the tables as they were before.
    Where one raises, the transaction must be rolled back.
    """

    def __init__(self, *steps: Step) -> None:
        self._at_once = Prepared(lambda dialect: _one_statement(steps, dialect))
        self._missing = [step.missing for step in steps if step.missing]
        self._in_turn = [(Prepared(_alone(step.build)), step.missing) for step in steps]

    async def run(self, transaction: Transaction, values: Mapping[str, Any]) -> None:
        """Take the steps; `values` are the parameters of all of them.

        Raises:
            SpeakingError: What the first step says that found no row.
        """
        if dialect_of(transaction) == "postgresql":
            [counts] = await self._at_once.run(transaction, values)
            for count, error in zip(counts, self._missing, strict=True):
                if not count:
                    raise error
            return
        for statement, missing in self._in_turn:
            if not await statement.run(transaction, values) and missing:
                raise missing


def required(statement: Any, missing: type[SpeakingError]) -> Step:  # noqa: ANN401 - any write that returns rows
    """A step that both databases spell alike and that must find its row."""
    return Step(lambda *_: statement, missing)


def _alone(build: Build) -> Callable[[str], Any]:
    return lambda dialect: build(dialect, true())


def _one_statement(steps: Sequence[Step], dialect: str) -> Select[Any]:
    """All steps as common table expressions, and the number of rows of those that must have some."""
    parts: list[CTE] = []
    needed: list[CTE] = []
    found: ColumnElement[bool] = true()
    for number, step in enumerate(steps):
        part = step.build(dialect, found).cte(f"step_{number}")
        parts.append(part)
        if step.missing:
            needed.append(part)
            found = exists(select(part))
    counts = [select(func.count()).select_from(part).scalar_subquery() for part in needed]
    return select(*counts).add_cte(*parts)
