"""The one place that turns errors into HTTP: `{"error": "<for people>", "code": "<FOR_PROGRAMS>"}`."""

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from speaking.errors import BadRequest, SpeakingError, Unauthorized
from speaking.web.pages.templating import templates
from speaking.wording import refusals

log = structlog.get_logger()

Handlers = dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]]

CODES = {401: "UNAUTHORIZED", 404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 413: "INVALID_FILE"}
SENTENCES = {404: refusals.NO_PAGE, 405: refusals.WRONG_METHOD}
SERVER_ERROR = 500
PROGRAMS = ("/api/internal/", "/api/sessions/presign")
"""Routes whose errors no learner reads: they say what the operator has to do."""


def error_response(error: SpeakingError, sentence: str | None = None) -> JSONResponse:
    """One of our errors as a response with its status, its code and a sentence, by default the learner's."""
    headers = {} if error.retry_after is None else {"Retry-After": str(max(1, round(error.retry_after)))}
    return JSONResponse(
        {"error": sentence or error.for_learner, "code": error.code},
        status_code=error.status,
        headers=headers,
    )


async def _ours(request: Request, error: SpeakingError) -> Response:
    may_sign_in = hasattr(request.app.state, "provider") and _is_page(request)
    if isinstance(error, Unauthorized) and may_sign_in:
        return RedirectResponse("/auth/sign-in", status_code=303)
    if error.status >= SERVER_ERROR:
        log.warning("request.failed", code=error.code, reason=error.message)
    if _is_page(request):
        return problem_page(request, error.for_learner, error.status)
    return error_response(error, error.message if request.url.path.startswith(PROGRAMS) else None)


def _is_page(request: Request) -> bool:
    """Whether the request came from a person, not a program."""
    return not request.url.path.startswith(("/api/", "/auth/")) and "text/html" in request.headers.get(
        "accept", ""
    )


def problem_page(request: Request, message: str, status: int) -> Response:
    """An error message as a page."""
    return templates.TemplateResponse(request, "problem.html", {"message": message}, status_code=status)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    names = ", ".join(sorted({str(problem["loc"][-1]) for problem in error.errors()}))
    return await _ours(request, BadRequest(refusals.check(names)))


async def _http(request: Request, error: HTTPException) -> Response:
    status = error.status_code
    sentence = SENTENCES.get(status, str(error.detail))
    if _is_page(request):
        return problem_page(request, sentence, status)
    return JSONResponse(
        {"error": sentence, "code": CODES.get(status, BadRequest.code)},
        status_code=status,
        headers=error.headers,
    )


ERROR_HANDLERS: Handlers = {SpeakingError: _ours, RequestValidationError: _invalid, HTTPException: _http}
"""They answer our errors and the framework's in the same shape; `security.Guard` answers crashes."""
