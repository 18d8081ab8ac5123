"""The design system on one page, for development: values with their contrasts, and components."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from speaking.addresses import is_on_this_machine
from speaking.settings import Settings
from speaking.states import SessionStatus
from speaking.web.dependencies import ServicesOf
from speaking.web.pages.charts import Chart, Measurement, draw
from speaking.web.pages.history_and_profile_view import direction_views
from speaking.web.pages.session_view import EarlierView, InsightView, NoticedView, segments, steps
from speaking.web.pages.templating import templates
from speaking.wording.fluency_figures import fluency_figures
from speaking.wording.quoted import quote_view
from speaking.wording.say_instead import SayView

router = APIRouter(include_in_schema=False)

STYLESHEET = Path(__file__).parents[1] / "static" / "speaking.css"
SPACES = (1, 2, 3, 4)
SIZES = ("small", "body", "large", "title")
MARKS = ("one", "two", "three", "four", "five")
PAIRS = (
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in ("page", "surface")),
    ("on-accent", "accent"),
    ("good", "surface"),
    *(("ink", ground) for ground in ("focus", *MARKS)),
    ("accent", "focus"),
)
"""Which text colour appears on which background."""

PATTERNS = ("Sentences starting with 'so'", "Short clauses", "Filler words")
START = datetime(2026, 1, 1, tzinfo=UTC)
SAY = SayView("", "Then", " I came home.", "After that")
SAID = "So I came home, and so I was, um, tired."


@dataclass(frozen=True, slots=True)
class Pair:
    """A text colour on a background, as hexadecimal values, and their contrast."""

    ink: str
    ground: str
    ink_value: str
    ground_value: str
    contrast: float


@router.get("/styleguide")
async def styleguide(request: Request, services: ServicesOf) -> HTMLResponse:
    """Every value and component of the stylesheet; the page does not exist in production."""
    if not is_development(services.settings):
        raise HTTPException(404)
    light, dark = tokens(STYLESHEET.read_text("utf-8"))
    context = {
        "schemes": {"Light": pairs(light), "Dark": pairs(dark)},
        "spaces": SPACES,
        "sizes": {size: light[size] for size in SIZES},
        "directions": direction_views(),
        "steps": steps(SessionStatus.TRANSCRIBING),
        "figures": fluency_figures({"words_per_minute": 117.6, "pauses_per_minute": 14.2}),
        "insights": [_insight(number, pattern) for number, pattern in enumerate(PATTERNS, start=1)],
        "noticed": [NoticedView("'A' and 'an'", quote_view("It was a old house.", "a old", at_secs=5.2))],
        "segments": list(segments(SAID, [(0, 2, 1), (0, 4, 2), (20, 22, 1), (30, 32, 3)])),
        "chart": _chart(),
    }
    return templates.TemplateResponse(request, "styleguide.html", context)


def is_development(settings: Settings) -> bool:
    """Whether the app runs on a developer's machine: a loopback address and no sign-in."""
    return settings.auth_client_id is None and is_on_this_machine(settings.app_url)


def tokens(stylesheet: str) -> tuple[dict[str, str], dict[str, str]]:
    """A stylesheet's custom properties by name, from its first and second `:root`: light and dark."""
    light, dark = re.findall(r":root \{(.*?)\}", stylesheet, re.DOTALL)[:2]
    defined = dict(re.findall(r"--([\w-]+): ([^;]+);", light))
    return defined, defined | dict(re.findall(r"--([\w-]+): ([^;]+);", dark))


def pairs(values: Mapping[str, str]) -> list[Pair]:
    """Each pair of colours with its contrast."""
    return [
        Pair(ink, ground, values[ink], values[ground], contrast(values[ink], values[ground]))
        for ink, ground in PAIRS
    ]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours such as "#9c3d1c", from 1 to 21.

    As WCAG 2.2 defines it (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's border


def _insight(number: int, pattern: str) -> InsightView:
    return InsightView(
        number=number,
        name=pattern,
        category="structure",
        detail="Two of your sentences begin with “so”.",
        recurrence="Twice in this talk, and in 2 of your last 3 talks.",
        times="twice",
        severity="worth a look",
        suggestion="Begin with the person or the thing.",
        quotes=(replace(quote_view("So I came home.", "So", at_secs=0.4), say=SAY),),
        more_quotes=(quote_view("So I was tired.", "So", at_secs=3.1),),
        earlier=(EarlierView("", START, (quote_view("So we moved.", "So"),)),),
    )


def _chart() -> Chart:
    rates = (4.2, 5.0, 3.6, 2.9, 3.1, 1.4)
    return draw([Measurement(START + timedelta(days=at), "", rate, 100) for at, rate in enumerate(rates)])
