"""Nobody becomes the one local learner by mistake."""

import pytest

from speaking.commands.serving import check_who_gets_in
from speaking.errors import ConfigurationError
from speaking.settings import Settings

SIGN_IN = {"auth_issuer": "https://id.example", "auth_client_id": "speaking", "auth_client_secret": "made-up"}


def check(host: str = "127.0.0.1", **given: object) -> None:
    check_who_gets_in(Settings.model_validate(given), host=host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_on_this_machine_nobody_signs_in(host: str) -> None:
    """The default needs no configuration."""
    check(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "school.example"])  # noqa: S104 - what must be refused
def test_other_machines_need_sign_in(host: str) -> None:
    """Listening on a network would make everybody there one learner."""
    with pytest.raises(ConfigurationError, match=f"--host {host}.*ALLOW_INSECURE"):
        check(host)
    check(host, **SIGN_IN)
    check(host, allow_insecure=True)


def test_behind_a_proxy_sign_in_is_needed_too() -> None:
    """There every request comes from this machine, and only APP_URL tells."""
    with pytest.raises(ConfigurationError, match=r"APP_URL=https://school\.example.*AUTH_ISSUER"):
        check(app_url="https://school.example")
    check(app_url="https://school.example", **SIGN_IN)


@pytest.mark.parametrize("missing", SIGN_IN)
def test_half_a_sign_in_is_none(missing: str) -> None:
    """A forgotten variable must not open the service."""
    given = {name: value for name, value in SIGN_IN.items() if name != missing}
    with pytest.raises(ConfigurationError, match=f"set {missing.upper()} too"):
        check(**given, allow_insecure=True)
