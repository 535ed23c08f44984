"""Single rules of reading item texts, on texts that the labelled lines do not hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.areas import register
from sawan.fund.item_text import parse


def codes(text: str, unit: str = "") -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    place = parse(text, unit).place
    return place.provinces, place.districts, place.subdistricts


def test_bangkok_has_khet_and_khwaeng() -> None:
    assert codes("ปรับปรุงอาคาร แขวงบางรัก เขตบางรัก กรุงเทพมหานคร 1 หลัง") == (("10",), ("1004",), ("100404",))
    assert codes("แขวงทางหลวงนครสวรรค์ที่ 1 เขตห้ามล่าสัตว์ป่า อำเภอตาคลี จังหวัดนครสวรรค์")[1:] == (("6007",), ())


def test_abbreviated_and_unspaced_places_are_found() -> None:
    assert codes("ขุดลอกคลอง ม.3 ต.หนองกรด อ.บรรพตพิสัย จ.นครสวรรค์") == (("60",), ("6005",), ("600510",))
    assert codes("ขุดลอกคลองตำบลหนองกรดอำเภอเมืองนครสวรรค์จังหวัดนครสวรรค์") == (("60",), ("6001",), ("600114",))


def test_misread_and_shortened_names_are_found() -> None:
    assert codes("ฝาย อำเภอพยุหะครี จังหวัดนครสวรรค")[1] == ("6010",)
    assert codes("ฝาย อำเภอเมือง จังหวัดนครสวรรค์")[1] == ("6001",)


def test_province_of_the_budget_unit_is_used_only_without_another() -> None:
    assert codes("ค่าเช่าบ้าน", "องค์การบริหารส่วนจังหวัดนครสวรรค์")[0] == ("60",)
    assert codes("ค่าเช่าบ้าน", "กลุ่มจังหวัดภาคเหนือตอนล่าง 2")[0] == ()
    assert codes("ถนน อำเภอตาคลี จังหวัดนครสวรรค์", "จังหวัดอ่างทอง")[0] == ("60",)


def test_office_names_are_not_places() -> None:
    place = parse("อาคาร องค์การบริหารส่วนตำบลหนองกรด เทศบาลตำบลหนองเบน อำเภอเมืองนครสวรรค์ จังหวัดนครสวรรค์").place
    assert (place.subdistricts, place.unmatched) == ((), ())


def test_subdistrict_that_lies_elsewhere_stays_unmatched_with_the_reason() -> None:
    (lost,) = parse("ถนน ตำบลจันเสน อำเภอลาดยาว จังหวัดนครสวรรค์").place.unmatched
    assert (lost.level, lost.name) == ("subdistrict", "จันเสน")
    assert "จันเสน" in lost.th
    assert "จันเสน" in lost.en


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("ยาว 25,00 เมตร", "lengths_m", (Decimal("25.00"),)),
        ("ระยะทาง ๔.๙๗๐ กิโลเมตร", "lengths_m", (Decimal("4970"),)),
        ("ยาว 6,000 เมตร", "lengths_m", (Decimal("6000"),)),
        ("ไหล่ทางกว้างข้างละ 0.50 - 1.50 เมตร", "shoulder_m", Decimal("1.50")),
        ("ไหล่ทางกว้างข้างละ 0.50 เมตร", "widths_m", ()),
        ("กำลังผลิต 50 ลบ.ม./ชม.", "volumes_m3", ()),
        ("ความจุ 1.2 ล้าน ลบ.ม.", "volumes_m3", (Decimal("1200000.0"),)),
    ],
)
def test_numbers_are_read_as_printed(text: str, field: str, value: object) -> None:
    assert getattr(parse(text).quantity, field) == value


def test_area_knows_benefit_from_size() -> None:
    areas = parse("สระ พื้นที่ 2-1-35 ไร่ พื้นที่รับประโยชน์ 300 ไร่").quantity.areas
    assert [(area.value, area.kind) for area in areas] == [(Decimal("2.3375"), "size"), (Decimal(300), "benefit")]


def test_numbers_of_things_named_are_no_counts() -> None:
    assert parse("ซ่อมแซมถนน ระยะที่ 2 หมู่ที่ 5").quantity.count is None
    assert parse("สำนักงานชลประทานที่ 4 จังหวัดกำแพงเพชร").quantity.count is None


@given(st.sampled_from(register.of_level("subdistrict")))
def test_every_address_of_the_register_is_read_back(area: register.Area) -> None:
    district = register.get(area.parent)
    province = register.get(district.parent)
    kinds = ("แขวง", "เขต", "") if province.code == "10" else ("ตำบล", "อำเภอ", "จังหวัด")
    name = district.name_th.removeprefix("เขต")
    text = f"ก่อสร้าง {kinds[0]}{area.name_th} {kinds[1]}{name} {kinds[2]}{province.name_th} 1 แห่ง"
    found = parse(text).place
    assert (found.provinces, found.districts) == ((province.code,), (district.code,))
    twins = [twin for twin in register.children(district.code) if twin.name_th == area.name_th]
    assert found.subdistricts == ((area.code,) if len(twins) == 1 else ())


@given(st.text(alphabet="กขคงตำบลอำเภอจังหวัดหมู่ที่ยาวเมตรกม.0123456789+-, ", max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    parse(text, text)
