"""What can be wrong with the files and options of the analyses, in Thai and English."""

from __future__ import annotations

from collections.abc import Sequence

from sawan.problems import Problem, quote


def facility_outside(name: str, area: str, file: str, row: int) -> Problem:
    """A facility lies outside the area that is analysed."""
    return Problem(
        "facility_outside",
        f"“{quote(name)}” มีพิกัดอยู่นอกพื้นที่ {area} แก้พิกัด ลบแถว หรืออนุญาตด้วย --allow-outside",
        f"“{quote(name)}” lies outside area {area}: correct its position, remove the row, or allow it "
        "with --allow-outside.",
        file=file,
        row=row,
        field="lat",
    )


def swapped_position(name: str, file: str, row: int) -> Problem:
    """Latitude and longitude are exchanged."""
    return Problem(
        "swapped_position",
        f"“{quote(name)}” สลับละติจูดกับลองจิจูด (ไทยอยู่ที่ lat 5-21, lon 97-106) สลับสองช่องนี้กลับ",
        f"“{quote(name)}” has latitude and longitude exchanged (Thailand: lat 5-21, lon 97-106): swap the two cells.",
        file=file,
        row=row,
        field="lat",
    )


def bad_position(name: str, text: str, file: str, row: int, column: str) -> Problem:
    """A coordinate that is no number of degrees, or only one of the two."""
    return Problem(
        "bad_position",
        f"พิกัดของ “{quote(name)}” (“{quote(text)}”) ไม่ใช่องศาทศนิยม ใส่ทั้ง lat และ lon หรือเว้นว่างทั้งคู่แล้วใส่รหัสตำบล",
        f"The position of “{quote(name)}” (“{quote(text)}”) is no decimal degree: give both lat and lon, "
        "or leave both empty and give the subdistrict's code.",
        file=file,
        row=row,
        field=column,
    )


def foreign_code(text: str, file: str, row: int, column: str) -> Problem:
    """A code that the register does not hold at the level wanted."""
    return Problem(
        "foreign_code",
        f"“{quote(text)}” ไม่ใช่รหัสพื้นที่ของกรมการปกครองในระดับที่ใช้ได้ที่นี่ ใช้รหัส 2, 4 หรือ 6 หลักตามทะเบียน",
        f"“{quote(text)}” is no official (DOPA) code of a level wanted here: use the register's 2, 4 or 6 digits.",
        file=file,
        row=row,
        field=column,
    )


def nameless_facility(file: str, row: int) -> Problem:
    """A facility without a name."""
    th, en = "ไม่มีชื่อสถานที่ โปรดใส่ชื่อ", "The facility has no name: please give one."
    return Problem("nameless", th, en, file=file, row=row, field="name_th")


def doubled_id(name: str, file: str, row: int) -> Problem:
    """Two facilities with one id."""
    return Problem(
        "doubled_id",
        f"“{quote(name)}” ซ้ำกับแถวก่อนหน้า ใส่คอลัมน์ id ให้ต่างกัน หรือลบแถวที่ซ้ำ",
        f"“{quote(name)}” repeats an earlier row: add a column id that tells them apart, or remove the row.",
        file=file,
        row=row,
        field="id",
    )


def not_positive(text: str, file: str, row: int, column: str) -> Problem:
    """A number that must not be negative."""
    return Problem(
        "not_positive",
        f"“{quote(text)}” ต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป โปรดแก้ หรือเว้นว่างถ้าไม่ทราบ",
        f"“{quote(text)}” must be a number of 0 or more: correct it, or leave the cell empty when not known.",
        file=file,
        row=row,
        field=column,
    )


def columns_missing(file: str, needed: Sequence[str]) -> Problem:
    """None of the columns that are needed is there."""
    return Problem(
        "column_missing",
        f"ไม่มีคอลัมน์ {' หรือ '.join(needed)} โปรดเพิ่มในแฟ้ม",
        f"There is no column {' or '.join(needed)}: please add it to the file.",
        file=file,
        field=needed[0],
    )


def nothing_placed(file: str) -> Problem:
    """No row of the file could be placed on the map."""
    return Problem(
        "nothing_placed",
        "วางตำแหน่งสถานที่ไม่ได้แม้แต่แห่งเดียว ใส่ lat และ lon หรือรหัสตำบลอย่างน้อยหนึ่งแถว",
        "Not one facility could be placed: give lat and lon, or the subdistrict's code, in at least one row.",
        file=file,
    )


def out_of_range(option: str, wanted_th: str, wanted_en: str) -> Problem:
    """An option outside what makes sense."""
    return Problem(
        "out_of_range", f"ค่าต้อง{wanted_th} โปรดแก้", f"The value must {wanted_en}: please correct it.", field=option
    )


def unknown_site(text: str, known: Sequence[str]) -> Problem:
    """A fixed or forbidden site that is no candidate."""
    some = ", ".join(known[:8])
    return Problem(
        "unknown_site",
        f"“{quote(text)}” ไม่อยู่ในรายการที่ตั้งที่เลือกได้ เช่น {some}",
        f"“{quote(text)}” is no candidate; candidates are for example {some}.",
        field="--fixed",
    )


def no_level_below(area: str, level: str) -> Problem:
    """The area holds nothing of the level that the analysis works on."""
    return Problem(
        "no_level_below",
        f"พื้นที่ {area} ไม่มีระดับ {level} ให้วิเคราะห์ ใช้รหัสจังหวัดหรืออำเภอ",
        f"Area {area} holds no {level} to analyse: give the code of a province or a district.",
        field="--area",
    )


def no_values(indicator: str, year: int | None, level: str) -> Problem:
    """No observation answers the question."""
    when_th, when_en = (f" ปี {year}", f" in {year}") if year else ("", "")
    return Problem(
        "no_values",
        f"ไม่มีค่าของ {quote(indicator)}{when_th} ระดับ {level} ในข้อมูลที่มากับระบบ เลือกปีหรือระดับอื่น",
        f"There is no value of {quote(indicator)}{when_en} at level {level} in the data that ships: "
        "choose another year or level.",
    )


def no_travel_time(name: str, file: str) -> Problem:
    """An origin or a facility that the matrix of travel times does not know."""
    return Problem(
        "no_travel_time",
        f"ตารางเวลาเดินทางไม่มีคู่ใดของ “{quote(name)}” เพิ่มแถว origin,destination,minutes ให้ครบ",
        f"The travel times have no pair with “{quote(name)}”: add its rows origin,destination,minutes.",
        file=file,
    )


def too_many_sites(candidates: int, fixed: int) -> Problem:
    """No set of sites keeps the rules."""
    return Problem(
        "too_many_sites",
        f"เลือกไม่ได้: มีที่ตั้งให้เลือก {candidates} แห่ง กำหนดตายตัว {fixed} แห่ง แก้ --sites, --fixed, --forbid หรือกำลังรองรับ",
        f"No choice is possible: {candidates} candidates, {fixed} fixed. "
        "Change --sites, --fixed, --forbid or the capacities.",
        field="--sites",
    )


def too_few_values(indicator: str, year: int, level: str, found: int, fewest: int) -> Problem:
    """Too few places have a value for any pattern to be told from chance."""
    return Problem(
        "too_few_values",
        f"{quote(indicator)} ปี {year} มีค่าเพียง {found} แห่งในระดับ {level} ต้องมีอย่างน้อย {fewest} แห่งจึงบอกการเกาะกลุ่มได้",
        f"{quote(indicator)} in {year} has only {found} values at level {level}; at least {fewest} are needed to tell "
        "a pattern from chance.",
    )


def all_equal(indicator: str, year: int, level: str) -> Problem:
    """Every place has the same value: there is no pattern to speak of."""
    return Problem(
        "all_equal",
        f"{quote(indicator)} ปี {year} เท่ากันทุกแห่งในระดับ {level} จึงไม่มีจุดร้อนหรือเย็นให้บอก โปรดตรวจว่าค่าถูกต้อง",
        f"{quote(indicator)} in {year} is the same everywhere at level {level}: there are no hot or cold spots. Check "
        "that the values are right.",
    )


def more_than_the_area(area: str, year: int, flooded: float, whole: float, file: str) -> Problem:
    """A flood larger than the subdistrict it lies in."""
    return Problem(
        "more_than_the_area",
        f"พื้นที่น้ำท่วม {flooded:g} ตร.กม. ของ {area} ปี {year} มากกว่าพื้นที่ทั้งตำบล ({whole:.4g} ตร.กม.) โปรดตรวจค่าและหน่วย",
        f"The flood of {flooded:g} km2 in {area} in {year} is larger than the subdistrict ({whole:.4g} km2): check "
        "value and unit.",
        file=file,
        field="flooded_km2",
    )


def map_of_other_level(level: str) -> Problem:
    """The map file draws areas of another level than was asked for."""
    return Problem(
        "map_of_other_level",
        f"แฟ้มแผนที่ไม่มีพื้นที่ระดับ {level} ใช้แผนที่ระดับเดียวกับ --level",
        f"The map file draws no area of level {level}: use a map of the same level as --level.",
        field="--map",
    )


def no_accounts(area: str) -> Problem:
    """The area has no product by sector."""
    return Problem(
        "no_accounts",
        f"ไม่มีผลิตภัณฑ์มวลรวมรายสาขาของพื้นที่ {area} มีเฉพาะจังหวัด กลุ่ม N-L2 ภาค NESDC-N และ TH",
        f"There is no product by sector of area {area}; provinces, N-L2, NESDC-N and TH have it.",
        field="--area",
    )


def no_accounts_of_year(area: str, year: int, first: int, last: int) -> Problem:
    """The accounts do not reach this year."""
    return Problem(
        "no_accounts_of_year",
        f"ผลิตภัณฑ์มวลรวมรายสาขาของ {area} ไม่มีปี {year} มีปี {first}-{last}",
        f"The product by sector of {area} has no {year}; it covers {first}-{last}.",
        field="--year",
    )


def too_few_births(year: int) -> Problem:
    """Births do not reach back far enough for two whole age groups."""
    return Problem(
        "too_few_births",
        f"จำนวนเกิดรายปีไม่ครบ 10 ปีก่อนปี {year} จึงตามรุ่นไม่ได้ ต้องการจำนวนเกิดย้อนหลังต่อเนื่อง",
        f"Births do not cover ten years before {year}, so no cohort can be followed: an unbroken series is needed.",
    )


def unknown_age_group(text: str, file: str, row: int, known: Sequence[str]) -> Problem:
    """An age group that is none of the five-year groups."""
    return Problem(
        "unknown_age_group",
        f"“{quote(text)}” ไม่ใช่กลุ่มอายุ 5 ปี ใช้ {known[0]}, {known[1]}, ... {known[-2]}, {known[-1]}",
        f"“{quote(text)}” is no five-year age group: use {known[0]}, {known[1]}, ... {known[-2]}, {known[-1]}.",
        file=file,
        row=row,
        field="age_group",
    )


def not_buddhist(option: str, year: int, meant: int | None) -> Problem:
    """A year that is not B.E."""
    hint_th = f" น่าจะหมายถึง {meant}" if meant else ""
    hint_en = f"; {meant} was probably meant" if meant else ""
    return Problem(
        "not_buddhist",
        f"{year} ไม่ใช่ปี พ.ศ.{hint_th} โปรดใช้ปี พ.ศ. เช่น 2564",
        f"{year} is not a B.E. year{hint_en}: please use B.E., such as 2564.",
        field=option,
    )


def unknown_option(text: str, known: Sequence[str]) -> Problem:
    """An option, or its value, that the analysis does not take."""
    return Problem(
        "unknown_option",
        f"ใช้ “{quote(text)}” กับการวิเคราะห์นี้ไม่ได้ ใช้ได้: {', '.join(known)}",
        f"“{quote(text)}” does not go with this analysis; it takes: {', '.join(known)}.",
    )


def too_large(demands: int, candidates: int) -> Problem:
    """More distances than one answer should take."""
    return Problem(
        "too_large",
        f"ใหญ่เกินไป: {demands:,} ตำบล x {candidates:,} ที่ตั้ง เลือกจังหวัดหรือกลุ่มจังหวัด หรือลดจำนวนที่ตั้ง",
        f"Too large: {demands:,} subdistricts by {candidates:,} candidates. Choose a province or a cluster, "
        "or fewer candidates.",
        field="--area",
    )
