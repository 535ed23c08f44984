"""A change and the parts it is made of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """`change` and its `parts` by name, in the unit of the change.

    `residual` is what no part explains: nought up to rounding for every exact method, and shown as a bar of its own
    where a published total was made otherwise.
    """

    change: float
    parts: Mapping[str, float]

    @property
    def residual(self) -> float:
        """Change less the sum of the parts."""
        return self.change - math.fsum(self.parts.values())

    def ordered(self) -> list[tuple[str, float]]:
        """The parts by size, largest first; equal ones by name."""
        return sorted(self.parts.items(), key=lambda part: (-abs(part[1]), part[0]))


def log_mean(a: float, b: float) -> float:
    """The logarithmic mean (a - b) / ln(a / b) of two positive numbers; a where they are equal."""
    if a == b:
        return a
    ratio = (a - b) / b
    return (a - b) / math.log1p(ratio) if abs(ratio) < 0.5 else (a - b) / math.log(a / b)
