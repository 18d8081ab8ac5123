import pytest

from speaking.errors import MissingSetting
from speaking.settings import Settings


def test_what_is_missing_is_named() -> None:
    """A part that lacks a setting says which one and what for."""
    with pytest.raises(MissingSetting, match=r"QSTASH_TOKEN is not set\. It is needed for publishing"):
        Settings().require("qstash_token", enables="publishing to QStash")


def test_a_secret_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings, as a log line might, reveals no key."""
    monkeypatch.setenv("OPENAI_API_KEY", "made-up-secret")
    assert "made-up-secret" not in repr(Settings())
