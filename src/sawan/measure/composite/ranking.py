"""Ranks of scores: 1 the highest, equal scores share the lowest number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.panel import Array

Ranks = NDArray[np.int32]
TIE = 1e-12
PACKED_UP_TO = 1024
CERTAINLY_APART = 20_000


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
    if scores.shape[1] <= PACKED_UP_TO:
        order, apart = _packed_order(scores)
    else:
        order, apart = np.argsort(-scores, axis=1, kind="stable"), False
    order += np.arange(0, scores.size, scores.shape[1])[:, None]
    place = np.empty(scores.shape, dtype=np.int32)
    place[:] = np.arange(1, scores.shape[1] + 1, dtype=np.int32)
    if not apart:
        ordered = scores.ravel()[order]
        gap = ordered[:, :-1] - ordered[:, 1:]
        place[:, 1:] *= gap > TIE * np.maximum(1.0, np.abs(ordered[:, :-1]))
        np.maximum.accumulate(place, axis=1, out=place)
    found = np.empty(scores.size, dtype=np.int32)
    found[order.ravel()] = place.ravel()
    return found.reshape(scores.shape)


def _packed_order(scores: Array) -> tuple[NDArray[np.int64], bool]:
    """Areas from the highest score down, by one sort of keys that hold the score above and the area below.

    A double read as an integer keeps its order (negative ones once their lower bits are turned); the lowest bits make
    room for the number of the area. Scores that differ only there come in any order: they are equal to far below 1e-12.
    Also says whether all scores are so far apart that none can be equal: 1e-12 of a number from 1 up is less than
    20,000 steps between doubles.
    """
    bits = max(1, int(scores.shape[1] - 1).bit_length())
    mask = np.int64((1 << bits) - 1)
    scores = np.ascontiguousarray(scores)
    least = scores.min()
    key = ~scores.view(np.int64)
    if least < 0 or np.signbit(least):
        key ^= (~key >> 63) & np.int64(0x7FFFFFFFFFFFFFFF)
    key &= ~mask
    key |= np.arange(scores.shape[1], dtype=np.int64)
    key.sort(axis=1)
    apart = bool(least >= 1 and (scores.shape[1] == 1 or (key[:, 1:] - key[:, :-1]).min() > CERTAINLY_APART + mask))
    key &= mask
    return key, apart
