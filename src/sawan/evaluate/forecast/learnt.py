"""What was learnt from the M3 competition's yearly series and ships: a prior over cells and a table of scores."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np

from sawan.evaluate.arrays import Floats

LAST_HORIZON = 6


@lru_cache(maxsize=1)
def _tables() -> tuple[Floats, Floats]:
    folder = files("sawan.evaluate") / "data"
    cells, table = (
        np.loadtxt((folder / name).read_text(encoding="utf-8").splitlines(), delimiter=",", skiprows=1)
        for name in ("m3-prior.csv", "m3-scores.csv")
    )
    return cells[:, 1], table[:, 1:]


def prior() -> Floats:
    """(2K,) the weights of the cells, as learnt from the 645 histories."""
    return _tables()[0]


def scores(h: int) -> Floats:
    """(200,) quantiles of |error| / scale on the six held-out years; beyond six they grow with the square root of h."""
    table = _tables()[1]
    growth = float(np.sqrt(max(h, LAST_HORIZON) / LAST_HORIZON))
    return np.asarray(table[min(h, LAST_HORIZON) - 1] * growth)
