"""What the pages of imports call things, in both languages."""

from __future__ import annotations

from sawan.texts import Text

MEASURE = ("/data", Text("วัดผล", "Measure"))
IMPORT = ("/measure/import", Text("นำเข้าข้อมูล", "Import observations"))
RUNS = ("/measure/runs", Text("การนำเข้าที่ผ่านมา", "Imports so far"))

LAYOUTS = {
    "template": Text("แบบกรอกของระบบ", "our template"),
    "nesdc-gpp": Text("แฟ้ม GPP ของ สศช.", "NESDC's workbook of GPP"),
    "nesdc-hai": Text("แฟ้มดัชนีความก้าวหน้าของคนของ สศช.", "NESDC's workbook of the HAI"),
    "dopa-register": Text("สถิติทะเบียนราษฎร", "register statistics"),
    "ckan": Text("คำตอบของคลังข้อมูล CKAN", "an answer of a CKAN data store"),
    "px": Text("ตาราง PX", "a PX table"),
    "sdmx": Text("ข้อมูล SDMX", "SDMX data"),
    "nso-workbook": Text("ตารางสถิติ XLSX", "a statistical table as XLSX"),
}
"""Layouts of publishers, as the preview names them; the tidy layout needs no name."""

KINDS = {
    "import": Text("นำเข้า", "Import"),
    "shipped": Text("ข้อมูลที่มากับระบบ", "Data that ship"),
    "computed": Text("ผลคำนวณ", "Computed"),
    "results": Text("ผลของการวิเคราะห์", "Results of an analysis"),
}


def run_title(number: int) -> Text:
    """What a run is called in heads and links."""
    return Text(f"การนำเข้าครั้งที่ {number}", f"Run {number}")


def not_undoable(kind: str, later: tuple[int, ...]) -> Text | None:
    """Why a live run cannot be undone now; None when it can."""
    if kind == "computed":
        return Text("ตามการนำเข้าที่ใช้คำนวณ", "Follows the import it was computed from")
    if later:
        numbers = ", ".join(map(str, later))
        return Text(f"ต้องยกเลิกครั้งที่ {numbers} ก่อน", f"Undo {numbers} first")
    return None
