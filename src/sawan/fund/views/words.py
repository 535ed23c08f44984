"""Names of sources, stages and readings of money, and the sentences that answer what the page of money asks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sawan.fund.queries import BySource, Projects
from sawan.money import format_million
from sawan.texts import Text

SOURCES: Mapping[str, Text] = {
    "province": Text("งบจังหวัด", "Province's own"),
    "cluster": Text("งบกลุ่มจังหวัด", "Cluster"),
    "ministry": Text("กระทรวง กรม", "Ministries"),
    "unit": Text("หน่วยงานในจังหวัด", "Units in the province"),
    "local": Text("ท้องถิ่น", "Local governments"),
}
STAGES: Mapping[str, Text] = {
    "bill": Text("ร่าง พ.ร.บ.", "bill"),
    "act": Text("พ.ร.บ.", "act"),
    "book": Text("เอกสารงบประมาณ", "budget book"),
}
READINGS: Mapping[str, Text] = {
    "typed": Text("พิมพ์จากเอกสาร", "typed from the paper"),
    "ocr": Text("อ่านด้วย OCR", "read by OCR"),
}
WHOLE_CLUSTER = Text("งบกลุ่มจังหวัด (ทั้งกลุ่ม)", "Cluster (all of it)")
UNTIED = Text("ยังไม่โยงกับแนวทาง", "Not tied to a guideline")


def source(code: str) -> Text:
    """The name of a source of money."""
    return SOURCES.get(code, Text(code))


def stage(code: str) -> Text:
    """The name of a stage of money."""
    return STAGES.get(code, Text(code))


def reading(code: str) -> Text:
    """How a paper was read."""
    return READINGS.get(code, Text(code))


def answer(own: Projects | None, names: Mapping[str, Text], lines: BySource | None) -> Text:
    """Where the province's own money went when it was last known whole, and what the newest book holds; "" of nothing.

    `names` are the guidelines by code. Money of different pots is never summed.
    """
    parts = [part for part in (_own_sentence(own, names), _lines_sentence(lines)) if part]
    return Text(" ".join(part.th for part in parts), " ".join(part.en for part in parts))


def _own_sentence(own: Projects | None, names: Mapping[str, Text]) -> Text:
    if not own or not own.total:
        return Text("")
    largest = max(own.rows, key=lambda row: row.amount)
    share = round(100 * largest.amount / own.total)
    name = names.get(largest.guideline, Text(largest.name, largest.name))
    where = f" ({largest.guideline})" if largest.guideline in names else ""
    total = format_million(own.total)
    return Text(
        f"ปี {own.year} งบจังหวัด {total} ล้านบาท เป็นด้าน{name.th}{where} ร้อยละ {share}",
        f"In FY{own.year} the province's own budget was {total} M baht, {share} % of it for {name.en}{where}.",
    )


def _lines_sentence(lines: BySource | None) -> Text:
    if not lines or not lines.rows:
        return Text("")
    largest = max(lines.rows, key=lambda row: row.amount)
    count = sum(row.lines for row in lines.rows)
    amount = format_million(largest.amount)
    return Text(
        f"ส่วนปี {lines.year} อ่านได้ {count} รายการในจังหวัดจากเอกสารงบประมาณ "
        f"มากที่สุดคือ{source(largest.source).th} {amount} ล้านบาท",
        f"Of FY{lines.year}, {count} lines of the budget book that lie in the province are held; "
        f"most money is of {source(largest.source).en.lower()}, {amount} M baht.",
    )


def unplaced(amount: Decimal, lines: int) -> Text:
    """What cannot be put on a map, said in words."""
    million = format_million(amount)
    return Text(
        f"อีก {million} ล้านบาท ({lines} รายการ) ไม่ระบุอำเภอ",
        f"{million} M baht more ({lines} lines) name no district",
    )
