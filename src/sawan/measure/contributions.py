"""What each section adds to the growth of a chained volume: exact, without a residual."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SECTIONS = tuple("abcdefghijklmnopqrs")
"""The 19 sections of ISIC in the accounts of NESDC."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of the total and of each section, in one edition: `current` prices of the year before, `before` and
    `now` as chained volumes."""

    current: float
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """One section: share of the year before (percent), real growth (percent; None from nothing), points of growth."""

    section: str
    share: float
    growth: float | None
    points: float
    from_nothing: bool = False


@dataclass(frozen=True, slots=True)
class Decomposition:
    """Growth (percent) and its parts; `residual` is growth less the sum of the parts, in points.

    The residual is rounding of the source, unless a section began from nothing and took what was left.
    """

    growth: float
    parts: tuple[Contribution, ...]
    residual: float


def decompose(total: Levels, sections: Mapping[str, Levels]) -> Decomposition:
    """Contributions to growth of an annually chained Laspeyres volume index.

    contribution = share of the section at current prices of the year before x its real growth, in percentage
    points; they add up to the growth (SNA 2008, chapter 15; NESDC links yearly with the weights of the year
    before). A section that was zero the year before has no growth: one such section takes what the others leave.
    Raises ValueError when the total of the year before is not positive.
    """
    if total.before <= 0 or total.current <= 0:
        raise ValueError("growth needs a positive total in the year before")
    growth = 100 * (total.now / total.before - 1)
    parts = [_part(name, levels, total) for name, levels in sections.items()]
    begun = [part.section for part in parts if part.from_nothing]
    left = growth - sum(part.points for part in parts)
    if len(begun) == 1:
        parts = [
            Contribution(p.section, p.share, None, left, from_nothing=True) if p.from_nothing else p for p in parts
        ]
        left = 0.0
    return Decomposition(growth, tuple(parts), left)


def _part(name: str, levels: Levels, total: Levels) -> Contribution:
    share = 100 * levels.current / total.current
    if levels.before == 0:
        return Contribution(name, share, None, 0.0, from_nothing=levels.now != 0)
    growth = 100 * (levels.now / levels.before - 1)
    return Contribution(name, share, growth, share * growth / 100)
