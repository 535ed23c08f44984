"""Real Chromium on the real site; a page that asks another machine or breaks the security policy fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from tests.conftest import Site

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    program = os.environ.get("SAWAN_TEST_CHROMIUM") or shutil.which("chromium")
    if not program:
        pytest.skip("needs Chromium: run scripts/services pytest ...")
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """`browse(path, size="phone", scheme="dark", scripts=False)` opens a page of the site."""
    faults: list[str] = []
    contexts = []

    def opened(path: str, size: str = "desktop", scheme: str = "light", *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            viewport=SIZES[size], color_scheme=scheme, java_script_enabled=scripts, base_url=site.url, locale="th-TH"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: faults.extend(_elsewhere(request, site.url)))
        page.on("console", lambda message: faults.extend(_complaint(message)))
        page.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults


def _elsewhere(request: Request, url: str) -> list[str]:
    ours = request.url.startswith((url + "/", "data:", "blob:"))
    return [] if ours else [f"asked another machine: {request.url}"]


def _complaint(message: ConsoleMessage) -> list[str]:
    return [f"console: {message.text}"] if message.type == "error" and "status of 4" not in message.text else []
