"""Gross provincial product as NESDC's workbook is kept by analysts: a row a sector, a column a C.E. year."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from sawan import tables
from sawan.fiscal import to_be
from sawan.measure import faults
from sawan.measure.importers.shape import Tidy
from sawan.problems import Problem, Refused

NAME = "nesdc-gpp"
_HEAD = {"province_nesdc_en", "type", "sector"}
_YEAR = re.compile(r"^(\d{4})([pr]?)\d*$")
_PRICES = {"current market prices": "gpp_current", "chain volume measures": "gpp_cvm"}
_SECTIONS = (
    "agriculture, forestry and fishing",
    "mining and quarrying",
    "manufacturing",
    "electricity, gas, steam and air conditioning supply",
    "water supply; sewerage, waste management and remediation activities",
    "construction",
    "wholesale and retail trade and repair of motor vehicles and motorcycle",
    "transportation and storage",
    "accommodation and food service activities",
    "information and communication",
    "financial and insurance activities",
    "real estate activities",
    "professional, scientific and technical activities",
    "administrative and support service activities",
    "public administration and defence; compulsory social security",
    "education",
    "human health and social work activities",
    "arts, entertainment and recreation",
    "other service activities",
)
_ENDS = {
    **dict(zip(_SECTIONS, (f"_{letter}" for letter in "abcdefghijklmnopqrs"), strict=True)),
    "agriculture": "",
    "non-agriculture": "_nonagriculture_total",
    "industrial": "_industry_total",
    "services": "_services_total",
}
_TOTAL = re.compile(r"^gross (?:provincial|regional|domestic) product")
_UNITS = {"gpp_current": "million baht", "gpp_cvm": "million baht (chained volume, reference year 2545)"}


def recognise(path: Path) -> bool:
    """Whether the first line of a CSV is that of this layout."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open("rb") as page:
        head = page.readline(4096).decode("utf-8-sig", errors="replace")
    return set(next(csv.reader(head.splitlines()), [])) >= _HEAD


def read(path: Path) -> Tidy:
    """The tidy rows; the last year is preliminary. Raises Refused for a stub that is not known, by name and row."""
    table = tables.read(path)
    years = [(column, int(found[1]), found[2]) for column in table.columns if (found := _YEAR.match(column))]
    last = max((year for _, year, _ in years), default=0)
    rows, problems = [], []
    for row in table:
        try:
            rows += list(_rows(row, years, last))
        except KeyError:
            problems.append(_unknown(path.name, row.number, row["sector"]))
    if problems:
        raise Refused(problems)
    return Tidy(path.name, ("indicator", "area", "year_be", "value", "unit", "status"), tuple(rows))


def _rows(row: tables.Row, years: list[tuple[str, int, str]], last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    code, unit = _code(row["type"].strip().casefold(), row["sector"].strip().casefold())
    if not code:
        return
    for column, year, mark in years:
        status = "preliminary" if mark == "p" or (year == last and not mark) else "official"
        yield row.number, (code, row["province_nesdc_en"].title(), str(to_be(year)), row[column], unit, status)


def _code(prices: str, sector: str) -> tuple[str, str]:
    """The indicator and unit of a stub; "" for a line that says again what another says. KeyError when unknown."""
    base = _PRICES[prices]
    if sector.startswith("gpp per capita"):
        return "gpp_per_capita_current", "baht per person"
    if sector.startswith("population"):
        return "population_nesdc", "thousand persons"
    if _TOTAL.match(sector):
        return base, _UNITS[base]
    end = _ENDS[sector]
    return (base + end, _UNITS[base]) if end else ("", "")


def _unknown(file: str, row: int, stub: str) -> Problem:
    return Problem(
        "unknown_stub",
        *faults.about(stub, "ไม่รู้จักชื่อสาขานี้ โปรดตรวจชื่อหรือแจ้งผู้ดูแลระบบ", "This sector is not known: check its name."),
        file=file,
        row=row,
        field="sector",
    )
