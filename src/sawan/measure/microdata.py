"""Invented households for trying methods and for tests; nothing in them describes a real place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

DIMENSIONS = ("health", "living", "education", "income", "access")
"""The five dimensions of TPMAP."""


def households(areas: list[str], per_area: int, seed: int, year_be: int = 2564) -> pa.Table:
    """A table of invented households, the same for the same seed: area, year_be, household, unit, members, weight,
    and a column of 0 and 1 for each dimension. Every row is marked `illustrative`."""
    import numpy as np  # slow import
    import pyarrow as pa  # slow import

    chance = np.random.default_rng(seed)
    count = len(areas) * per_area
    level = np.repeat(chance.normal(0, 0.6, len(areas)), per_area)
    need = chance.normal(0, 1, count) + level
    columns: dict[str, Any] = {
        "area": np.repeat(areas, per_area),
        "year_be": np.full(count, year_be),
        "household": np.arange(count),
        "unit": np.arange(count) // 10,
        "members": chance.integers(1, 8, count),
        "weight": np.round(chance.uniform(0.5, 2.0, count), 3),
    }
    columns |= {
        name: _deprived(chance, need, edge) for name, edge in zip(DIMENSIONS, (1.2, 0.9, 1.0, 0.8, 1.5), strict=True)
    }
    columns["status"] = np.full(count, "illustrative")
    return pa.table(columns)


def _deprived(chance: np.random.Generator, need: np.ndarray[Any, Any], edge: float) -> np.ndarray[Any, Any]:
    """Deprived where a need that the household's dimensions share, plus its own luck, passes an edge."""
    found: np.ndarray[Any, Any] = ((0.7 * need + 0.7 * chance.normal(0, 1, len(need))) > edge).astype("int8")
    return found
