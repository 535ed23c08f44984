"""The pages that say what went wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_missing_page_says_so_in_both_languages(browse: Callable[..., Page]) -> None:
    page = browse("/no-such-page", size="phone")
    assert "ไม่พบหน้านี้" in page.inner_text("main")
    assert "no such page" in page.inner_text("main")
