"""Tables in the PX file format of PC-Axis, as statistical offices exchange them: keywords, then the cells in order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from sawan import tables
from sawan.measure.importers import words
from sawan.measure.importers.shape import Tidy
from sawan.problems import Problem, Refused
from sawan.thai import normalise

NAME = "px"
COLUMNS = ("indicator", "area", "period", "breakdown", "value", "unit", "source", "vintage", "published")
_STATEMENT = re.compile(
    r'([A-Z][A-Z0-9-]*)(?:\[[A-Za-z-]+\])?(?:\(\s*("[^"]*"(?:\s*,\s*"[^"]*")*)\s*\))?\s*=\s*((?:"[^"]*"|[^";])*);'
)
_TEXT = re.compile(r'"([^"]*)"')
_CELL = re.compile(r'"([^"]*)"|([^\s",;]+)')
_DATA = re.compile(r"(?:^|[;\s])DATA\s*=", re.MULTILINE)

Keywords = Mapping[tuple[str, str], list[str]]
"""Texts by keyword and variable ("" for the table's own)."""


def recognise(path: Path) -> bool:
    """Whether the name ends in .px and the file has the keywords that each table must have."""
    if path.suffix.lower() != ".px" or not path.is_file():
        return False
    with path.open("rb") as page:
        head = page.read(65_536)
    return b"STUB" in head or b"HEADING" in head


def read(path: Path) -> Tidy:
    """One row a cell. Raises Refused when a variable is not known, or cells are more or fewer than the table says."""
    text = tables.decode(path.name, tables.read_bytes(path))
    start = _DATA.search(text)
    if start is None:
        raise Refused(_broken(path.name, "DATA"))
    keywords = _keywords(text[: start.end()])
    variables = [*keywords.get(("STUB", ""), []), *keywords.get(("HEADING", ""), [])]
    area, time, others = _roles(path.name, variables)
    lists = [_values(path.name, keywords, variable, coded=variable == area) for variable in variables]
    cells = [quoted or plain for quoted, plain in _CELL.findall(text[start.end() :])]
    places = list(itertools.product(*lists))
    if len(cells) != len(places):
        raise Refused(_cells_differ(path.name, len(cells), len(places)))
    first_line = text.count("\n", 0, start.end()) + 1
    whole = _of_table(keywords)
    rows = []
    for place, cell in zip(places, cells, strict=True):
        said = dict(zip(variables, place, strict=True))
        split = words.breakdown({name: said[variable] for variable, name in others.items()})
        rows.append((first_line, (whole[0], said[area], words.period(said[time]), split, cell, *whole[1:])))
    return Tidy(path.name, COLUMNS, tuple(rows))


def _keywords(head: str) -> Keywords:
    found: dict[tuple[str, str], list[str]] = {}
    for keyword, of, said in _STATEMENT.findall(head):
        variable = next(iter(_TEXT.findall(of)), "")
        found.setdefault((keyword, normalise(variable)), list(_texts(said)))
    return found


def _texts(said: str) -> Iterator[str]:
    """The texts of a statement; strings without a comma between are one, as long texts are written."""
    for part in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', said):
        pieces = _TEXT.findall(part)
        yield normalise("".join(pieces) if pieces else part)


def _roles(file: str, variables: list[str]) -> tuple[str, str, dict[str, str]]:
    """The variable of areas, that of times, and what the tidy file calls the others."""
    area = next((one for one in variables if one.casefold() in words.AREAS), "")
    time = next((one for one in variables if one.casefold() in words.TIMES), "")
    others = {one: words.dimension(one) for one in variables if one not in (area, time)}
    problems = [] if area else [words.no_role(file, words.AREAS, "พื้นที่", "areas")]
    problems += [] if time else [words.no_role(file, words.TIMES, "เวลา", "times")]
    problems += [words.unknown_dimension(file, one) for one, name in others.items() if name is None]
    if problems:
        raise Refused(problems)
    return area, time, {one: name for one, name in others.items() if name}


def _values(file: str, keywords: Keywords, variable: str, *, coded: bool) -> list[str]:
    """The values of a variable in order; of areas their codes where they are official ones."""
    values = keywords.get(("VALUES", variable), [])
    codes = keywords.get(("CODES", variable), [])
    if not values:
        raise Refused(_broken(file, f'VALUES("{variable}")'))
    official = coded and len(codes) == len(values) and all(code.isdigit() and len(code) in (2, 4, 6) for code in codes)
    return codes if official else values


def _of_table(keywords: Keywords) -> tuple[str, str, str, str, str]:
    """Indicator, unit, source, vintage, day of publication."""

    def said(keyword: str) -> str:
        return next(iter(keywords.get((keyword, ""), [])), "")

    updated = re.match(r"(\d{4})(\d{2})(\d{2})", said("LAST-UPDATED"))
    day = "-".join(updated.groups()) if updated else ""
    code = words.indicator(said("MATRIX"), said("CONTENTS"), said("TITLE"))
    return code, said("UNITS"), said("SOURCE"), day, day


def _broken(file: str, keyword: str) -> Problem:
    return Problem(
        "px_keyword",
        f"แฟ้ม PX นี้ไม่มี {keyword} โปรดดาวน์โหลดใหม่",
        f"This PX file lacks {keyword}: download it again.",
        file=file,
        field=keyword,
    )


def _cells_differ(file: str, found: int, wanted: int) -> Problem:
    return Problem(
        "px_cells",
        f"ตารางต้องมี {wanted:,} ช่อง แต่ DATA มี {found:,} ช่อง โปรดดาวน์โหลดใหม่",
        f"The table has {wanted:,} cells and DATA holds {found:,}: download it again.",
        file=file,
        field="DATA",
    )
