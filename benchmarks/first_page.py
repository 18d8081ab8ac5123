"""The first page on a slow phone: `python -m benchmarks.first_page`.

Real Chromium, a fresh profile each time, its processor as it is and throttled four times. Prints when the
Record button can be pressed and when the largest content is painted, both since the navigation began, the
sum of layout shifts (https://web.dev/articles/cls), and what was transferred.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx
from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright

from benchmarks.service import free_port, served

CHROMIUM = shutil.which("chromium")
STARTS = 9
PHONE: ViewportSize = {"width": 360, "height": 740}
OBSERVE = """
window.measured = { shifts: 0, largest: 0, usable: 0 };
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.measured.shifts += shift.value;
}).observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => {
  for (const paint of list.getEntries()) window.measured.largest = paint.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
const looking = new MutationObserver(() => {
  const button = document.querySelector("[data-do=record]");
  if (!button || button.disabled || window.measured.usable) return;
  window.measured.usable = performance.now();
});
looking.observe(document, { subtree: true, childList: true, attributeFilter: ["disabled"] });
"""


@dataclass(frozen=True)
class Start:
    """One start of the page: milliseconds, the sum of layout shifts, requests, bytes."""

    usable: float
    largest: float
    shifts: float
    requests: int
    transferred: int


def main() -> None:
    """Measure and print the table."""
    if CHROMIUM is None:
        sys.exit("No Chromium found.")
    print(f"{os.cpu_count()} cores, load average before {os.getloadavg()[0]:.1f}, {STARTS} starts each\n")
    print(
        "| processor | usable, median | longest | largest paint, median | layout shift | requests | bytes |"
    )
    print("|---|---|---|---|---|---|---|")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(free_port(), folder=Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        _agree(server.address)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for rate in (1, 4):
            starts = [start(browser, server.address, rate) for _ in range(STARTS)]
            print(row(f"{rate} × slower" if rate > 1 else "as it is", starts), flush=True)
        browser.close()


def row(name: str, starts: list[Start]) -> str:
    """One line of the table: medians of the times, the worst of the rest."""
    usable = [each.usable for each in starts]
    largest = median(each.largest for each in starts)
    shifts = max(each.shifts for each in starts)
    requests, transferred = max(each.requests for each in starts), max(each.transferred for each in starts)
    times = f"{median(usable):.0f} ms | {max(usable):.0f} ms | {largest:.0f} ms"
    return f"| {name} | {times} | {shifts:.3f} | {requests} | {transferred:,} |"


def start(browser: Browser, url: str, rate: int) -> Start:
    """Open the first page once in a fresh profile on a processor `rate` times slower."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(_transferred(request)))
    page.add_init_script(OBSERVE)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.goto(url, wait_until="networkidle")
    page.wait_for_function("() => window.measured.usable && window.measured.largest")
    measured = page.evaluate("() => window.measured")
    context.close()
    return Start(measured["usable"], measured["largest"], measured["shifts"], len(sizes), sum(sizes))


def _transferred(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseHeadersSize"] + sizes["responseBodySize"]


def _agree(address: str) -> None:
    """Answer the first visit's questions, so that the page to record on comes first."""
    answer = httpx.post(f"{address}/welcome", data={"everything": "true"}, follow_redirects=True)
    answer.raise_for_status()


if __name__ == "__main__":
    main()
