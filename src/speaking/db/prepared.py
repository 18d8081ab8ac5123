"""Statements of the pipeline: written with SQLAlchemy, compiled once, run by the database's driver itself.

The way from a statement through SQLAlchemy to the driver costs two to three times what the driver needs
(docs/decisions/901), and a session goes it twelve times. Connections, transactions and types stay
SQLAlchemy's, so these statements and others can share a transaction.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIModule

Processor = Callable[[Any], Any]
Transaction = AsyncSession | AsyncConnection
_CONNECTION = "connection"


class Prepared:
    """A statement for both databases, compiled on its first run with each.

    Args:
        build: Makes the statement for the dialect of that name, "postgresql" or "sqlite". Each parameter is
            a `bindparam` or, in what an insert or update sets, a column's name. Defaults that Python makes
            are not made: such columns need a value.
    """

    def __init__(self, build: Callable[[str], Executable]) -> None:
        self._build = build
        self._compiled: dict[tuple[str, frozenset[str]], _Compiled] = {}

    async def run(self, transaction: Transaction, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run the statement in the transaction; returns its rows, none where it returns nothing.

        Raises:
            DBAPIError: As SQLAlchemy raises it; the parameters are not in its words.
        """
        connection = await _connection_of(transaction)
        dialect, driver = connection.dialect, _driver_of(connection)
        key = (dialect.name, frozenset(values))
        compiled = self._compiled.get(key)
        if compiled is None:
            compiled = self._compiled[key] = _Compiled(self._build(dialect.name), dialect, list(values))
        try:
            cursor = await driver.execute(compiled.text, compiled.parameters(values))
            return compiled.read(await cursor.fetchall(), cursor) if compiled.returns else []
        except _errors_of(dialect) as error:
            raise _as_sqlalchemys(error, dialect, driver, compiled.text) from error


def fixed(statement: Executable) -> Prepared:
    """A statement that both databases spell alike."""
    return Prepared(lambda _dialect: statement)


class _Compiled:
    """A statement's text, and how values go in and out."""

    def __init__(self, statement: Any, dialect: Dialect, names: Sequence[str]) -> None:  # noqa: ANN401 - any statement with columns
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=names)
        if compiled.prefetch:
            raise TypeError(f"values are missing for {', '.join(map(str, compiled.prefetch))}")
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        writers = {name: _writer(bind.type, dialect) for name, bind in binds.items()}
        self.text = compiled.string
        self.returns = [column.type for column in statement.exported_columns]
        self._dialect = dialect
        self._constants = {name: bind.effective_value for name, bind in binds.items() if name not in names}
        self._writers = {name: write for name, write in writers.items() if write}
        self._places = compiled.positiontup
        self._readers: list[Processor | None] | None = None

    def parameters(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as the driver wants them
        given = {**self._constants, **values}
        for name, write in self._writers.items():
            given[name] = write(given[name])
        return given if self._places is None else [given[name] for name in self._places]

    def read(self, rows: Iterable[Sequence[Any]], cursor: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - the driver's
        if self._readers is None:  # what a value needs depends on the type that the database sends
            self._readers = [
                _reader(kind, self._dialect, column[1])
                for kind, column in zip(self.returns, cursor.description, strict=True)
            ]
        readers = self._readers
        if not any(readers):
            return list(map(tuple, rows))
        return [
            tuple(read(value) if read else value for read, value in zip(readers, row, strict=True))
            for row in rows
        ]


def _writer(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _reader(kind: TypeEngine[Any], dialect: Dialect, sent: object) -> Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, sent)


def dialect_of(transaction: Transaction) -> str:
    """The name of the transaction's dialect: "postgresql" or "sqlite"."""
    source = transaction if isinstance(transaction, AsyncConnection) else transaction.get_bind()
    return source.dialect.name


async def _connection_of(transaction: Transaction) -> AsyncConnection:
    if isinstance(transaction, AsyncConnection):
        return transaction
    connection: AsyncConnection | None = transaction.info.get(_CONNECTION)
    if connection is None:
        connection = transaction.info[_CONNECTION] = await transaction.connection()
    return connection


def _driver_of(connection: AsyncConnection) -> Any:  # noqa: ANN401 - the driver's
    begun = cast("Connection", connection.sync_connection)  # as there is a transaction
    return begun.connection.driver_connection


def _errors_of(dialect: Dialect) -> "type[DBAPIModule.Error]":
    return dialect.loaded_dbapi.Error


def _as_sqlalchemys(
    error: "DBAPIModule.Error",
    dialect: Dialect,
    connection: Any,  # noqa: ANN401 - the driver's
    text: str,
) -> BaseException:
    """The error that SQLAlchemy would raise for the driver's."""
    gone = dialect.is_disconnect(error, connection, None)
    kind = _errors_of(dialect)
    return DBAPIError.instance(text, None, error, kind, hide_parameters=True, connection_invalidated=gone)
