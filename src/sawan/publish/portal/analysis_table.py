"""How the answers of the analyses are shown: names of columns and codes, numbers as people read them, the map."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML

from sawan.areas import register
from sawan.evaluate.analyses.answer import Answer, Cell, Listing
from sawan.measure import instance
from sawan.publish.portal import maps
from sawan.publish.portal.reading import number
from sawan.texts import Text

ROWS_SHOWN, FEWEST_ON_MAP, WHOLE_FROM = 20, 6, 1000


@dataclass(frozen=True, slots=True)
class Ask:
    """A choice that the reader has: `kind` is number, text, choice or indicator; `choices` are code and name."""

    name: str
    label: Text
    kind: str
    value: str
    choices: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """The page of an analysis as shipped; `drawn` is the column of its map, "" where there is none.

    The table shows `listing` ("" the rows themselves), the largest of the columns `order` first.
    """

    name: Text
    question: Text
    options: Mapping[str, str]
    asks: tuple[Ask, ...]
    columns: Mapping[str, Text]
    words: Mapping[str, Text]
    drawn: str
    listing: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its name with the unit, and whether it holds numbers."""

    name: Text
    numeric: bool


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer, every cell with its column; `rest` rows are not shown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Text, Column], ...], ...]
    rest: int


@cache
def pages() -> Mapping[str, AnalysisPage]:
    """The pages by the name of the analysis."""
    return {code: _page(record) for code, record in _shipped().items() if code != "inputs"}


def input_name(code: str) -> Text:
    """What an input is called: as shipped, as the catalogue names an indicator, else by its code."""
    names, catalogue = _texts(_shipped()["inputs"]), instance.current_catalogue()
    return names.get(code) or (catalogue[code].name if code in catalogue else Text(code, code))


@cache
def _shipped() -> Mapping[str, Any]:
    text = files("sawan.publish").joinpath("data/analyses.yaml").read_text("utf-8")
    loaded: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return loaded


def _page(record: Mapping[str, Any]) -> AnalysisPage:
    words = _texts(record.get("words", {}))
    asks = tuple(
        Ask(
            ask["name"],
            Text(ask["th"], ask["en"]),
            ask["kind"],
            ask["value"],
            tuple((choice, words[choice]) for choice in ask.get("choices", ())),
        )
        for ask in record["asks"]
    )
    return AnalysisPage(
        name=_text(record["name"]),
        question=_text(record["question"]),
        options=record["options"],
        asks=asks,
        columns=_texts(record["columns"]),
        words=words,
        drawn=record.get("map", ""),
        listing=record.get("table", ""),
        order=tuple(record.get("order", ())),
    )


def _text(pair: Mapping[str, str]) -> Text:
    return Text(pair["th"], pair["en"])


def _texts(pairs: Mapping[str, Mapping[str, str]]) -> dict[str, Text]:
    return {code: _text(pair) for code, pair in pairs.items()}


def table(answer: Answer, page: AnalysisPage) -> Table:
    """The first rows in the page's order, names in place of codes; a column without any value is left out."""
    listing = answer.more[page.listing] if page.listing else answer.listing
    ordered = sorted(listing.rows, key=lambda row: _places(row, listing, page.order))
    kept = [at for at in range(len(listing.columns)) if any(row[at] is not None for row in listing.rows)]
    columns = tuple(
        Column(page.columns[listing.columns[at]], all(_is_number(row[at]) for row in listing.rows)) for at in kept
    )
    rows = tuple(
        tuple((_cell(listing.columns[at], row[at], page), column) for at, column in zip(kept, columns, strict=True))
        for row in ordered[:ROWS_SHOWN]
    )
    return Table(columns, rows, len(listing.rows) - len(rows))


def _places(row: Sequence[Cell], listing: Listing, order: Sequence[str]) -> tuple[float, ...]:
    """What a row is sorted by: its figures of the columns `order`, the largest first, those without one last."""
    cells = [row[listing.columns.index(column)] for column in order]
    return tuple(-float(cell) if isinstance(cell, int | float) else math.inf for cell in cells)


def _is_number(cell: object) -> bool:
    return cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool))


def _cell(column: str, cell: object, page: AnalysisPage) -> Text:
    if cell is None:
        return Text("—", "—")
    if isinstance(cell, bool):
        return Text("ใช่", "yes") if cell else Text("ไม่", "no")
    if isinstance(cell, int | float):
        said = str(cell) if column == "year_be" else number(float(cell), _decimals(float(cell)))
        return Text(said, said)
    code = str(cell)
    if column == "area" and register.exists(code):
        return register.get(code).name
    return page.words.get(code, Text(code, code))


def _decimals(value: float) -> int:
    if value.is_integer() or abs(value) >= WHOLE_FROM:
        return 0
    return 3 if abs(value) < 1 else 1


def drawn(answer: Answer, page: AnalysisPage, lang: str) -> dict[str, Any] | None:
    """Places by the analysis's main figure; None where it has no map or too few values."""
    if not page.drawn:
        return None
    found = ((str(row["area"]), row[page.drawn]) for row in answer.listing.records())
    known = {area: float(value) for area, value in found if isinstance(value, int | float)}
    if len(known) < FEWEST_ON_MAP:
        return None
    signed = min(known.values()) < 0 < max(known.values())
    classes = maps.breaks(list(known.values()), around_zero=signed)
    level = register.get(next(iter(known))).level
    if level == "province":
        svg, credit = maps.province_map(known, classes, answer.area, lang)
    else:
        svg, credit = maps.classed_map(answer.area, level, known, classes, lang)
    bounds = [*(number(bound, 1) for bound in classes.bounds), ""]
    return {
        "svg": svg,
        "credit": credit,
        "title": page.columns[page.drawn],
        "tall": level == "province",
        "breaks": [{"css": css, "bound": bound} for css, bound in zip(classes.names, bounds, strict=True)],
    }
