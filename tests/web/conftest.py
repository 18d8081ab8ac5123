"""The app without its worker: requests go in, sessions stay where the request left them."""

from collections.abc import AsyncIterator

import httpx
import pytest

from speaking.services import Services
from speaking.settings import Settings
from support.migrated import provide_database
from support.unserved import app_before


@pytest.fixture
async def app_services(settings: Settings) -> AsyncIterator[Services]:
    """The services behind `client`."""
    provide_database(settings)
    services = Services(settings)
    yield services
    await services.close()


@pytest.fixture
async def client(app_services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A client on the learner's own machine."""
    transport = httpx.ASGITransport(app_before(app_services), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as opened:
        yield opened
