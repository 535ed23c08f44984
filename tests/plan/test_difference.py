"""What changed between editions: matched nodes, the words of a rewording, targets, and the goal of 2566-2570."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sawan.plan import difference, province
from sawan.plan.edition import Edition, Guideline, Issue, Vision, Wording
from sawan.plan.target import Aim, Target
from sawan.texts import Text

NAKHON_SAWAN = Path(__file__).parents[2] / "provinces" / "nakhon-sawan"


@pytest.fixture(scope="module")
def plans() -> tuple[Edition, Edition]:
    old, new = (plan.edition for plan in province.read_plans(NAKHON_SAWAN))
    return old, new


def guideline(code: str, text: str, *targets: Target) -> Guideline:
    return Guideline(code, Wording(Text(text)), targets=targets)


def edition(*lines: Guideline) -> Edition:
    return Edition("60", 2566, issues=(Issue("1", Wording(Text("เศรษฐกิจ")), guidelines=lines),))


def summary(old: Edition, new: Edition) -> list[tuple[str, str | None, str | None]]:
    return [(str(change.what), change.code_from, change.code_to) for change in difference.between(old, new)]


def test_the_edition_of_2564_says_that_nothing_was_revised(plans: tuple[Edition, Edition]) -> None:
    """The closing note of 2564: ไม่มีการปรับปรุงจากปีงบประมาณ พ.ศ. 2563."""
    assert difference.between(*plans) == ()


def test_added_and_removed() -> None:
    old = edition(guideline("1.1", "ส่งเสริมการท่องเที่ยว"), guideline("1.2", "ป้องกันอุทกภัย"))
    new = edition(guideline("1.1", "ส่งเสริมการท่องเที่ยว"), guideline("1.2", "พัฒนาระบบราง"))
    assert summary(old, new) == [("added", None, "1.2"), ("removed", "1.2", None)]


def test_moved_keeps_its_words() -> None:
    old = edition(guideline("1.1", "ส่งเสริมการท่องเที่ยว"), guideline("1.2", "ป้องกันอุทกภัย"))
    new = edition(guideline("1.1", "ป้องกันอุทกภัย"), guideline("1.2", "ส่งเสริมการท่องเที่ยว"))
    assert summary(old, new) == [("moved", "1.2", "1.1"), ("moved", "1.1", "1.2")]


def test_moved_and_reworded() -> None:
    old = edition(guideline("1.1", "พัฒนาระบบป้องกันและบรรเทาสาธารณภัยให้มีประสิทธิภาพ"))
    new = edition(
        guideline("1.1", "ส่งเสริมการค้าชายแดน"),
        guideline("1.2", "พัฒนาระบบป้องกันและบรรเทาสาธารณภัยให้ทันสมัย"),
    )
    assert summary(old, new) == [("added", None, "1.1"), ("moved", "1.1", "1.2"), ("reworded", "1.1", "1.2")]


def test_reworded_word_by_word() -> None:
    old, new = "พัฒนาเมืองแห่งดิจิตอลเพื่อการพาณิชย์", "พัฒนาเมืองแห่งดิจิทัลเพื่อการพาณิชย์"
    (change,) = difference.between(edition(guideline("1.1", old)), edition(guideline("1.1", new)))
    assert (change.what, change.th_from, change.th_to) == (difference.What.REWORDED, old, new)
    assert [piece.text for piece in change.pieces if piece.what == "removed"] == ["ดิจิตอล"]
    assert [piece.text for piece in change.pieces if piece.what == "added"] == ["ดิจิทัล"]


def test_retargeted_whatever_the_wording() -> None:
    receipts = Target("รายได้ 4,177 ล้านบาท", Aim.REACH, values=((2566, Decimal(4177)),), indicator="tourism_receipts")
    same = replace(receipts, text="รายได้จากการท่องเที่ยว 4177 ล้านบาท")
    more = replace(receipts, values=((2566, Decimal(5000)),))
    one = edition(guideline("1.1", "ท่องเที่ยว", receipts))
    assert summary(one, edition(guideline("1.1", "ท่องเที่ยว", same))) == []
    assert summary(one, edition(guideline("1.1", "ท่องเที่ยว", more))) == [("retargeted", "1.1", "1.1")]
    (change,) = difference.between(one, edition(guideline("1.1", "ท่องเที่ยว")))
    assert (change.th_from, change.th_to) == ("รายได้ 4,177 ล้านบาท", None)


def test_the_goal_of_2566_to_2570_replaces_the_vision(plans: tuple[Edition, Edition]) -> None:
    """The newer goal (smart city, high-value farming, logistics and health services) came with new words.

    Its Thai here is translated back from the English of a meeting's report: not the official wording.
    """
    goal = (
        "นครสวรรค์เมืองอัจฉริยะ ฐานการผลิตสินค้าเกษตรมูลค่าสูงต่อยอดสู่อุตสาหกรรมฐานชีวภาพ "
        "ศูนย์กลางการค้า การลงทุน โลจิสติกส์ และบริการสุขภาพ บนพื้นฐานการพัฒนาที่ยั่งยืน"
    )
    _, old = plans
    new = replace(old, fiscal_year=2566, vision=Vision(Wording(Text(goal)), "เป้าหมายการพัฒนา"))
    (change,) = difference.between(old, new)
    assert (change.what, change.code_from, change.code_to, change.th_to) == ("reworded", "vision", "vision", goal)
    kept = "".join(piece.text for piece in change.pieces if piece.what == "same")
    gone = "".join(piece.text for piece in change.pieces if piece.what == "removed")
    assert "อุตสาหกรรม" in kept and "นครสวรรค์" in kept
    assert "ธรรม" in gone and "พอเพียง" in gone and "ราง" in gone


THAI = st.text("กขคงจพัฒนาเมืองคน่ะ ิีุู", min_size=1, max_size=20)


@settings(max_examples=50, deadline=None)
@given(THAI, THAI)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = difference.pieces(old, new)
    assert "".join(piece.text for piece in pieces if piece.what != "added") == old
    assert "".join(piece.text for piece in pieces if piece.what != "removed") == new


@settings(max_examples=30, deadline=None)
@given(st.lists(THAI.map(str.strip).filter(bool), min_size=1, max_size=4, unique=True))
def test_an_edition_does_not_differ_from_itself(texts: list[str]) -> None:
    one = edition(*(guideline(f"1.{at}", text) for at, text in enumerate(texts, 1)))
    assert difference.between(one, one) == ()
