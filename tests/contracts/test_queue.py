"""What every queue promises, whoever keeps the messages."""

from collections.abc import AsyncIterator

import pytest

from speaking.queues import QUEUES, Queue
from speaking.services import Services, migrate
from speaking.settings import Settings
from support.vendors.qstash import QStash


@pytest.fixture(params=sorted(QUEUES.ours()))
async def services(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[Services]:
    """Services that chose their queue by settings alone."""
    with QStash() as account:
        values = settings.model_dump() | {"queue": request.param}
        values |= {name.lower(): value for name, value in account.environment().items()}
        if request.param == "postgres":
            values["database_url"] = request.getfixturevalue("queue_postgres_url")
        chosen = Settings.model_validate(values)
        migrate(chosen)
        opened = Services(chosen)
        yield opened
        await opened.close()


@pytest.fixture
def queue(services: Services) -> Queue:
    return services.queue


async def test_a_session_may_be_announced_again_and_again(queue: Queue) -> None:
    """Repeating an announcement, of the same attempt or of a later one, is never an error."""
    for attempt in (0, 0, 1, 0):
        await queue.enqueue("session-1", attempt=attempt)


async def test_a_sound_setup_passes_the_check(queue: Queue) -> None:
    """The doctor's question costs nothing and is answered before the first message as well."""
    await queue.check()


async def test_a_queue_may_be_closed_unused_twice_and_used_again(queue: Queue) -> None:
    """Closing lets go of connections and of nothing else."""
    await queue.close()
    await queue.enqueue("session-1", attempt=0)
    await queue.close()
    await queue.close()
    await queue.enqueue("session-1", attempt=1)
