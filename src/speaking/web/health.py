"""What an operator's machines ask: alive, ready, how much of what."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from speaking.errors import SpeakingError
from speaking.web.dependencies import ServicesOf

router = APIRouter(tags=["health"])

ANSWER_WITHIN_SECS = 5.0


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(services: ServicesOf) -> JSONResponse:
    """Whether the database and the storage answer; 503 with what does not."""
    parts = {"database": services.database.ping, "storage": services.storage.check}
    results = dict(zip(parts, await asyncio.gather(*map(_state, parts.values())), strict=True))
    ready = all(state == "ok" for state in results.values())
    return JSONResponse(
        {"status": "ready" if ready else "unavailable", **results}, status_code=200 if ready else 503
    )


@router.get("/metrics")
async def metrics() -> Response:
    """Counters and timings in the Prometheus text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _state(ping: Callable[[], Awaitable[None]]) -> str:
    try:
        async with asyncio.timeout(ANSWER_WITHIN_SECS):
            await ping()
    except (SpeakingError, TimeoutError):
        return "unavailable"
    return "ok"
