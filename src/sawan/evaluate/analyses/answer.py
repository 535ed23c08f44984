"""What an analysis gives back: a sentence, rows, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from sawan.problems import NoAnswer, Problem, quote
from sawan.texts import Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Cell = str | float | int | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A source: `rows` read, `used` in the answer, of them `estimated` (such as a position), and `missing`."""

    name: str
    rows: int
    used: int
    estimated: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: the names of its columns with their units, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, kind: type[DataclassInstance], rows: Iterable[DataclassInstance]) -> Listing:
        """A table of dataclasses of one kind: a column a field, in the order of the fields."""
        columns = tuple(one.name for one in fields(kind))
        return cls(columns, tuple(tuple(getattr(row, column) for column in columns) for row in rows))

    def records(self) -> list[dict[str, Cell]]:
        """The rows as one mapping each."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of one analysis of one area.

    `analysis` is its name, `area` an official code, `method` a stable code, `parameters` what the caller chose,
    `text` the answer as sentences, `listing` the rows of the contract, `more` further tables by name, `warnings`
    what the reader must know of the inputs.
    """

    analysis: str
    area: str
    method: str
    parameters: Mapping[str, Cell]
    inputs: tuple[Input, ...]
    text: Text
    listing: Listing
    more: Mapping[str, Listing] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The answer with the keys that every analysis has."""
        return {
            "analysis": self.analysis,
            "area": self.area,
            "method": self.method,
            "parameters": dict(self.parameters),
            "inputs": [
                {
                    "name": one.name,
                    "rows": one.rows,
                    "used": one.used,
                    "estimated": one.estimated,
                    "missing": one.missing,
                }
                for one in self.inputs
            ],
            "answer": self.text.as_json(),
            "rows": self.listing.records(),
        }


def sentences(*parts: Text | None) -> Text:
    """Several sentences as one text; what is None or empty is left out."""
    said = [part for part in parts if part]
    return Text(" ".join(part.th for part in said), " ".join(part.en for part in said))


def listed(names: Sequence[str], longest: int = 6) -> str:
    """Names parted by commas; from the seventh on only their number."""
    shown = ", ".join(quote(name) for name in names[:longest])
    return shown if len(names) <= longest else f"{shown} … (+{len(names) - longest})"


def missing_input(analysis: str, what: Text, who: Text) -> NoAnswer:
    """The answer is no: an input is not there; says what it is and who can send it."""
    return NoAnswer(
        Problem(
            f"{analysis}_needs_data",
            f"ยังตอบไม่ได้ เพราะไม่มี{what.th} ขอได้จาก{who.th} แล้วส่งเป็นแฟ้มตามตัวเลือกของคำสั่ง (ดู --help)",
            f"No answer yet: {what.en} is not here. Ask {who.en}, then give it as a file (see --help).",
        )
    )
