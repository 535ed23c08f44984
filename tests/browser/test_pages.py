"""The checks that a page must pass, on every public page: semantics, sizes, width, accessibility, weight, no script."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.conftest import Site

PAGES = [
    "/", "/strategy/2564", "/strategy/2563", "/strategy/2564?view=list", "/strategy/2564?view=table", "/strategy/2564/diff/2563",
    "/strategy/2564/1", "/strategy/2564/1.5", "/strategy/2564/4.1", "/strategy/2564/M1", "/strategy/2564/K1", "/strategy/2564/K3",
    "/indicators/gpp_growth", "/indicators/hai", "/indicators/ita_score", "/indicators/gpp_growth/explain?area=60&year=2563",
    "/areas/60", "/areas/6007", "/data", "/data?show=gaps", "/data/hai", "/search?q=ท่องเที่ยว", "/search?q=zzz", "/changes",
    "/fund", "/deliver", "/documents", "/about/status", "/credits", "/accessibility", "/data/calendar", "/data/api", "/about/contact",
    "/account/login/", "/evaluate", "/evaluate/review", "/evaluate/review?order=urgent", "/evaluate/hazard", "/evaluate/access",
    "/evaluate/location", "/evaluate/hotspots", "/evaluate/compare", "/evaluate/cohort", "/evaluate/effect",
    "/evaluate/effect?indicator=gpp_growth&province=60&from=2557", "/strategy/2563?money=cluster&node=1.5",
]  # fmt: skip

FACTS = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const texts = [], tight = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), box = walker.currentNode.parentElement;
    if (!text || !box.getClientRects().length || box.closest('.visually-hidden, noscript, option')) continue;
    const style = getComputedStyle(box), size = parseFloat(style.fontSize);
    if (size < 14) texts.push([size, text.slice(0, 40)]);
    const line = parseFloat(style.lineHeight);
    if (/[ก-ฮ]/.test(text) && line && !box.closest('svg') && line / size < 1.39) tight.push([line / size, text.slice(0, 40)]);
  }
  return {
    lang: document.documentElement.lang, title: document.title, h1: document.querySelectorAll('h1').length,
    doubled: ids.filter((id, at) => ids.indexOf(id) !== at), nameless: [...document.images].filter(i => !i.hasAttribute('alt')).length,
    small: texts, tight, width: document.documentElement.scrollWidth,
    marks: [...document.querySelectorAll('.status')].filter(s => !s.textContent.trim() && !s.querySelector('[aria-label]')).length,
  };
}"""

Browse = Callable[..., Page]


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_page_is_well_made_in_thai(browse: Browse, path: str) -> None:
    check(browse(path), "th")


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_page_is_well_made_in_english_dark_and_on_a_phone(browse: Browse, path: str) -> None:
    check(browse("/en" + path, size="phone", scheme="dark"), "en")


def check(page: Page, lang: str) -> None:
    facts = page.evaluate(FACTS)
    assert facts["lang"] == lang
    assert len(facts["title"]) > 5
    assert facts["h1"] == 1
    assert facts["doubled"] == []
    assert facts["nameless"] == 0
    assert facts["small"] == []
    assert facts["tight"] == []
    assert facts["marks"] == 0
    assert facts["width"] <= page.viewport_size["width"]  # type: ignore[index]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize(
    "path",
    [
        "/", "/strategy/2564", "/strategy/2563?view=table&money=all", "/strategy/2564/1.5", "/indicators/gpp_growth",
        "/areas/60", "/areas/6007", "/data", "/fund", "/evaluate/review", "/evaluate/hazard",
    ],
)  # fmt: skip
def test_page_does_not_scroll_sideways_at_320_px(chromium: Browser, site: Site, path: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, base_url=site.url)
    page = context.new_page()
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_plan_texts_never_break_inside_a_phrase(chromium: Browser, site: Site, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=site.url)
    page = context.new_page()
    for path in ("/strategy/2564", "/strategy/2564/1.3", "/"):
        page.goto(path)
        broken = page.evaluate(
            "[...document.querySelectorAll('main .nb')].filter(p => p.getClientRects().length > 1).map(p => p.textContent)"
        )
        assert broken == []
    context.close()


@pytest.mark.browser
def test_heaven_reads_downwards_on_the_map(browse: Browse) -> None:
    page = browse("/strategy/2564")
    letters = page.eval_on_selector_all(".rows-map .letter", "all => all.map(e => e.textContent).join('')")
    assert letters == "HEAVEN"


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/strategy/2564", "/indicators/gpp_growth"])
def test_everything_can_be_read_without_script(browse: Browse, path: str) -> None:
    page = browse(path, scripts=False)
    assert page.locator("main svg").first.is_visible()
    assert page.locator("h1").inner_text()


@pytest.mark.browser
def test_a_search_is_sent_without_script(browse: Browse) -> None:
    page = browse("/", scripts=False)
    page.fill("input[name=q]", "อ.ตาคลี")
    page.press("input[name=q]", "Enter")
    page.get_by_role("link", name="ตาคลี").first.click()
    assert page.locator("h1").inner_text() == "ตาคลี"


@pytest.mark.browser
def test_eight_suggestions_open_while_typing_and_the_keyboard_walks_them(browse: Browse) -> None:
    page = browse("/")
    page.locator("form.search input").press_sequentially("ท่องเที่ยว")
    page.locator(".suggested a").first.wait_for()
    assert page.locator(".suggested a").count() <= 8
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(strategy|indicators|data|areas)/"))


@pytest.mark.browser
def test_phone_menu_opens_by_keyboard_and_asks_the_six_questions(browse: Browse) -> None:
    page = browse("/", size="phone")
    page.locator(".menu summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".menu nav").get_by_text("เราไปถึงไหนแล้ว").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("วางแผน")


@pytest.mark.browser
def test_views_of_the_strategy_keep_the_money_that_was_chosen(browse: Browse) -> None:
    page = browse("/strategy/2563")
    page.get_by_role("link", name="งบกลุ่มจังหวัด").click()
    page.get_by_role("link", name="ตาราง").click()
    assert "money=cluster" in page.url
    assert "view=table" in page.url
    assert "216.4" in page.inner_text("main")


@pytest.mark.browser
def test_breadcrumb_stays_on_one_line(browse: Browse) -> None:
    for path in ("/strategy/2564/1.5", "/indicators/gpp_growth", "/evaluate/hazard"):
        crumbs = browse(path, size="phone").locator(".crumbs")
        assert (crumbs.bounding_box() or {"height": 99})["height"] < 50


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/evaluate/review", "/en/evaluate/review?order=urgent"])
def test_review_prints_as_one_sheet_of_a4(browse: Browse, path: str) -> None:
    page = browse(path)
    assert page.get_by_role("button", name=re.compile("พิมพ์|Print")).is_visible()
    sheets = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\S* 84[12]", sheets)
    page.emulate_media(media="print")
    assert page.locator(".site-footer").is_hidden()
    assert page.locator("[data-print]").is_hidden()


@pytest.mark.browser
def test_language_switch_keeps_the_page_and_its_filters(browse: Browse) -> None:
    page = browse("/data?group=tourism")
    page.get_by_role("link", name="English").first.click()
    assert page.url.endswith("/en/data?group=tourism")


@pytest.mark.parametrize("path", PAGES)
def test_html_is_under_30_kb_compressed(site: Site, path: str) -> None:
    request = urllib.request.Request(site.url + quoted(path), headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert len(answer.read()) < 30_000


@pytest.mark.browser
def test_page_with_its_assets_is_under_350_kb_compressed(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(base_url=site.url)
    page, weights = context.new_page(), []
    page.on("response", lambda answer: weights.append(answer.request.sizes()["responseBodySize"]))
    page.goto("/indicators/gpp_growth", wait_until="networkidle")
    assert 20_000 < sum(weights) < 350_000
    context.close()


def test_every_link_of_the_public_pages_answers(site: Site) -> None:
    """All links of the listed pages; of the hundreds of indicators, places and datasets a dozen each."""
    links: set[str] = set()
    for path in [*PAGES, "/en/", "/en/strategy/2564"]:
        links |= {urljoin(path, found) for found in re.findall(r'href="([^"#]+)', fetch(site, path)[1])}
    ours = sorted(
        urlsplit(link.replace("&amp;", "&"))._replace(fragment="").geturl() for link in links if link.startswith("/")
    )
    wanted, seen = [], {}
    for link in ours:
        kind = "/".join(link.removeprefix("/en").split("?")[0].split("/")[:2])
        seen[kind] = seen.get(kind, 0) + 1
        if kind not in ("/indicators", "/areas", "/data") or seen[kind] <= 12:
            wanted.append(link)
    broken = [link for link in wanted if fetch(site, link)[0] != 200]
    assert len(wanted) > 60
    assert broken == []


def test_public_answers_are_the_same_for_everyone_and_can_be_kept(site: Site) -> None:
    status, body = fetch(site, "/strategy/2564")
    assert status == 200
    assert "csrf" not in body
    request = urllib.request.Request(site.url + "/strategy/2564", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert gzip.decompress(answer.read()).decode() == body
        assert "Set-Cookie" not in answer.headers
        etag = answer.headers["ETag"]
    again = urllib.request.Request(site.url + "/strategy/2564", headers={"If-None-Match": etag})
    with pytest.raises(urllib.error.HTTPError) as unchanged:
        urllib.request.urlopen(again, timeout=60)
    assert unchanged.value.code == 304
    unchanged.value.close()


def fetch(site: Site, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(site.url + quoted(path), timeout=120) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, ""


def quoted(path: str) -> str:
    return urllib.parse.quote(path, safe="/?&=:%,.-_")
