"""Screening: area-years of which too few indicators were observed are left out (handbook, step 3)."""

from __future__ import annotations

import numpy as np

from sawan.measure.composite.panel import Array, Flags


def screen(values: Array, share: float) -> Flags:
    """Which area-years of `values[t, i, j]` have less than `share` (0 to 1) of the indicators observed.

    Screening stands before imputation: afterwards nothing would be missing.
    """
    observed = np.isfinite(values).sum(axis=-1) / values.shape[-1]
    few: Flags = observed < share
    return few
