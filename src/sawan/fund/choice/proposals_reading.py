"""P.csv read into `Proposals`: every cell that the rules need, with all faults noted by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from .faults import Faults, near
from .numerals import read_number
from .proposals import WHOLE, Column, Proposals, split
from .rules import RESERVED, Rules

MOST_ROWS = 100_000
_FORBIDDEN = set(" \t|,;>")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The cells of the file: a list a column, and the number of each row (the header is row 1)."""

    columns: dict[str, list[str]]
    rows: list[int]

    def who(self, place: int) -> str:
        """Id and name of a row, for sentences."""
        named = [self.columns[name][place] for name in ("id", "name") if name in self.columns]
        return " ".join(part for part in named if part) or f"#{self.rows[place]}"


def read_proposals(data: bytes, rules: Rules, faults: Faults) -> Proposals | None:
    """The proposals in the bytes of P.csv with the columns that `rules` read; None when it is no table.

    With faults noted the proposals are good for checking the rules against them only: faulty cells are zero.
    """
    sheet = _read_sheet(data, faults)
    if sheet is None:
        return None
    ids = _ids(sheet, faults)
    numbers = _numbers(sheet, rules, faults)
    highs = _highs(sheet, rules, numbers, faults)
    least = _least_shares(sheet, faults)
    requires = _requires(sheet, ids, faults)
    excludes = _excludes(sheet, ids, faults)
    _check_tags(sheet, rules, faults)
    columns = {name: Column.of(values) for name, values in numbers.items()}
    names = sheet.columns.get("name", [""] * len(sheet.rows))
    order = sheet.columns["id"]
    return Proposals(order, names, sheet.columns, columns, requires, excludes, least, sheet.rows, highs)


def _read_sheet(data: bytes, faults: Faults) -> _Sheet | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add("encoding", data[: error.start].count(b"\n") + 1, words={"what": "UTF-8"})
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        lines.extend((number, cells) for number, cells in enumerate(reader, 1) if cells)
    except csv.Error as error:
        faults.add("encoding", (lines[-1][0] if lines else 0) + 1, words={"what": error})
        return None
    if not lines:
        faults.add("missing_column", 1, "id", words={"what": "id"})
        return None
    (top, header), body = lines[0], lines[1:]
    return _columns([name.strip() for name in header], top, body, faults)


def _columns(header: list[str], top: int, body: list[tuple[int, list[str]]], faults: Faults) -> _Sheet | None:
    if len(body) > MOST_ROWS:
        faults.add("too_many_rows", body[MOST_ROWS][0], words={"what": len(body)})
        return None
    for name in dict.fromkeys(name for name in header if name and header.count(name) > 1):
        faults.add("duplicate_column", top, name, words={"what": name})
    if "id" not in header:
        faults.add("missing_column", top, "id", words={"what": "id"})
        return None
    width = len(header)
    for number, cells in body:
        if any(cell.strip() for cell in cells[width:]):
            faults.add("too_many_cells", number, words={"what": ",".join(cells[width:])})
    if not body:
        faults.add("missing_value", top + 1, "id", says="no_proposals")
        return None
    blank = [""] * width
    across = zip(*[(row + blank)[:width] for _, row in body], strict=True)
    return _Sheet(
        {name: [cell.strip() for cell in column] for name, column in zip(header, across, strict=True)},
        [number for number, _ in body],
    )


def _ids(sheet: _Sheet, faults: Faults) -> dict[str, int]:
    """The place of each id; faults for empty, malformed and repeated ones."""
    places: dict[str, int] = {}
    for place, name in enumerate(sheet.columns["id"]):
        row = sheet.rows[place]
        if not name:
            faults.add("missing_value", row, "id", words={"who": sheet.who(place)})
        elif _FORBIDDEN.intersection(name) or name.split() != [name] or not name.isprintable():
            faults.add("bad_id", row, "id", words={"what": name})
        elif name in places:
            faults.add("duplicate_id", row, "id", words={"what": name, "first": sheet.rows[places[name]]})
        else:
            places[name] = place
    return places


def _numbers(sheet: _Sheet, rules: Rules, faults: Faults) -> dict[str, list[Decimal | int]]:
    """The numeric columns that the rules need; cells that are faulty are zero."""
    found: dict[str, list[Decimal | int]] = {}
    empty: set[int] = set()
    ceilings = list(rules.ceilings)
    scaled = [name for scenario in rules.scenarios for name in scenario.rules.ceilings]
    wanted = dict.fromkeys([*ceilings, *rules.columns_needed(), *_synergy_columns(sheet, rules, faults)])
    for name in wanted:
        if name not in sheet.columns:
            faults.add("missing_column", 1, name, words={"what": name})
            continue
        positive = name == "value" or name in rules.ceilings or name in scaled
        found[name] = _number_column(
            sheet, name, positive=positive, bad=empty if name in rules.ceilings else set(), faults=faults
        )
    if ceilings and all(name in found for name in ceilings):
        for place, cells in enumerate(zip(*(found[name] for name in ceilings), strict=True)):
            if place not in empty and not any(cells):
                faults.add("zero_cost", sheet.rows[place], ";".join(ceilings), words={"who": sheet.who(place)})
    return found


def _number_column(sheet: _Sheet, name: str, *, positive: bool, bad: set[int], faults: Faults) -> list[Decimal | int]:
    numbers: list[Decimal | int] = []
    for place, cell in enumerate(sheet.columns[name]):
        number = int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 19 else read_number(cell)
        if number is None or (positive and number < 0):
            code = ("not_a_number" if cell else "missing_value") if number is None else "negative"
            faults.add(code, sheet.rows[place], name, words={"who": sheet.who(place), "what": cell})
            bad.add(place)
            number = 0
        numbers.append(number)
    return numbers


def _synergy_columns(sheet: _Sheet, rules: Rules, faults: Faults) -> list[str]:
    """Columns that synergies add to: they must be there; `total`, `count` and `score` follow from others."""
    every = [rules, *(scenario.rules for scenario in rules.scenarios)]
    named = dict.fromkeys(name for each in every for synergy in each.synergies for name in synergy.adds)
    missing = [name for name in named if name not in sheet.columns]
    for name in missing:
        close = near(name, [*sheet.columns])
        faults.add("missing_column", 1, name, words={"what": name, **close})
    return []


def _highs(
    sheet: _Sheet, rules: Rules, numbers: dict[str, list[Decimal | int]], faults: Faults
) -> dict[str, list[Decimal | None]]:
    """The highest cost by ceiling; only read when some rules protect against overruns."""
    if not any(each.robust for each in (rules, *(scenario.rules for scenario in rules.scenarios))):
        return {}
    highs: dict[str, list[Decimal | None]] = {}
    for name in [column for column in numbers if f"{column}_high" in sheet.columns]:
        column = f"{name}_high"
        highs[name] = []
        for place, cell in enumerate(sheet.columns[column]):
            number = read_number(cell) if cell else None
            if cell and number is None:
                faults.add("not_a_number", sheet.rows[place], column, words={"who": sheet.who(place), "what": cell})
            elif number is not None and number < numbers[name][place]:
                words: dict[str, object] = {"who": sheet.who(place), "what": cell, "than": numbers[name][place]}
                faults.add("min_over_max", sheet.rows[place], column, words=words, says="high_below_cost")
            highs[name].append(number)
    return highs


def _least_shares(sheet: _Sheet, faults: Faults) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The smallest share in millionths, rounded up to the next millionth."""
    shares = np.full(len(sheet.rows), WHOLE, dtype=np.int64)
    for place, cell in enumerate(sheet.columns.get("min_share", ())):
        if not cell:
            continue
        number = read_number(cell)
        words: dict[str, object] = {"who": sheet.who(place), "what": cell}
        if number is None:
            faults.add("not_a_number", sheet.rows[place], "min_share", words=words)
        elif not 0 < number <= 1:
            faults.add("share_out_of_range", sheet.rows[place], "min_share", words=words)
        else:
            shares[place] = -int(-number * WHOLE // 1)
    return shares


def _requires(sheet: _Sheet, ids: dict[str, int], faults: Faults) -> list[list[list[int]]]:
    requires: list[list[list[int]]] = [[] for _ in sheet.rows]
    for place, cell in enumerate(sheet.columns.get("requires", ())):
        for part in split(cell):
            found = _places(sheet, place, "requires", split(part, "|"), ids=ids, faults=faults)
            if place in found:
                faults.add("requires_itself", sheet.rows[place], "requires", words={"who": sheet.who(place)})
            elif found:
                requires[place].append(found)
    _check_cycles(sheet, requires, faults)
    return requires


def _excludes(sheet: _Sheet, ids: dict[str, int], faults: Faults) -> list[tuple[int, int]]:
    pairs: dict[tuple[int, int], None] = {}
    for place, cell in enumerate(sheet.columns.get("excludes", ())):
        for other in _places(sheet, place, "excludes", split(cell), ids=ids, faults=faults):
            if other == place:
                faults.add("excludes_itself", sheet.rows[place], "excludes", words={"who": sheet.who(place)})
            elif (other, place) not in pairs and (place, other) not in pairs:
                pairs[place, other] = None
    return list(pairs)


def _places(
    sheet: _Sheet, place: int, column: str, names: Sequence[str], *, ids: dict[str, int], faults: Faults
) -> list[int]:
    found = []
    for name in names:
        if name in ids:
            found.append(ids[name])
        else:
            faults.add("unknown_id", sheet.rows[place], column, words={"what": name, **near(name, list(ids))})
    return found


def _check_cycles(sheet: _Sheet, requires: list[list[list[int]]], faults: Faults) -> None:
    """One fault for each circle, at its first row; an alternative counts as an edge too.

    Depth-first search with an explicit stack.
    """
    after = [list(dict.fromkeys(place for group in groups for place in group)) for groups in requires]
    state = [0] * len(after)
    for root in range(len(after)):
        if state[root]:
            continue
        path, pending = [root], [iter(after[root])]
        state[root] = 1
        while path:
            following = next(pending[-1], None)
            if following is None:
                state[path.pop()] = 2
                pending.pop()
            elif state[following] == 1:
                _note_cycle(sheet, path[path.index(following) :], faults)
            elif state[following] == 0:
                state[following] = 1
                path.append(following)
                pending.append(iter(after[following]))


def _note_cycle(sheet: _Sheet, circle: list[int], faults: Faults) -> None:
    first = circle.index(min(circle))
    turned = [*circle[first:], *circle[:first], circle[first]]
    names = " > ".join(sheet.columns["id"][place] for place in turned)
    faults.add("requires_cycle", sheet.rows[turned[0]], "requires", words={"what": names})


def _check_tags(sheet: _Sheet, rules: Rules, faults: Faults) -> None:
    every = [rules, *(scenario.rules for scenario in rules.scenarios)]
    for tag in dict.fromkeys(limit.tag for each in every for limit in each.limits):
        if tag not in sheet.columns:
            close = near(tag, [name for name in sheet.columns if name not in RESERVED])
            faults.add("missing_column", 1, tag, words={"what": tag, **close})
