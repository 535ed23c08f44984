"""The Human Achievement Index as a workbook of NESDC: a row an area, a column a C.E. year."""

from __future__ import annotations

from pathlib import Path

from sawan import tables
from sawan.areas import names, register
from sawan.fiscal import to_be
from sawan.measure.importers.shape import Tidy

NAME = "nesdc-hai"
_HEAD = ("level", "name_en", "name_th")
_COUNTRY, _OWN_REGIONS = "ทั่วราชอาณาจักร", "NESDC-HAI-"


def recognise(path: Path) -> bool:
    """Whether the file is a workbook whose first row is that of this layout."""
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return False
    import python_calamine  # slow import

    try:
        rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(nrows=1)
    except python_calamine.CalamineError:
        return False
    return bool(rows) and tuple(rows[0][:3]) == _HEAD


def read(path: Path) -> Tidy:
    """The tidy rows of the country, the agency's regions and the provinces. Raises Refused for an unknown name."""
    table = tables.read(path)
    years = [column for column in table.columns if column.isdigit()]
    rows: list[tuple[int, tuple[str, ...]]] = []
    for row in table:
        code = _area(row["level"].strip(), row["name_th"].strip())
        rows += [(row.number, ("hai", code, str(to_be(int(year))), row[year], "index 0-1")) for year in years]
    return Tidy(path.name, ("indicator", "area", "year_be", "value", "unit"), tuple(rows))


def _area(level: str, name: str) -> str:
    if name == _COUNTRY:
        return register.COUNTRY
    if level == "Provincial":
        return names.find(name, "province").code
    own = [area for area in register.of_level("statistical_region") if area.code.startswith(_OWN_REGIONS)]
    return next((area.code for area in own if area.name_th == name), name)
