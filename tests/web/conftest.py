"""The app without its worker: requests go in, sessions stay where the request left them."""

from collections.abc import AsyncIterator

import httpx
import pytest

from speaking.services import Services
from speaking.settings import Settings
from speaking.web.app import create_app
from support.migrated import provide_database


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
    app = create_app(app_services.settings)
    app.state.services = app_services
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as opened:
        yield opened
