"""The strategy map for any plan: everything stands in the drawing, in order, and nothing lies over anything else."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.plan import edition_file
from sawan.plan.edition import Edition
from sawan.publish.portal import strategy_map
from sawan.publish.portal.strategy_map import UNIT


def plan(sizes: list[int]) -> Edition:
    """An edition with as many issues as there are numbers, each with that many guidelines."""
    issues = ""
    for at, size in enumerate(sizes, 1):
        issues += f'- code: "{at}"\n  th: ประเด็นที่{"ยาว" * (at % 9)}{at}\n'
        if size:
            issues += "  guidelines:\n"
        for n in range(1, size + 1):
            issues += f'  - code: "{at}.{n}"\n    th: แนวทาง{"เรื่องยาวมาก" * (n % 6)}{at}.{n}\n'
    text = f'province: "60"\nfiscal_year: 2566\ntitle:\n  th: แผน\nvision:\n  th: วิสัยทัศน์\nissues:\n{issues}'
    return edition_file.parse(text, "plan-2566.yaml")


SIZES = st.lists(st.integers(0, 7), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(SIZES, st.data())
def test_every_issue_and_guideline_is_drawn_whatever_their_number(sizes: list[int], data: st.DataObject) -> None:
    edition = plan(sizes)
    codes = [guideline.code for guideline in edition.guidelines]
    with_money = data.draw(st.lists(st.sampled_from(codes), unique=True) if codes else st.just([]))
    amounts = {code: Decimal(data.draw(st.integers(1, 10**9))) for code in with_money}
    drawn = strategy_map.layout(edition, {}, "th", amounts)
    assert [block.issue.code for block in drawn.blocks] == [issue.code for issue in edition.issues]
    assert [row.guideline.code for row in drawn.rows] == codes
    assert drawn.money == (sum(amounts.values()) if amounts else None)
    assert {code for piece in drawn.ribbons for code in piece.codes} >= set(codes)


@settings(max_examples=40, deadline=None)
@given(SIZES)
def test_rows_fit_their_block_and_blocks_the_drawing(sizes: list[int]) -> None:
    drawn = strategy_map.layout(plan(sizes), {}, "th", {})
    assert all(sum(row.units for row in block.rows) < block.units for block in drawn.blocks)
    assert all(block.text_units + block.band_units < block.units for block in drawn.blocks)
    assert sum(block.units for block in drawn.blocks) * UNIT <= drawn.height
    assert drawn.trunk_bottom <= drawn.height


def test_water_without_money_is_faint_and_thin() -> None:
    drawn = strategy_map.layout(plan([2, 3]), {}, "th", {"1.1": Decimal(100)})
    flowing = {code for piece in drawn.ribbons if piece.flowing for code in piece.codes}
    assert flowing == {"1", "1.1", "1.2"}
    assert {piece.codes for piece in drawn.ribbons if not piece.flowing} >= {("1", "1.2"), ("2", "2.1")}


def test_a_longer_name_never_takes_fewer_lines() -> None:
    lines = [strategy_map.lines("คำยาวพอสมควร|" * n, 285, 16) for n in range(1, 12)]
    assert lines == sorted(lines)
    assert lines[-1] > lines[0]
