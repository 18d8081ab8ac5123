"""PostgreSQL behind a pooler such as pgbouncer, which most hosted databases are.

A pooler refuses or forgets start-up options. In transaction mode it also gives each transaction another
connection, so that a prepared statement of one client is met by another
(https://www.pgbouncer.org/features.html). Each new connection is asked whether the options took effect; if
not, every transaction sets them itself and nothing is prepared.
"""

from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

SETTINGS = MappingProxyType(
    {"timezone": "UTC", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "1min"}
)
"""What every transaction relies on. PostgreSQL takes back the locks of a process that froze in a transaction
after a minute."""

OPTIONS = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())

_SET_IN_TRANSACTION = "SELECT " + ", ".join(
    f"set_config('{name}', '{value}', true)" for name, value in SETTINGS.items()
)
_REFUSED = "unsupported startup parameter"
_FORGOTTEN = "settings forgotten"


def work_behind_a_pooler(engine: Engine) -> None:
    """Let an engine whose connections are opened with `OPTIONS` work whatever stands before the database."""

    @event.listens_for(engine, "do_connect")
    def connect(
        dialect: Dialect,
        _record: ConnectionPoolEntry,
        positional: Any,  # noqa: ANN401 - the driver's
        named: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - a DBAPI connection
        try:
            return dialect.connect(*positional, **named)
        except dialect.loaded_dbapi.Error as error:
            if _REFUSED not in str(error):
                raise
        del named["options"]  # for every later connection, too
        return dialect.connect(*positional, **named)

    @event.listens_for(engine, "connect")
    def look(connection: Any, record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - a DBAPI connection
        cursor = connection.cursor()
        cursor.execute("SHOW lock_timeout")
        [found] = cursor.fetchone()
        cursor.close()
        connection.rollback()
        if found != SETTINGS["lock_timeout"]:
            record.info[_FORGOTTEN] = True
            driver: Any = record.driver_connection
            driver.prepare_threshold = None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if _FORGOTTEN in connection.info:
            connection.exec_driver_sql(_SET_IN_TRANSACTION)
