"""The river: any number of issues and guidelines, widths linear in money, nothing lost on the way."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.charts import river
from sawan.charts.river import Branch, Columns, Reach, Stream


def streams(shape: list[list[float | None]]) -> list[Stream]:
    return [
        Stream(
            str(at),
            (f"ประเด็น {at}",),
            tuple(
                Branch(f"{at}.{n}", f"/strategy/2564/{at}.{n}", "แนวทาง", money) for n, money in enumerate(moneys, 1)
            ),
        )
        for at, moneys in enumerate(shape, 1)
    ]


MONEY = st.one_of(st.none(), st.integers(min_value=0, max_value=10**14).map(lambda satang: satang / 100))
SHAPES = st.lists(st.lists(MONEY, min_size=0, max_size=9), min_size=1, max_size=9)


@given(SHAPES)
def test_every_branch_is_a_link_for_any_shape(shape: list[list[float | None]]) -> None:
    drawn = river.spring(streams(shape), "แม่น้ำ")
    count = sum(len(moneys) for moneys in shape)
    if count == 0:
        assert drawn == ""
        return
    root = ET.fromstring(drawn)
    assert len(root.findall("a")) == count


@given(SHAPES)
def test_widths_are_linear_in_money_and_never_too_thin(shape: list[list[float | None]]) -> None:
    found = streams(shape)
    sizes = river.widths(found)
    total = sum(stream.money or 0 for stream in found)
    for stream, row in zip(found, sizes, strict=True):
        for branch, width in zip(stream.branches, row, strict=True):
            wanted = (branch.money or 0) / total * river.TRUNK if total else 0
            assert width == pytest.approx(max(river.THINNEST, wanted))


def test_money_of_2563_fills_the_trunk() -> None:
    sizes = river.widths(
        streams([[None, None, 222.2, None, 25.0, None], [None, None, 15.8, 5.7], [None, None, None, 9.7]])
    )
    assert sum(w for row in sizes for w in row if w > river.THINNEST) == pytest.approx(100, abs=2.5)


def test_confluence_keeps_branches_and_marks_the_dry_ones() -> None:
    found = streams([[10.0, None], [None]])
    pieces = river.confluence(found, [Reach(40, (10, 60)), Reach(120, (120,))], 80, Columns())
    assert len(pieces) == 3 * 2 + 3
    assert [piece.flowing for piece in pieces] == [True, True, True, True, False, False, False, False, False]


def test_names_are_escaped() -> None:
    hostile = Stream("1", ("<b>",), (Branch("1.1", '/a"b', "<script>"),))
    ET.fromstring(river.spring([hostile], "<x>"))


def test_shore_draws_every_row_for_the_phone() -> None:
    pieces = river.shore(streams([[1.0, None], [3.0]]))
    assert list(pieces) == ["1", "1.1", "1.2", "2", "2.1"]
    for piece in pieces.values():
        ET.fromstring(f"<svg>{piece}</svg>")
