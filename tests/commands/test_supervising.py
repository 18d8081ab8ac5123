"""The process above the workers of `speaking serve --workers`."""

import subprocess
import sys

from support.limits import starts_processes

pytestmark = starts_processes

SHOW_WHAT_IS_LOADED = (
    "import sys, speaking.commands.supervising; "
    "print(*sorted({name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names))"
)


def test_the_process_that_watches_over_the_workers_loads_nothing_of_the_app() -> None:
    """It runs as long as the service does, so it must not hold the memory of a worker."""
    command = [sys.executable, "-c", SHOW_WHAT_IS_LOADED]

    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
    loaded = done.stdout.split()

    assert {"speaking", "uvicorn"} <= set(loaded)
    assert not {"fastapi", "pydantic", "sqlalchemy", "alembic"} & set(loaded)
