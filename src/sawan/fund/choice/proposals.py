"""What belongs to one proposal: the contents of P.csv as exact columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

WHOLE = 1_000_000
"""A full share in millionths; shares have six decimals."""

SAFE = 2**52
Numbers = NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Column:
    """Exact numbers: `units[j] / 10**places`; int64 where that cannot overflow, else Python integers."""

    units: Numbers
    places: int

    @classmethod
    def of(cls, numbers: Sequence[Decimal | int]) -> Column:
        """From decimals."""
        places = max((_places(number) for number in numbers), default=0)
        if places == 0:
            return cls(integers([int(number) for number in numbers]), 0)
        return cls(integers([int(Decimal(number).scaleb(places)) for number in numbers]), places)

    def fractions(self) -> list[Fraction]:
        """The numbers as fractions."""
        scale = 10**self.places
        return [Fraction(int(unit), scale) for unit in self.units]


def _places(number: Decimal | int) -> int:
    if isinstance(number, int):
        return 0
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def integers(numbers: Sequence[int]) -> Numbers:
    """An integer array that cannot overflow when summed: int64 if the sum of sizes is small, else objects."""
    if sum(map(abs, numbers)) < SAFE:
        return np.array(numbers, dtype=np.int64)
    return np.array(numbers, dtype=object)


@dataclass(frozen=True)
class Proposals:
    """All proposals in the order of the file.

    `texts` holds every column as written, `numbers` the columns that the rules need, `highs` the highest cost by
    ceiling column (None where the cell is empty), `requires[j]` a list of alternatives each of which is a list
    of indices, `excludes` pairs (j, k) as j names k, `least` the smallest share in millionths.
    """

    ids: list[str]
    names: list[str]
    texts: Mapping[str, list[str]]
    numbers: Mapping[str, Column]
    requires: list[list[list[int]]]
    excludes: list[tuple[int, int]]
    least: NDArray[np.int64]
    rows: list[int]
    highs: Mapping[str, list[Decimal | None]] = field(default_factory=dict)
    _by_value: dict[str, dict[str, list[int]]] = field(default_factory=dict, repr=False)

    @cached_property
    def index(self) -> dict[str, int]:
        """The place of each id."""
        return {name: place for place, name in enumerate(self.ids)}

    @cached_property
    def partial(self) -> NDArray[np.int64]:
        """Places of the proposals that may be funded in part."""
        return np.flatnonzero(self.least < WHOLE)

    def with_tag(self, tag: str, who: Sequence[str]) -> NDArray[np.int64]:
        """Places of the proposals that carry any of the values under a tag, in order."""
        by_value = self.by_value(tag)
        return np.array(sorted({j for value in who for j in by_value.get(value, ())}), dtype=np.int64)

    def by_value(self, tag: str) -> dict[str, list[int]]:
        """The places that carry each value of a tag; values in order of first mention."""
        if tag not in self._by_value:
            places: dict[str, list[int]] = {}
            for j, cell in enumerate(self.texts[tag]):
                for value in dict.fromkeys(split(cell)):
                    places.setdefault(value, []).append(j)
            self._by_value[tag] = places
        return self._by_value[tag]

    def values_of(self, tag: str) -> list[str]:
        """All values that occur under a tag, in order of first mention."""
        return list(self.by_value(tag))

    def label(self, place: int) -> str:
        """Id and name, for sentences."""
        return f"{self.ids[place]} {self.names[place]}".strip()


def split(cell: str, mark: str = ";") -> list[str]:
    """The parts of a cell."""
    return [part.strip() for part in cell.split(mark) if part.strip()]
