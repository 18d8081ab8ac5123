"""Queues: how a worker learns that a session is ready.

The database is the truth; a message only says "look at this session now". The sweep makes up for a lost
message, and a repeated one does no harm.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from speaking.ends import Description, End
from speaking.settings import Settings

OUT_OF_REACH = "The queue cannot be reached. Recordings are safe and will be announced later."
SWEEP_CRON = "*/5 * * * *"
"""How often a queue with a clock of its own starts the sweep."""


class Queue(Protocol):
    """Announces sessions that are ready to be processed."""

    async def enqueue(self, session_id: str, *, attempt: int) -> None:
        """Announce a session whose row is committed; `attempt` counts from 0 and tells repeats apart.

        Raises:
            ServiceUnavailable: The queue cannot be reached; the sweep will announce the session again.
            ConfigurationError: Lasting.
        """
        ...

    async def check(self) -> None:
        """Check, at no cost, that `enqueue` would work; raises the errors above if it would not."""
        ...

    async def close(self) -> None:
        """Close connections."""
        ...


Process = Callable[[str], Awaitable[None]]
"""Processes one session: `Pipeline.process`."""
Sweep = Callable[[], Awaitable[object]]
"""Repairs what was left behind: `Services.run_sweep`."""


class RunWorker(Protocol):
    """What `speaking worker` runs for a queue with workers of its own."""

    async def __call__(
        self,
        settings: Settings,
        *,
        process: Process,
        sweep: Sweep,
        concurrency: int,
        grace_secs: float,
    ) -> None:
        """Process sessions until SIGTERM, SIGINT or cancellation; then take no more and finish the rest.

        Args:
            settings: The app's settings.
            process: Processes one session (`Pipeline.process`).
            sweep: Repairs what was left behind; one of all workers calls it every five minutes.
            concurrency: Sessions at a time.
            grace_secs: Time to finish, in seconds.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDescription(Description[Queue]):
    """A queue, and who processes what it announces.

    Attributes:
        works_in_app: The worker inside the app does; it asks the database every second.
        run_worker: Workers of the queue's own do. With neither, the queue delivers to the app's webhook.
        prepare: Makes what the queue keeps in the database; `speaking migrate` may call it repeatedly.
        check_packages: Raises MissingExtra if its packages are missing; the server calls it at startup.
    """

    works_in_app: bool = False
    run_worker: RunWorker | None = None
    prepare: Callable[[Settings], None] = lambda _: None
    check_packages: Callable[[], None] = lambda: None


QUEUES = End("speaking.queues", setting="queue", default="embedded", described_as=QueueDescription)
