"""The figures of Nakhon Sawan on its pages are the published ones, and every door gives the same."""

from __future__ import annotations

import csv
import json
import re
import urllib.request
from html import unescape

import pytest
from tests.conftest import Instance, Site


def text(site: Site, path: str) -> str:
    with urllib.request.urlopen(site.url + path, timeout=60) as answer:
        return " ".join(unescape(re.sub("<[^>]+>", " ", answer.read().decode())).split())


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "เศรษฐกิจหดตัว 5.8%"),
        ("/", "ภาคเกษตรฉุดลง 3.5 จุด"),
        ("/", "−5.8 %"),
        ("/", "อันดับ 58 จาก 77 จังหวัด"),
        ("/", "0.6205"),
        ("/", "อันดับ 63 จาก 77 จังหวัด (ปีก่อน 40)"),
        ("/", "อันดับ HAI ของจังหวัดลดจาก 40 เป็น 63"),
        ("/", "ไม่มีการปรับปรุงจากปีงบประมาณ 2563"),
        ("/strategy/2564/1.5", "ฟื้นเป็น 91% ของปี 2562"),
        ("/strategy/2564/1.5", "1,754,829"),
        ("/strategy/2564/1.5", "48% ของเป้า"),
        ("/strategy/2564/1.5", "เป้าหมาย"),
        ("/strategy/2563", "80% ของงบจังหวัดอยู่ที่แนวทาง 1.3"),
        ("/strategy/2563", "278.3 ล้านบาท"),
        ("/strategy/2563?money=cluster", "216.4"),
        ("/indicators/gpp_growth", "เฉลี่ย 5 ปี (2559–2563) −0.3%"),
        ("/areas/60", "ผลิตข้าวนาปีมากที่สุดในประเทศ"),
    ],
)
def test_page_says_the_published_figure(site: Site, path: str, said: str) -> None:
    """NESDC (GPP, HAI), Ministry of Tourism, Parliamentary Budget Office (FY2563)."""
    assert said in text(site, path)


def test_guideline_1_5_is_off_course_by_its_target_of_2563(site: Site) -> None:
    said = text(site, "/en/strategy/2564/1.5")
    assert "Off course" in said
    assert "4,177" in said
    assert "2563: 48% of the target" in said


def test_the_unchecked_rank_of_ita_never_stands_on_the_home_page(site: Site) -> None:
    assert "ita_rank_2562" not in text(site, "/")
    assert not re.search(r"ITA[^.]{0,40}อันดับ 4\b", text(site, "/"))
    assert not re.search(r"ITA[^.]{0,40}rank 4\b", text(site, "/en/"))


@pytest.mark.parametrize(("code", "year"), [("gpp_growth", "2563"), ("hai", "2564"), ("tourism_visitors", "2565")])
def test_page_command_and_open_data_give_the_same_figure(site: Site, code: str, year: str) -> None:
    told = json.loads(site.instance.sawan("measure", "value", code, "--area", "60", "--year", year, "--format", "json"))
    with urllib.request.urlopen(f"{site.url}/data/{code}.json?area=60&year={year}", timeout=60) as answer:
        (open_row,) = json.load(answer)["figures"]
    value = told["value"]
    assert open_row["value"] == value
    digits = 4 if code == "hai" else 1 if code == "gpp_growth" else 0
    assert f"{value:,.{digits}f}".replace("-", "−") in text(site, f"/indicators/{code}")


def test_contributions_add_up_to_the_growth(site: Site) -> None:
    with urllib.request.urlopen(f"{site.url}/data/gpp_growth-contributions.csv", timeout=60) as answer:
        lines = answer.read().decode("utf-8-sig").splitlines()
    of_2563 = [row for row in csv.DictReader(lines) if row["year_be"] == "2563"]
    assert len(of_2563) >= 4
    assert sum(float(row["points"]) for row in of_2563) == pytest.approx(-5.8, abs=0.05)


ILLUSTRATIVE = (
    "indicator,area,year_be,value,unit,status,vintage,source,note\n"
    "hai,60,2565,0.65,index 0-1,illustrative,made up,made up for a test,\n"
    "tourism_receipts,60,2566,5000,million baht,illustrative,made up,made up for a test,\n"
)


def test_illustrative_data_are_tagged_on_the_page_and_in_the_files(prepared_instance: Instance) -> None:
    file = prepared_instance.home / "sample.csv"
    file.write_text(ILLUSTRATIVE, encoding="utf-8")
    prepared_instance.sawan("measure", "import", str(file))
    program = (
        "import json\nfrom django.test import Client\nclient = Client(headers={'host': 'localhost'})\n"
        "paths = ['/', '/en/indicators/hai', '/data/hai.csv', '/indicators/gpp_growth', '/en/evaluate/review',\n"
        "         '/evaluate/what-if?indicator=hai']\n"
        "print(json.dumps([client.get(path).content.decode() for path in paths]))"
    )
    home, page, table, other, review, what_if = json.loads(prepared_instance.python(program))
    assert 'class="banner"' in home
    assert 'class="sample-tag">ตัวอย่าง' in home
    assert 'class="banner"' in page
    assert page.count("Illustrative</span>") >= 3
    assert ",illustrative," in table
    assert 'class="banner"' not in other
    assert 'class="banner"' in review
    assert '5,000.0</b> <span class="sample-tag">Illustrative' in review
    assert 'class="banner"' in what_if
