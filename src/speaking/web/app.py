"""The app: its routes and middleware, and what lives as long as the server."""

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import Lifespan

import speaking
from speaking.logs import configure_logs
from speaking.services import Services, check_choices, migrate
from speaking.settings import Settings
from speaking.web.api import direct_upload_routes, export, health, profile_routes, session_routes, webhook
from speaking.web.error_answers import ERROR_HANDLERS
from speaking.web.garbage import fewer_collections
from speaking.web.pages import (
    history_page,
    profile_pages,
    record_page,
    session_page,
    styleguide,
    welcome_pages,
)
from speaking.web.security import Guard
from speaking.web.stopping import Stop

STATIC = Path(__file__).parent / "static"
ROUTES = (
    webhook,
    welcome_pages,
    record_page,
    session_page,
    history_page,
    profile_pages,
    styleguide,
    direct_upload_routes,
    session_routes,
    profile_routes,
    export,
    health,
)
"""Each request is compared with the routes in this order, so deliveries, the most frequent, come first."""


def create_app(settings: Settings | None = None, *, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """Build the app; it migrates the database at startup: `uvicorn --factory speaking.web.app:create_app`."""
    settings = settings or Settings()
    configure_logs()
    check_choices(settings)
    services = Services(settings)
    app = FastAPI(
        title="Learning Speaking App",
        version=speaking.__version__,
        lifespan=lifespan or _migrating_lifespan,
        exception_handlers=ERROR_HANDLERS,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    app.state.stopping = Stop(settings.shutdown_grace)
    for module in ROUTES:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    if settings.auth_client_id is not None:
        from speaking.web.sign_in import install_sign_in

        install_sign_in(app, settings)
    app.add_middleware(
        Guard,
        public_host=urlsplit(settings.app_url).hostname or "",
        local_only=settings.auth_client_id is None,
        connect_to=services.chosen_storage.description.origin(settings),
    )
    return app


def create_migrated_app() -> FastAPI:
    """Build the app for a process that does nothing else, on a database that is already up to date."""
    return create_app(lifespan=_lifespan)


@asynccontextmanager
async def _migrating_lifespan(app: FastAPI) -> AsyncIterator[None]:
    await asyncio.to_thread(migrate, app.state.services.settings)
    async with _lifespan(app):
        yield


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    restore_signals = _announce_stop(app.state.stopping)
    try:
        with fewer_collections():
            async with _working(services):
                yield
    finally:
        app.state.stopping.set()
        restore_signals()
        await services.close()


@asynccontextmanager
async def _working(services: Services) -> AsyncIterator[None]:
    """Run the embedded worker alongside the app, if the queue is the embedded one."""
    if not services.chosen_queue.description.works_in_app:
        yield
        return
    async with services.worker.at_work(grace_secs=services.settings.shutdown_grace):
        yield


def _announce_stop(stopping: asyncio.Event) -> Callable[[], None]:
    """End event streams at the first signal, as the server waits for open responses before anything else."""
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    loop = asyncio.get_running_loop()
    previous = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stopping.set)
        handler = previous[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in previous:
        signal.signal(number, stop)

    def restore() -> None:
        for number, handler in previous.items():
            signal.signal(number, handler)

    return restore
