"""The queue: how the news that a session is ready reaches somebody who works on it.

The database is the truth; a message only says "look at this session now". A lost message is found by
the sweep, a repeated one does no harm.
"""

from typing import Protocol


class Queue(Protocol):
    """Announces sessions that are ready to be worked on."""

    async def enqueue(self, session_id: str, *, attempt: int) -> None:
        """Announce a session after its row was committed; `attempt` counts from 0 and tells repeats apart.

        Raises:
            ServiceUnavailable: The queue is out of reach; the sweep will announce the session again.
            ConfigurationError: Lasting.
        """
        ...

    async def check(self) -> None:
        """Prove, at no cost, that this would work; raises the errors above where it would not."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
