"""Health checks and metrics for an operator's monitoring."""

import asyncio

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from speaking.ending import problem_within
from speaking.web.dependencies import ServicesOf

router = APIRouter(tags=["health"])

ANSWER_WITHIN_SECS = 5.0


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """The process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(services: ServicesOf) -> JSONResponse:
    """Whether the database and the storage would accept a recording; 503 says which would not, and why."""
    # Making them is part of the check.
    checks = {
        "database": lambda: services.database.ping(),  # noqa: PLW0108
        "storage": lambda: services.storage.check(),  # noqa: PLW0108
    }
    found = await asyncio.gather(*(problem_within(ANSWER_WITHIN_SECS, check) for check in checks.values()))
    problems = {part: problem for part, problem in zip(checks, found, strict=True) if problem}
    states = {part: "unavailable" if part in problems else "ok" for part in checks}
    if not problems:
        return JSONResponse({"status": "ready", **states})
    return JSONResponse({"status": "unavailable", **states, "problems": problems}, status_code=503)


@router.get("/metrics")
async def metrics() -> Response:
    """Counters and timings in the Prometheus text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
