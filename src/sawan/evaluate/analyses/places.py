"""Where people and places are: the centres of areas, distances over the globe, minutes of travel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sawan.areas import register
from sawan.evaluate.analyses import faults
from sawan.problems import Refused

EARTH_KM = 6371.0088
"""Mean radius of the WGS 84 ellipsoid (IUGG)."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Centres:
    """The areas of one level inside an area: codes in order, latitude and longitude in degrees, size in km2."""

    codes: tuple[str, ...]
    lat: Array
    lon: Array
    km2: Array

    def __len__(self) -> int:
        return len(self.codes)


@lru_cache(maxsize=32)
def centres(area: str, level: str = "subdistrict") -> Centres:
    """The centres of all areas of `level` inside `area`; those without a position are left out.

    Raises Refused when the area holds nothing of that level.
    """
    inside = [one for one in register.children(area, level) if one.lat is not None]
    if not inside:
        raise Refused(faults.no_level_below(area, level))
    rows: Any = [(one.lat, one.lon, one.area_km2 or np.nan) for one in inside]
    lat, lon, km2 = np.array(rows, dtype=float).T
    return Centres(tuple(one.code for one in inside), lat, lon, km2)


def distances_km(lat: Array, lon: Array, to_lat: Array, to_lon: Array) -> Array:
    """Great-circle kilometres (haversine) between n places and m places, degrees in, an n x m array out."""
    one, other = np.radians(lat)[:, None], np.radians(to_lat)[None, :]
    across = np.radians(to_lon)[None, :] - np.radians(lon)[:, None]
    half = np.sin((other - one) / 2) ** 2 + np.cos(one) * np.cos(other) * np.sin(across / 2) ** 2
    km: Array = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return km


def travel_minutes(km: Array, *, speed: float, detour: float) -> Array:
    """Minutes for straight-line kilometres: `60 * detour * km / speed`; speed in km/h, detour a factor of 1 or more."""
    minutes: Array = 60 * detour * km / speed
    return minutes
