"""Another province from its published text to a whole site: its own names, its own river, honest emptiness."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.conftest import Instance

SAMPLE = Path(__file__).parents[1] / "plan" / "data" / "surat-thani.txt"
CODE, NAME, ENGLISH, YEAR = "84", "สุราษฎร์ธานี", "Surat Thani", 2566
FIRST = re.compile("นครสวรรค์|Nakhon Sawan|HEAVEN|เมืองสวรรค์")
"""What only the first province says of itself."""
LISTS = re.compile("<option.*?</option>|<svg.*?</svg>", re.DOTALL)
"""Lists of all provinces and drawings of the whole country may name it."""
ACROSS = ("/evaluate/hotspots", "/evaluate/compare")
"""Pages whose answer names provinces of the whole country."""

WALK = """
import json, sys
from django.test import Client
client, pages = Client(headers={"host": "localhost"}), {}
for path in json.loads(sys.argv[1]):
    answer = client.get(path, follow=True)
    pages[path] = [answer.status_code, answer.content.decode()]
print(json.dumps(pages))
"""
FIXED = [
    "/", "/areas", "/areas/84", "/areas/8401", "/data", "/data?show=gaps", "/data/hai", "/fund", "/deliver",
    "/evaluate", "/evaluate/review", "/evaluate/hazard", "/evaluate/access", "/evaluate/location", "/evaluate/hotspots",
    "/evaluate/compare", "/evaluate/cohort", "/evaluate/effect", "/search?q=เกษตร", "/documents", "/changes",
    "/indicators/gpp_growth", "/indicators/hai", "/about/contact", "/about/status",
    f"/strategy/{YEAR}", f"/strategy/{YEAR}?view=list", f"/strategy/{YEAR}?view=table",
]  # fmt: skip


@dataclass(frozen=True)
class OtherProvince(Instance):
    """An instance of a province with a folder of its own."""

    folder: Path = field(default=Path())

    def environment(self) -> dict[str, str]:
        self.home.mkdir(parents=True, exist_ok=True)
        return os.environ | {"SAWAN_HOME": str(self.home), "SAWAN_PROVINCE": str(self.folder), "SAWAN_DATABASE_URL": ""}


@dataclass(frozen=True)
class Walk:
    """Every page that was read: address -> status and HTML; the plan as it was loaded."""

    pages: dict[str, tuple[int, str]]
    plan: dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Draft the edition, set the instance up, read its pages in both languages."""
    place = tmp_path_factory.mktemp("other")
    instance = OtherProvince(place / "home", folder=place / "province")
    instance.folder.mkdir()
    (instance.folder / "province.yaml").write_text(
        f'code: "{CODE}"\nname:\n  th: {NAME}\n  en: {ENGLISH}\n', encoding="utf-8"
    )
    words = ("--area", CODE, "--year", str(YEAR))
    draft = instance.sawan("plan", "import", str(SAMPLE), *words)
    (instance.folder / f"plan-{YEAR}.yaml").write_text(draft, encoding="utf-8")
    instance.sawan("setup")
    plan = json.loads(instance.sawan("plan", "import", str(SAMPLE), *words, "--format", "json"))
    nodes = [f"/strategy/{YEAR}/{issue['code']}" for issue in plan["issues"]]
    paths = [*FIXED, *nodes, *(f"/en{path}" for path in ("/", *FIXED[1:], *nodes))]
    yield Walk(json.loads(instance.python(WALK, json.dumps(paths))), plan)


pytestmark = pytest.mark.slow


def test_every_page_answers(walk: Walk) -> None:
    assert {path: status for path, (status, _) in walk.pages.items() if status != 200} == {}


def test_every_page_carries_the_other_name(walk: Walk) -> None:
    nameless = [
        path for path, (_, html) in walk.pages.items() if (ENGLISH if path.startswith("/en") else NAME) not in html
    ]
    assert nameless == []


def test_nothing_of_the_first_province_leaks(walk: Walk) -> None:
    own = {path: html for path, (_, html) in walk.pages.items() if path.removeprefix("/en") not in ACROSS}
    leaks = {path: sorted(set(FIRST.findall(LISTS.sub("", html)))) for path, html in own.items()}
    assert {path: words for path, words in leaks.items() if words} == {}


def test_the_river_has_a_source_for_every_issue(walk: Walk) -> None:
    html = walk.pages[f"/strategy/{YEAR}"][1]
    issues = walk.plan["issues"]
    assert len(issues) != 4
    assert html.count('<section class="block') == len(issues)
    assert all(issue["th"].replace(" ", "") in re.sub("<[^>]+>|\\s", "", html) for issue in issues)


def test_money_and_deeds_are_empty_and_say_so(walk: Walk) -> None:
    for path in ("/fund", "/deliver", "/en/fund", "/en/deliver"):
        text = re.sub("<[^>]+>", " ", walk.pages[path][1])
        assert re.search("ยังไม่มี|No .*(yet|held)|Nothing|not yet|no ", text), path
    assert "ยังไม่มีงบประมาณของปีนี้" in walk.pages[f"/strategy/{YEAR}"][1]


def test_analyses_without_data_say_what_is_missing(walk: Walk) -> None:
    for code in ("hazard", "access", "location", "cohort"):
        assert "ยังตอบไม่ได้ เพราะไม่มี" in walk.pages[f"/evaluate/{code}"][1], code


def test_known_figures_of_the_other_province_stand(walk: Walk) -> None:
    """NESDC covers all provinces: growth and HAI are there on the first day."""
    assert "ค่าล่าสุด ปี 2563p" in walk.pages["/indicators/gpp_growth"][1]
    assert "จาก 77 จังหวัด" in walk.pages["/indicators/hai"][1]
