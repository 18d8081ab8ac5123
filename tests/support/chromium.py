"""A real Chromium: its headless shell if available, which needs half the processor time."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 120_000
"""Playwright's five seconds are too few on a busy machine, where the first session alone waits half a minute
until its language models are loaded. A test never waits longer than it has to."""

expect.set_options(timeout=PATIENCE_MS)


def require_chromium() -> None:
    """Skip a module of browser tests if there is no browser; with SPEAKING_REQUIRE_BROWSER=1, fail it."""
    if PROGRAM is None and not os.environ.get("SPEAKING_REQUIRE_BROWSER"):
        pytest.skip("no Chromium found: the browser tests did not run", allow_module_level=True)


@contextmanager
def chromium(playwright: Playwright, *flags: str) -> Iterator[Browser]:
    """A browser, closed at the end of the block."""
    browser = playwright.chromium.launch(executable_path=PROGRAM, args=[*FLAGS, *flags])
    yield browser
    browser.close()


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A new profile, with time limits as long as the tests'."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    return context
