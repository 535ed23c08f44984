"""Our own template, filled in: Thai headings, a row a figure; a row whose value was left empty says nothing."""

from __future__ import annotations

from pathlib import Path

from sawan import tables
from sawan.measure.importers.shape import Tidy
from sawan.measure.importing import workbook
from sawan.thai import normalise

NAME = "template"
HEADINGS = {
    "รหัสตัวชี้วัด": "indicator",
    "ตัวชี้วัด": "name",
    "รหัสพื้นที่": "area",
    "พื้นที่": "area_name",
    "งวด (พ.ศ.)": "period",
    "ค่า": "value",
    "หน่วย": "unit",
    "สถานะ": "status",
    "ฉบับ": "vintage",
    "แหล่งที่มา": "source",
    "หมายเหตุ": "note",
}
"""Headings of the template, and the columns of the tidy file that they stand for."""
SHOWN_ONLY = frozenset({"name", "area_name"})
"""Columns that tell people what the codes mean; they are not read."""


def recognise(path: Path) -> bool:
    """Whether the first row of a workbook holds the headings that must be there."""
    if not path.is_file() or not workbook.is_workbook(path):
        return False
    import python_calamine  # slow import

    try:
        rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(nrows=1)
    except (python_calamine.CalamineError, IndexError):
        return False
    return bool(rows) and {"รหัสตัวชี้วัด", "รหัสพื้นที่", "งวด (พ.ศ.)", "ค่า"} <= {normalise(str(cell)) for cell in rows[0]}


def read(path: Path) -> Tidy:
    """The rows that hold a value, or the word of one that is not available. Raises Refused as `tables.read`."""
    table = tables.read(path)
    columns = [HEADINGS.get(heading, heading) for heading in table.columns]
    taken = [at for at, column in enumerate(columns) if column not in SHOWN_ONLY]
    rows = tuple(
        (row.number, tuple(row[table.columns[at]] for at in taken))
        for row in table
        if row["ค่า"].strip() or not row["รหัสตัวชี้วัด"].strip()
    )
    return Tidy(path.name, tuple(columns[at] for at in taken), rows)
