"""A real pgbouncer before a real PostgreSQL, as most hosted databases have one."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from support.patience import look_for

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def require_pooler() -> None:
    """Skip a module of tests if there is no pgbouncer; with SPEAKING_REQUIRE_POOLER=1, fail it."""
    if PROGRAM is None and not os.environ.get("SPEAKING_REQUIRE_POOLER"):
        pytest.skip("no pgbouncer found: the tests behind a pooler did not run", allow_module_level=True)


@contextmanager
def pooler(database_url: str, *, mode: str, ignored: str = "") -> Iterator[str]:
    """The address of a database behind a pooler with two connections to it.

    Args:
        database_url: The database itself.
        mode: "session" or "transaction".
        ignored: The start-up parameters that the pooler takes and forgets; it refuses others.
    """
    assert PROGRAM is not None
    target = conninfo_to_dict(database_url)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="speaking-pooler-") as folder:
        file = Path(folder, "pgbouncer.ini")
        file.write_text(
            "[databases]\n"
            f"{target['dbname']} = host={target['host']} user={target['user']} dbname={target['dbname']}\n"
            "[pgbouncer]\n"
            f"listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n"
            f"pool_mode = {mode}\ndefault_pool_size = {2 if mode == 'transaction' else 40}\n"
            f"ignore_startup_parameters = {ignored}\n"
        )
        Path(folder).chmod(0o755)
        program = [PROGRAM, "-q", *_as_the_databases_owner(str(target["host"])), str(file)]
        with subprocess.Popen(program) as process:  # noqa: S603 - a program of this machine
            url = f"postgresql://{target['user']}@127.0.0.1:{port}/{target['dbname']}"
            try:
                look_for(lambda: _answers(url), "pgbouncer to answer")
                yield url
            finally:
                process.kill()


def _as_the_databases_owner(folder: str) -> list[str]:
    """Pgbouncer refuses to run as root, and only the owner may open the database's socket."""
    return ["-u", Path(folder).owner()] if os.getuid() == 0 else []


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url, prepare_threshold=None) as connection:
            connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True
