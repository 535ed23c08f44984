"""What the readers of outputs and outcomes see in single sentences."""

from decimal import Decimal

import pytest

from sawan.fund.advice import advise, reading
from sawan.fund.advice.fields import agency_place
from sawan.fund.proposals import Proposal, Proposals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ประชาชน ๒๖๗ ครัวเรือน", [(267, "ครัวเรือน")]),
        ("รายได้เพิ่มขึ้นร้อยละ 5", [(5, "%")]),
        ("บ้านแฮะ หมู่ที่ 8 ทางหลวงหมายเลข 101 ระยะที่ 2 ปี 2571", []),
        ("1. กิจกรรม 2. เกิดเครือข่าย", []),
        ("พื้นที่ 2,800 ไร่", [(2800, "ไร่")]),
        ("กม.4+400 ถึง กม.10+600", []),
    ],
)
def test_measures_are_numbers_with_a_unit(text: str, found: list[tuple[int, str]]) -> None:
    assert [(measure.value, measure.unit) for measure in reading.measures(text)] == found


def test_change_needs_an_amount_near_the_word() -> None:
    assert reading.is_change("รายได้เพิ่มขึ้นร้อยละ 5")
    assert reading.is_change("ลดเวลาเดินทางได้ 15 นาที")
    assert not reading.is_change("รายได้เพิ่มขึ้น; เกษตรกร 20 ราย")
    assert not reading.is_change("ช่วยเหลือพื้นที่เพาะปลูก 500 ไร่")


def test_baseline_goes_from_a_number_to_a_number_and_date_says_by_when() -> None:
    assert reading.has_baseline("รายได้จากเดิม 120,000 บาท (2569) เป็น 126,000 บาท")
    assert not reading.has_baseline("รายได้เพิ่มขึ้นร้อยละ 5")
    assert reading.has_deadline("ภายในปี 2572")
    assert not reading.has_deadline("รายได้เพิ่มขึ้นร้อยละ 5")


def test_praise_names_the_words_and_spares_what_can_be_seen() -> None:
    assert reading.praise("ประชาชนสัญจรไปมาได้สะดวก") == ("สะดวก",)
    assert reading.praise("น้ำไม่กัดเซาะตลิ่ง") == ()
    assert reading.praise("ประชาชนสัญจรไปมาได้สะดวก 200 ครัวเรือน") == ()


def test_outcome_that_counts_the_works_repeats_the_output() -> None:
    output = "ก่อสร้างฝายบ้านหนองกรด จำนวน 1 แห่ง"
    assert reading.repeats_output("ฝายบ้านหนองกรด จำนวน 1 แห่ง", output)
    assert not reading.repeats_output("น้ำใช้ในฤดูแล้ง 30 ครัวเรือน", output)


def test_agency_gives_a_place_only_when_it_governs_one() -> None:
    assert agency_place("อบต.หนองกรด", "นครสวรรค์") == ""  # two subdistricts bear the name
    assert agency_place("องค์การบริหารส่วนตำบลจันเสน", "นครสวรรค์") == "ตำบลจันเสน"
    assert agency_place("โครงการชลประทานนครสวรรค์", "นครสวรรค์") == ""


def proposal(name: str, outcome: str) -> Proposals:
    one = Proposal(2, "A", name, "", "", "", "", outcome, "", None, {2571: Decimal(100)}, (), (), ())
    return Proposals("P.csv", ("id", "name", "outcome", "budget_2571"), {2571: "budget_2571"}, (one,))


def test_a_good_outcome_gets_no_advice_on_itself() -> None:
    good = "รายได้เกษตรกร 120 ราย เพิ่มขึ้นร้อยละ 5 จากเดิม 120,000 บาทต่อปี (2569) เป็น 126,000 บาท ภายในปี 2572"
    fields = {each.field for each in advise(proposal("ส่งเสริมข้าวอินทรีย์ ตำบลจันเสน อำเภอตาคลี จังหวัดนครสวรรค์", good))}
    assert "outcome" not in fields


def test_unlikely_size_of_a_road_asks_for_the_unit() -> None:
    name = "ก่อสร้างถนน คสล. ตำบลจันเสน อำเภอตาคลี จังหวัดนครสวรรค์ กว้าง 400.00 เมตร ยาว 500 เมตร"
    (asked,) = [each for each in advise(proposal(name, "")) if each.rule == "size_unlikely"]
    assert "400" in asked.message.th
