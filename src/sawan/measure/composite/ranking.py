"""Ranks of scores: 1 the highest, equal scores share the lowest number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.panel import Array

Ranks = NDArray[np.int32]
TIE = 1e-12
PACKED_UP_TO = 1024


def ranks(scores: Array) -> Ranks:
    """Ranks over the last axis of `scores[..., i]`, 1 the highest, 0 where there is no score (NaN).

    Going down, a score starts a new rank only if it is lower than the one before by more than 1e-12 max(1, |before|).
    """
    flat = scores.reshape(-1, scores.shape[-1])
    missing = np.isnan(flat)
    if not missing.any():
        return _ranks(flat).reshape(scores.shape)
    found = np.zeros(flat.shape, dtype=np.int32)
    patterns, which = np.unique(missing, axis=0, return_inverse=True)
    for at, pattern in enumerate(patterns):
        rows = np.flatnonzero(which.ravel() == at)
        columns = np.flatnonzero(~pattern)
        if len(columns):
            found[np.ix_(rows, columns)] = _ranks(flat[np.ix_(rows, columns)])
    return found.reshape(scores.shape)


def _ranks(scores: Array) -> Ranks:
    """Ranks along the rows of `scores[b, i]` without holes."""
    order = _packed_order(scores) if scores.shape[1] <= PACKED_UP_TO else np.argsort(-scores, axis=1, kind="stable")
    offsets = np.arange(0, scores.size, scores.shape[1])[:, None]
    order += offsets
    ordered = scores.ravel()[order]
    gap = ordered[:, :-1] - ordered[:, 1:]
    new = gap > TIE * np.maximum(1.0, np.abs(ordered[:, :-1]))
    place = np.empty(scores.shape, dtype=np.int32)
    place[:] = np.arange(1, scores.shape[1] + 1, dtype=np.int32)
    if not new.all():
        place[:, 1:] *= new
        np.maximum.accumulate(place, axis=1, out=place)
    found = np.empty(scores.size, dtype=np.int32)
    found[order.ravel()] = place.ravel()
    return found.reshape(scores.shape)


def _packed_order(scores: Array) -> NDArray[np.int64]:
    """Areas from the highest score down, by one sort of keys that hold the score above and the area below.

    A double read as an integer keeps its order (negative ones once their lower bits are turned); the lowest bits make
    room for the number of the area. Scores that differ only there come in any order: they are equal to far below 1e-12.
    """
    bits = max(1, int(scores.shape[1] - 1).bit_length())
    mask = np.int64((1 << bits) - 1)
    key = np.ascontiguousarray(scores).view(np.int64)
    key = key ^ ((key >> 63) & np.int64(0x7FFFFFFFFFFFFFFF))
    key = (~key & ~mask) | np.arange(scores.shape[1], dtype=np.int64)
    key.sort(axis=1)
    return key & mask
