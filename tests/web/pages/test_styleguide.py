"""The style guide: where it is served, and that what it shows can be read."""

import httpx
import pytest

from speaking.services import Services
from speaking.settings import Settings
from speaking.web.pages.styleguide import STYLESHEET, contrast, is_development, pairs, tokens

LIGHT, DARK = tokens(STYLESHEET.read_text("utf-8"))


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_read_where_it_is_used(scheme: dict[str, str]) -> None:
    """Text has a contrast of 4.5 to 1 at least."""
    assert [pair for pair in pairs(scheme) if pair.contrast < 4.5] == []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_the_one_that_wcag_defines(one: str, other: str, ratio: float) -> None:
    """Known pairs give the known figures, whichever comes first."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize(
    ("settings", "developed"),
    [
        ({}, True),
        ({"app_url": "http://localhost:9000"}, True),
        ({"app_url": "http://[::1]:8000"}, True),
        ({"app_url": "https://speaking.example"}, False),
        ({"auth_client_id": "client"}, False),
    ],
)
def test_development_is_ones_own_machine(settings: dict[str, str], developed: bool) -> None:
    """A loopback address without sign-in, and nothing else."""
    assert is_development(Settings.model_validate(settings)) is developed


async def test_the_guide_shows_the_components(client: httpx.AsyncClient) -> None:
    """Colours with contrasts, marks, steps and a chart stand on one page."""
    html = (await client.get("/styleguide", headers={"Accept": "text/html"})).text
    for expected in ("on-accent on accent", 'class="mark-1 second-2"', "<polyline", 'class="steps"'):
        assert expected in html


async def test_learners_are_not_served_the_guide(
    client: httpx.AsyncClient, app_services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In production there is nothing at its address."""
    public = app_services.settings.model_copy(update={"app_url": "https://speaking.example"})
    monkeypatch.setattr(app_services, "settings", public)
    assert (await client.get("/styleguide")).status_code == 404
