import pytest

from speaking.errors import MissingSetting
from speaking.settings import Settings


def test_everything_is_optional() -> None:
    """With nothing set, every end is the embedded one."""
    settings = Settings()
    assert settings.chosen_queue == "embedded"
    assert settings.chosen_transcriber == "local"
    assert settings.chosen_analyzer == "local"
    assert settings.chosen_storage == "folder"


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line like `OPENAI_API_KEY=` in `.env` does not choose OpenAI."""
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert Settings().chosen_transcriber == "local"


def test_a_key_chooses_its_service(monkeypatch: pytest.MonkeyPatch) -> None:
    """Setting the key is all it takes to switch an end."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", "made-up")
    assert Settings().chosen_analyzer == "claude"


def test_what_is_missing_is_named() -> None:
    """A part that lacks a setting says which one and what for."""
    with pytest.raises(MissingSetting, match=r"QSTASH_TOKEN is not set\. It is needed for publishing"):
        Settings().require("qstash_token", enables="publishing to QStash")


def test_a_secret_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings, as a log line might, reveals no key."""
    monkeypatch.setenv("OPENAI_API_KEY", "made-up-secret")
    assert "made-up-secret" not in repr(Settings())
