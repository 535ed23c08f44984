"""Current figures of an indicator as rows, with their pedigree in every row, in three open forms."""

from __future__ import annotations

import csv
import io
from typing import Any

from sawan.areas import register
from sawan.measure import queries as measure
from sawan.measure.catalogue import Indicator
from sawan.people.queries import data_version

COLUMNS = (
    "indicator", "area", "area_name_th", "area_name_en", "period", "breakdown", "value", "unit", "status", "vintage",
    "source", "source_url", "note",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


def rows(code: str, *, year: str = "", area: str = "", most: int | None = None) -> list[Row]:
    """The current figures of an indicator, by area and period; those marked illustrative say so in `status`."""
    found = []
    for figure in measure.table(code, year=year, area=area, most=most):
        place = register.get(figure.area) if register.exists(figure.area) else None
        found.append(
            {
                "indicator": code,
                "area": figure.area,
                "area_name_th": place.name_th if place else "",
                "area_name_en": place.name_en if place else "",
                "period": figure.period,
                "breakdown": figure.breakdown,
                "value": figure.value,
                "unit": figure.unit,
                "status": figure.status,
                "vintage": figure.vintage,
                "source": figure.publisher,
                "source_url": figure.url,
                "note": figure.note,
            }
        )
    return found


def as_csv(found: list[Row]) -> str:
    """UTF-8 text with a byte order mark for spreadsheets; texts that a spreadsheet would run are neutralised."""
    page = io.StringIO()
    page.write("\ufeff")
    writer = csv.DictWriter(page, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _safe(cell) for name, cell in row.items()} for row in found)
    return page.getvalue()


def _safe(cell: Any) -> Any:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def as_json(entry: Indicator, found: list[Row]) -> Row:
    """The figures with the record of the indicator and the data version they are from."""
    return {
        "indicator": entry.code,
        "name": entry.name.as_json(),
        "definition": entry.definition.as_json(),
        "unit": entry.unit.as_json(),
        "source": entry.agency.as_json(),
        "version": data_version(),
        "figures": found,
    }


def as_parquet(found: list[Row]) -> bytes:
    """A Parquet file (zstd) with the same columns."""
    import pyarrow as pa  # slow import
    import pyarrow.parquet as parquet  # slow import

    schema = pa.schema([(name, pa.float64() if name == "value" else pa.string()) for name in COLUMNS])
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(found, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue())
