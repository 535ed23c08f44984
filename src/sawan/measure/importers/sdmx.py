"""Observations in SDMX: its CSV, generic and structure-specific XML, and JSON, each as dimensions and attributes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sawan import tables
from sawan.measure.importers import words
from sawan.measure.importers.shape import Tidy
from sawan.problems import Problem, Refused

NAME = "sdmx"
COLUMNS = ("indicator", "area", "period", "breakdown", "value", "unit", "status", "source")
STATUSES = {"": "official", "A": "official", "P": "preliminary", "E": "estimate", "F": "estimate", "I": "estimate"}
"""SDMX's code list of observation status, as far as the tidy file has words for it; M and L are missing values."""
_INDICATORS = ("INDICATOR", "MEASURE", "SERIES", "DATAFLOW", "STRUCTURE_ID")
_NO_DIMENSION = frozenset(
    {*_INDICATORS, "STRUCTURE", "ACTION", "FREQ", "REF_AREA", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "UNIT_MEASURE"}
    | {"UNIT_MULT", "UNIT", "SOURCE", "DATA_SOURCE", "DECIMALS", "TITLE", "COMMENT_OBS", "COMMENT_TS", "CONF_STATUS"}
    | {"OBS_CONF", "TIME_FORMAT", "SOURCE_DETAIL", "COLLECTION", "BASE_PER"}
)
_FACTORS = {"0": "", "3": "thousand ", "6": "million ", "9": "billion "}

Observation = Mapping[str, str]
"""Dimensions, attributes and OBS_VALUE of one observation by their ids."""


def recognise(path: Path) -> bool:
    """Whether the head of a CSV, XML or JSON file is that of an SDMX message."""
    if path.suffix.lower() not in (".csv", ".xml", ".json") or not path.is_file():
        return False
    with path.open("rb") as page:
        head = page.read(8192).decode("utf-8-sig", errors="replace")
    if path.suffix.lower() == ".csv":
        names = {name.strip('" ').partition(":")[0] for name in head.partition("\n")[0].strip().split(",")}
        return names >= {"OBS_VALUE", "TIME_PERIOD"}
    if path.suffix.lower() == ".xml":
        return "sdmx" in head and ("GenericData" in head or "StructureSpecificData" in head)
    return '"dataSets"' in head or ('"structure"' in head and '"dimensions"' in head)


def read(path: Path) -> Tidy:
    """One row an observation. Raises Refused for a message that is broken or a multiplier that is not known."""
    content = tables.read_bytes(path)
    ending = path.suffix.lower()
    try:
        if ending == ".csv":
            found = list(_of_csv(tables.decode(path.name, content)))
        else:
            found = list(_of_json(json.loads(content)) if ending == ".json" else _of_xml(content))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError) as error:
        raise Refused(_broken(path.name)) from error
    problems = [words.unknown_dimension(path.name, one) for one in _unknown(found)]
    problems += [] if any("REF_AREA" in one for _, one in found) else [_no_area(path.name)]
    if problems:
        raise Refused(problems)
    codes = {name: words.indicator(name) for name in {_named(one) for _, one in found}}
    return Tidy(path.name, COLUMNS, tuple((at, _row(one, codes)) for at, one in found))


def _row(said: Observation, codes: Mapping[str, str]) -> tuple[str, ...]:
    dimensions = {words.dimension(name) or "": value for name, value in said.items() if _is_dimension(name, value)}
    unit, multiple = said.get("UNIT_MEASURE", ""), said.get("UNIT_MULT", "") or "0"
    status = said.get("OBS_STATUS", "")
    return (
        codes[_named(said)],
        said.get("REF_AREA", ""),
        words.period(said.get("TIME_PERIOD", "")),
        words.breakdown(dimensions),
        said.get("OBS_VALUE", "") if status not in ("M", "L", "O") else "n/a",
        _FACTORS.get(multiple, f"10^{multiple} ") + unit if unit else "",
        STATUSES.get(status, "official" if status in ("M", "L", "O") else status),
        said.get("DATA_SOURCE", said.get("SOURCE", "")),
    )


def _named(said: Observation) -> str:
    """What a message calls the indicator: a dimension, else the data flow (`AGENCY:CODE(1.0)` gives CODE)."""
    text = next((said[name] for name in _INDICATORS if said.get(name)), "")
    return text.rpartition(":")[2].partition("(")[0]


def _is_dimension(name: str, value: str) -> bool:
    return name not in _NO_DIMENSION and value != ""


def _unknown(found: Iterable[tuple[int, Observation]]) -> list[str]:
    names = {name for _, one in found for name, value in one.items() if _is_dimension(name, value)}
    return sorted(name for name in names if words.dimension(name) is None)


def _of_csv(text: str) -> Iterator[tuple[int, Observation]]:
    """Rows; a heading may carry a label after a colon (`SEX: Sex`), and then a cell does so too."""
    for at, row in enumerate(csv.DictReader(io.StringIO(text, newline=""), strict=True), start=2):
        if None in row or None in row.values():
            raise ValueError("ragged")
        labelled = {name: ": " in name for name in row}
        yield at, {name.partition(":")[0]: _plain(row[name], labelled=labelled[name]) for name in row}


def _plain(cell: str, *, labelled: bool) -> str:
    return cell.partition(": ")[0] if labelled else cell


def _of_xml(content: bytes) -> Iterator[tuple[int, Observation]]:
    """Series of generic and of structure-specific data, with the line of each observation."""
    from lxml import etree  # slow import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type")
    flow = next((found.get("id", "") for found in root.iter("{*}Dataflow", "{*}Ref") if found.get("id")), "")
    for series in root.iter("{*}Series"):
        shared = {
            "DATAFLOW": flow,
            **_values(series, "SeriesKey"),
            **_values(series, "Attributes"),
            **dict(series.attrib),
        }
        for one in series.iterfind("{*}Obs"):
            yield one.sourceline or 1, {**shared, **_observation(one)}


def _observation(one: Any) -> dict[str, str]:
    said = {**_values(one, "Attributes"), **{str(key): str(value) for key, value in one.attrib.items()}}
    for tag, name in (("ObsDimension", "TIME_PERIOD"), ("ObsValue", "OBS_VALUE")):
        found = one.find(f"{{*}}{tag}")
        if found is not None:
            said[name] = found.get("value", "")
    return said


def _values(element: Any, tag: str) -> dict[str, str]:
    return {value.get("id"): value.get("value") for value in element.iterfind(f"{{*}}{tag}/{{*}}Value")}


def _of_json(message: dict[str, Any]) -> Iterator[tuple[int, Observation]]:
    """Series of a data message: keys are places in the lists of the structure."""
    data = message.get("data", message)
    structure = data["structure"] if "structure" in data else data["structures"][0]
    dimensions, attributes = structure["dimensions"], structure.get("attributes", {})
    flow = {"DATAFLOW": str(structure.get("id", "") or "")}
    number = 0
    for series_key, series in data["dataSets"][0]["series"].items():
        shared = flow | _placed(dimensions["series"], series_key.split(":"))
        shared |= _placed(attributes.get("series", []), series.get("attributes", []))
        for key, cells in series["observations"].items():
            number += 1
            own = _placed(dimensions["observation"], key.split(":"))
            own |= _placed(attributes.get("observation", []), cells[1:])
            yield number, {**shared, **own, "OBS_VALUE": "" if cells[0] is None else str(cells[0])}


def _placed(components: list[dict[str, Any]], places: list[Any]) -> dict[str, str]:
    """The values at these places of the lists; a place that is null has none."""
    pairs = zip(components, places, strict=False)
    return {one["id"]: str(one["values"][int(at)].get("id", "")) for one, at in pairs if at is not None}


def _broken(file: str) -> Problem:
    return Problem(
        "not_sdmx",
        "อ่านเป็นข้อมูล SDMX ไม่ได้ โปรดดาวน์โหลดใหม่เป็น SDMX-CSV",
        "This cannot be read as SDMX data: download it again, best as SDMX-CSV.",
        file=file,
    )


def _no_area(file: str) -> Problem:
    return Problem(
        "missing_variable",
        "ไม่มีมิติ REF_AREA โปรดดาวน์โหลดข้อมูลที่แยกพื้นที่",
        "The dimension REF_AREA is missing: download data by area.",
        file=file,
        field="REF_AREA",
    )
