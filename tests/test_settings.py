import pytest

from speaking.errors import ConfigurationError, MissingSetting
from speaking.settings import Settings, read_settings


def test_what_is_missing_is_named() -> None:
    """A part that lacks a setting says which one and what for."""
    with pytest.raises(MissingSetting, match=r"QSTASH_TOKEN is not set\. It is needed for publishing"):
        Settings().require("qstash_token", enables="publishing to QStash")


def test_a_secret_does_not_show_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing the settings, as a log line might, reveals no key."""
    monkeypatch.setenv("OPENAI_API_KEY", "made-up-secret")
    assert "made-up-secret" not in repr(Settings())


@pytest.mark.parametrize("name", ["APP_URL", "R2_ENDPOINT", "QSTASH_URL", "OPENAI_BASE_URL", "AUTH_ISSUER"])
@pytest.mark.parametrize(
    "address",
    [
        "school.example",
        "s3://bucket",
        "https://",
        "https://school .example",
        "https://school.example:port",
        "ftp://x",
    ],
)
def test_what_is_no_address_is_named(monkeypatch: pytest.MonkeyPatch, name: str, address: str) -> None:
    """The variable and what is wrong with its value, before anything starts."""
    monkeypatch.setenv(name, address)
    with pytest.raises(ConfigurationError, match=name) as raised:
        read_settings()
    assert address in raised.value.message


@pytest.mark.parametrize("name", ["APP_URL", "R2_ENDPOINT"])
@pytest.mark.parametrize("address", ["https://school.example/speaking", "https://me@school.example"])
def test_nothing_stands_after_the_host(monkeypatch: pytest.MonkeyPatch, name: str, address: str) -> None:
    """The app cannot run under a path, and the bucket has a variable of its own."""
    monkeypatch.setenv(name, address)
    with pytest.raises(
        ConfigurationError, match=f"{name}.*must end after the host, as in 'https://school.example'"
    ):
        read_settings()


def test_blanks_and_slashes_around_an_address_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value copied from a page often has them."""
    monkeypatch.setenv("APP_URL", " https://school.example/ ")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:8080/v1/")
    settings = read_settings()
    assert settings.app_url == "https://school.example"
    assert settings.openai_base_url == "http://127.0.0.1:8080/v1"
