"""The app with given services, for requests that need no socket."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from speaking.services import Services
from speaking.web.app import create_app


def app_before(services: Services) -> FastAPI:
    """The app without its lifespan, so that it has no worker."""
    app = create_app(services.settings)
    app.state.services = services
    return app


@asynccontextmanager
async def browser_before(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """A learner's browser; if the app crashes, the test gets the error."""
    transport = httpx.ASGITransport(app_before(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as opened:
        yield opened
