"""Health checks and metrics for an operator's monitoring."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from speaking.errors import SpeakingError
from speaking.services import Services
from speaking.web.dependencies import ServicesOf

router = APIRouter(tags=["health"])

ANSWER_WITHIN_SECS = 5.0


CHECKS: Mapping[str, Callable[[Services], Awaitable[None]]] = {
    "database": lambda services: services.database.ping(),
    "storage": lambda services: services.storage.check(),
}


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(services: ServicesOf) -> JSONResponse:
    """Whether the database and the storage would accept a recording; 503 says which would not, and why."""
    found = await asyncio.gather(*(_problem(check, services) for check in CHECKS.values()))
    problems = {part: problem for part, problem in zip(CHECKS, found, strict=True) if problem}
    states = {part: "unavailable" if part in problems else "ok" for part in CHECKS}
    if not problems:
        return JSONResponse({"status": "ready", **states})
    return JSONResponse({"status": "unavailable", **states, "problems": problems}, status_code=503)


@router.get("/metrics")
async def metrics() -> Response:
    """Counters and timings in the Prometheus text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _problem(check: Callable[[Services], Awaitable[None]], services: Services) -> str | None:
    try:
        async with asyncio.timeout(ANSWER_WITHIN_SECS):
            await check(services)
    except SpeakingError as error:
        return error.message
    except TimeoutError:
        return f"There was no answer within {ANSWER_WITHIN_SECS:.0f} seconds."
    return None
