"""A planning officer's Tuesday: a revised figure is imported, the public page changes, the import is undone."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.conftest import Site

pytestmark = pytest.mark.browser

PASSWORD = "ten green rivers"
INDICATOR = "gpp_per_capita_current"
REVISED = "131,313"
ROW = f"indicator,area,year_be,value,status,vintage,published,source,colour\n{INDICATOR},60,2563,131313,official,2571 edition,2026-06-30,NESDC,red\n"  # noqa: E501


def public_page(site: Site) -> tuple[str, str]:
    """The tag and the latest figure of the indicator as every visitor sees them."""
    with urllib.request.urlopen(f"{site.url}/indicators/{INDICATOR}") as answer:
        figure = re.search(r"ค่าล่าสุด.*?([\d,]{6,})", re.sub(r"<[^>]+>|\s+", " ", answer.read().decode()))
        assert figure
        return answer.headers["ETag"], figure[1]


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("ชื่อผู้ใช้").fill(name)
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ").click()


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False])
def test_officer_revises_a_figure_and_takes_it_back(
    site: Site, browse: Callable[..., Page], tmp_path: Path, scripts: bool
) -> None:
    head, planner = f"head{int(scripts)}", f"planner{int(scripts)}"
    site.instance.sawan("people", "create-admin", head, stdin=PASSWORD + "\n")
    site.instance.sawan("people", "create", planner, "--role", "planner", stdin=PASSWORD + "\n")
    file = tmp_path / "แก้ไข-gpp.csv"
    file.write_text(ROW, encoding="utf-8")
    before = public_page(site)

    page = browse("/my", scripts=scripts)
    sign_in(page, planner)
    page.get_by_role("link", name="นำเข้าข้อมูล").click()
    page.get_by_label("แฟ้มข้อมูล").set_input_files(file)
    page.get_by_role("button", name="ตรวจแฟ้ม").click()
    assert page.locator("#revised").inner_text() == "1"
    assert page.locator("#refused").inner_text() == "0"
    assert "colour" in page.inner_text("main")
    assert public_page(site) == before

    page.get_by_role("button", name="ยืนยันนำเข้า").click()
    assert "การนำเข้าครั้งที่" in page.get_by_role("heading", level=1).inner_text()
    run = page.url.rsplit("/", 1)[1]
    tag, figure = public_page(site)
    assert (tag != before[0], figure) == (True, REVISED)

    page.get_by_label("เหตุผล").fill("แฟ้มทดลอง")
    page.get_by_role("button", name="ถอนการนำเข้านี้").click()
    assert "ถอนแล้ว" in page.get_by_role("heading", level=1).inner_text()
    assert public_page(site)[1] == before[1]

    other = browse(f"/audit?q=run:{run}", scripts=scripts)
    sign_in(other, head)
    trail = other.locator("tbody").inner_text()
    assert "measure.import" in trail and "measure.undo" in trail and "แฟ้มทดลอง" in trail
