"""Reading what an assessor answered: a cell of a table becomes points, or a refusal that lists the answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sawan.fund.scoring import faults
from sawan.fund.scoring.scheme import Criterion, Part, Scheme
from sawan.problems import Problem
from sawan.tables import Row, is_missing, parse_number
from sawan.texts import Text
from sawan.thai import normalise, to_arabic_digits

_LIST = re.compile(r"\s*[;|\n]\s*")
_LOOSE = re.compile(r"[\s,;|:=/()_-]+")


def read_row(scheme: Scheme, row: Row, file: str) -> tuple[dict[str, Decimal | None], list[Problem]]:
    """Points of each criterion in one row (None where nothing is answered), and every fault found.

    A criterion is answered in the column of its code; a criterion of several parts also in columns of the parts'
    codes (`5.1`, `c5.1`, `c5_1`). A cell holds the words of the scheme's table in either language, or the points.
    """
    points: dict[str, Decimal | None] = {}
    problems: list[Problem] = []
    for criterion in scheme.criteria:
        points[criterion.code], fault = _criterion_points(criterion, row, file)
        problems += fault
    return points, problems


def columns_of(criterion: Criterion, columns: Sequence[str]) -> list[str]:
    """The columns of a table that answer this criterion."""
    wanted = {criterion.code.casefold(), *(name for part in criterion.parts for name in _part_names(criterion, part))}
    return [column for column in columns if column.casefold() in wanted]


def _criterion_points(criterion: Criterion, row: Row, file: str) -> tuple[Decimal | None, list[Problem]]:
    cells = {column.casefold(): (column, cell) for column, cell in row.cells.items()}
    column, cell = cells.get(criterion.code.casefold(), (criterion.code, ""))
    if not is_missing(cell):
        answered = read_cell(criterion, cell)
        return answered, [] if answered is not None else [_refusal(criterion, file, row.number, column, cell)]
    return _from_part_columns(criterion, cells, row.number, file)


def _from_part_columns(
    criterion: Criterion, cells: Mapping[str, tuple[str, str]], number: int, file: str
) -> tuple[Decimal | None, list[Problem]]:
    total: Decimal | None = Decimal(0)
    problems: list[Problem] = []
    for part in criterion.parts:
        found = next((cells[name] for name in _part_names(criterion, part) if name in cells), None)
        if found is None or is_missing(found[1]):
            total = None
            continue
        points = _answer(part, found[1])
        if points is None:
            problems.append(faults.unknown_answer(file, number, found[0], found[1], _known([part])))
        total = total + points if total is not None and points is not None else None
    return total, problems


def read_cell(criterion: Criterion, cell: str) -> Decimal | None:
    """Points of one non-empty cell; None when the criterion's table has no such answer."""
    number = _number(cell)
    if criterion.number:
        return number if number is not None and 0 <= number <= criterion.highest else None
    if len(criterion.parts) == 1:
        answer = _answer(criterion.parts[0], cell)
    else:
        answer = _several(criterion, cell)
    if answer is None and number is not None and number in criterion.attainable():
        return number
    return answer


def _several(criterion: Criterion, cell: str) -> Decimal | None:
    """A cell that answers all parts of a criterion.

    Known forms: `5.1;5.3` where named parts are so; `7.1=is not;7.2=...`; the answers alone in the parts' order;
    one answer that all parts know (`is not`).
    """
    pieces = [piece for piece in _LIST.split(cell.strip()) if piece]
    codes = {part.code: part for part in criterion.parts}
    if criterion.named_is_so and all(_key(piece) in codes for piece in pieces):
        return sum((codes[code].highest for code in {_key(piece) for piece in pieces}), Decimal(0))
    if criterion.named_is_so and _loose(cell) in ("none", "ไม่มี"):
        return Decimal(0)
    if len(pieces) == 1 and not any(pieces[0].startswith(code) for code in codes):
        return _sum([_answer(part, pieces[0]) for part in criterion.parts])
    if len(pieces) != len(criterion.parts):
        return None
    coded = dict(_split_code(piece, codes) for piece in pieces)
    if set(coded) == set(codes):
        return _sum([_answer(codes[code], words) for code, words in coded.items()])
    return _sum([_answer(part, piece) for part, piece in zip(criterion.parts, pieces, strict=True)])


def _answer(part: Part, cell: str) -> Decimal | None:
    """Points of the answer whose wording the cell has; failing that, points typed as a number."""
    wanted = _loose(cell)
    for answer in part.answers:
        if any(_loose(wording) == wanted for wording in answer.wordings):
            return answer.score
    number = _number(cell)
    return number if number is not None and any(answer.score == number for answer in part.answers) else None


def _split_code(piece: str, codes: Mapping[str, Part]) -> tuple[str, str]:
    for code in codes:
        if piece.startswith(code):
            return code, piece[len(code) :].lstrip(" =:")
    return "", piece


def _part_names(criterion: Criterion, part: Part) -> tuple[str, ...]:
    if not part.code:
        return ()
    last = part.code.rsplit(".", 1)[-1]
    return (part.code, f"c{part.code}", f"{criterion.code}.{last}".casefold(), f"{criterion.code}_{last}".casefold())


def _key(piece: str) -> str:
    return to_arabic_digits(piece).strip()


def _loose(text: str) -> str:
    """Wordings compare without case, Thai digits, spaces and separators (`A/red`, `a, red`, `A red` are one)."""
    return _LOOSE.sub("", to_arabic_digits(normalise(text)).casefold())


def _number(cell: str) -> Decimal | None:
    return None if parse_number(cell) is None else Decimal(to_arabic_digits(cell).strip().replace(",", ""))


def _sum(points: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in points if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(points) else None


def _refusal(criterion: Criterion, file: str, row: int, column: str, cell: str) -> Problem:
    if criterion.number:
        return faults.points_out_of_range(file, row, column, cell, f"{criterion.highest}")
    return faults.unknown_answer(file, row, column, cell, _known(criterion.parts))


def _known(parts: Sequence[Part]) -> Text:
    """The answers of all parts as a sentence lists them, in both languages."""
    return Text(*("; ".join(word for part in parts for word in _listed(part, lang)) for lang in ("th", "en")))


def _listed(part: Part, lang: str) -> list[str]:
    """The answers of a part in one language: at most eight, with the part's code where it has one."""
    lead = f"{part.code}=" if part.code else ""
    listed = [f"{lead}{answer.text.say(lang)}" for answer in part.answers]
    return listed if len(listed) <= 8 else [*listed[:4], "…", *listed[-2:]]
