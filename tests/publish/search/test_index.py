"""Search: what people type finds what they mean; nothing found proposes what is near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.publish.search import Entry, Index
from sawan.texts import Text

INDEX = Index(
    [
        Entry("guideline", "1.5", Text("ประสบการณ์ท่องเที่ยวเมืองแห่งความสุข", "Experience Tourism"), "/s/1.5"),
        Entry("indicator", "gpp_growth", Text("อัตราการขยายตัวของผลิตภัณฑ์มวลรวมจังหวัด", "Growth of GPP"), "/i/g"),
        Entry("indicator", "tourism_visitors", Text("จำนวนผู้เยี่ยมเยือน", "Visitors"), "/i/v", words="ท่องเที่ยว"),
        Entry("area", "6007", Text("ตาคลี", "Takhli"), "/areas/6007"),
        Entry("area", "6004", Text("บรรพตพิสัย", "Banphot Phisai"), "/areas/6004"),
        Entry("project", "p1", Text("ขุดลอกคลองตาคลี", ""), "/fund"),
    ]
)  # fmt: skip


def codes(query: str) -> list[str]:
    return [hit.entry.code for group in INDEX.find(query).groups for hit in group.hits]


@pytest.mark.parametrize("query", ["1.5", "๑.๕", "ท่องเที่ยว", "ทองเทียว", "experience tourism", "ประสบการณ์  ท่องเที่ยว"])
def test_find_reads_variants(query: str) -> None:
    assert codes(query)[0] == "1.5"


@pytest.mark.parametrize("query", ["อ.ตาคลี", "อำเภอ ตาคลี", "Takhli District", "6007", "takhli"])
def test_find_knows_places_with_their_prefixes(query: str) -> None:
    assert codes(query)[0] == "6007"


def test_a_place_prefix_asks_for_places_only() -> None:
    assert codes("อ.ตาคลี") == ["6007"]
    assert codes("ตาคลี") == ["6007", "p1"]


def test_groups_stand_in_the_order_of_the_house() -> None:
    assert [group.kind for group in INDEX.find("ท่องเที่ยว").groups] == ["guideline", "indicator"]


def test_marked_title_joined_is_the_title() -> None:
    hit = INDEX.find("ท่องเที่ยว").groups[0].hits[0]
    assert "".join(piece for piece, _ in hit.marked) == hit.entry.title.th
    assert [piece for piece, found in hit.marked if found] == ["ท่องเที่ยว"]


def test_nothing_found_proposes_the_nearest() -> None:
    results = INDEX.find("บันพตพิไส")
    assert results.count == 0
    assert results.nearest[0].code == "6004"


@given(st.text(max_size=200))
def test_any_query_is_answered(query: str) -> None:
    results = INDEX.find(query)
    assert results.count == sum(group.count for group in results.groups)
