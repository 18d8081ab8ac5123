"""Expectations that many tests share."""

import httpx


def assert_error(response: httpx.Response, status: int, code: str) -> str:
    """Check that an error response has the one shape of errors; returns the sentence for people."""
    assert response.status_code == status, response.text
    body = response.json()
    assert body.keys() == {"error", "code"}
    assert body["code"] == code
    sentence: str = body["error"]
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    return sentence
