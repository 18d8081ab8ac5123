"""Times: how they are stored, and the database's own clock in SQL, which alone decides leases and waits."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, DateTime, Dialect, Float, literal
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcTimestamp(TypeDecorator[datetime]):
    """Aware datetimes in UTC in Python, `TIMESTAMP(3)` without a zone in the database."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(precision=3))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        if value is None:
            return None
        utc = value.astimezone(UTC).replace(tzinfo=None)
        return utc.replace(microsecond=utc.microsecond // 1000 * 1000)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.replace(tzinfo=UTC)


class utc_now(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it becomes
    """The time when the statement runs, in UTC, to the millisecond."""

    type = UtcTimestamp()
    inherit_cache = True


class utc_in(FunctionElement[Any]):  # noqa: N801 - reads as the SQL function it becomes
    """The time `seconds` from now (before now if negative), in UTC, to the millisecond."""

    type = UtcTimestamp()
    inherit_cache = True

    def __init__(self, seconds: float | BindParameter[float]) -> None:
        super().__init__(seconds if isinstance(seconds, BindParameter) else literal(float(seconds), Float()))


@compiles(utc_now, "sqlite")
def _now_sqlite(_element: utc_now, _compiler: SQLCompiler, **_: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


@compiles(utc_now, "postgresql")
def _now_postgresql(_element: utc_now, _compiler: SQLCompiler, **_: Any) -> str:
    return "date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC')"


@compiles(utc_in, "sqlite")
def _in_sqlite(element: utc_in, compiler: SQLCompiler, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options)
    return f"strftime('%Y-%m-%d %H:%M:%f000', 'now', {seconds} || ' seconds')"


@compiles(utc_in, "postgresql")
def _in_postgresql(element: utc_in, compiler: SQLCompiler, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options)
    return (
        f"date_trunc('milliseconds', clock_timestamp() AT TIME ZONE 'UTC' + make_interval(secs => {seconds}))"
    )
