import httpx
import pytest
from structlog.testing import capture_logs

from speaking.services import Services
from support.expectations import assert_error


async def test_what_nobody_foresaw_tells_nothing(
    client: httpx.AsyncClient,
    app_services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither learner nor log sees the words of an unexpected exception; the log tells where it was."""

    def crash(*_: object) -> None:
        raise RuntimeError("my secret is 1234")

    monkeypatch.setattr(app_services.database, "reading", crash)
    with capture_logs() as logged:
        response = await client.get("/api/sessions")
    assert "1234" not in assert_error(response, 500, "INTERNAL_ERROR")
    assert "1234" not in str(logged)
    assert logged[0]["error"].startswith("RuntimeError at web/")
