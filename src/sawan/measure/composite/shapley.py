"""Exact Shapley values: of a game listed in full, and of games whose coalitions act through independent branches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, factorial, gamma

import numpy as np

from sawan.measure.composite.panel import Array, Flags

STEP = 0.3
NEGLIGIBLE = 37.0
MOST_TOGETHER = 60_000


@lru_cache(maxsize=32)
def coalitions(players: int) -> Flags:
    """All 2^k coalitions as flags `[coalition, player]`; the number of a coalition holds its players as bits."""
    numbers = np.arange(1 << players)
    flags: Flags = (numbers[:, None] >> np.arange(players)) & 1 == 1
    return flags


@lru_cache(maxsize=32)
def coefficients(players: int) -> Array:
    """Weights `[coalition, player]` that turn the worth of every coalition into Shapley values (Shapley 1953)."""
    member = coalitions(players)
    size = member.sum(axis=1)
    joined = np.array([factorial(s - 1) * factorial(players - s) if s else 0 for s in range(players + 1)], dtype=float)
    apart = np.array([factorial(s) * factorial(players - s - 1) if s < players else 0 for s in range(players + 1)])
    weights: Array = np.where(member, joined[size][:, None], -apart.astype(float)[size][:, None]) / factorial(players)
    return weights


def shapley_values(worth: Array) -> Array:
    """Shapley values `[..., player]` of `worth[..., coalition]`."""
    players = (worth.shape[-1] - 1).bit_length()
    return worth @ coefficients(players)


@dataclass(frozen=True)
class Branch:
    """One independent part of a game: `outcome[i, coalition]` of its own players, for every area i."""

    outcome: Array

    @property
    def players(self) -> int:
        """How many players it has."""
        return (int(self.outcome.shape[1]) - 1).bit_length()


def product_game(branches: Sequence[Branch]) -> list[Array]:
    """Shapley values `[i, player]`, branch by branch, of the product of the branches' outcomes (all above zero).

    Owen's multilinear extension: with every player present with chance t, the expectation factorises by branch and is
    a polynomial in t, which Gauss and Legendre integrate exactly.
    """
    return _integrated([branch.outcome[None] for branch in branches])


def power_game(branches: Sequence[Branch], exponent: float) -> list[Array]:
    """Shapley values of (sum of the outcomes)^exponent; outcomes >= 0, their sum > 0 where the exponent is below.

    h^a = h^K h^(-b) with b = K - a >= 1/2, and h^(-b) is an integral of exp(-s h), which factorises; the integral over
    u = ln s by the trapezoidal rule is exact to about 1e-14 (Beylkin and Monzon 2005).
    """
    degree = max(0, ceil(exponent + 0.5))
    marks = [branch.outcome for branch in branches]
    return _laplace(branches, marks, degree, degree - exponent)


def ratio_game(branches: Sequence[Branch], marks: Sequence[Array]) -> list[Array]:
    """Shapley values of (sum of `marks`) / (sum of the outcomes), marks given for every coalition of each branch."""
    return _laplace(branches, marks, 1, 1.0)


def _laplace(branches: Sequence[Branch], marks: Sequence[Array], degree: int, order: float) -> list[Array]:
    """Values of (sum of marks)^degree / h^order with h > 0 the sum of the outcomes, of which one may be below zero.

    exp(-s h) is taken from the least h upwards, so that no branch of it is above 1.
    """
    bottom = np.asarray(sum(branch.outcome.min(axis=1) for branch in branches))
    raised = [branch.outcome - branch.outcome.min(axis=1, keepdims=True) for branch in branches]
    smallest_parts = [branch.outcome[branch.outcome > 0] for branch in branches]
    tiny = min((float(part.min()) for part in smallest_parts if part.size), default=1.0)
    least = np.where(bottom > 0, bottom, tiny)
    most = sum(branch.outcome.max(axis=1) for branch in branches)
    first = -NEGLIGIBLE / order - np.log(max(float(np.max(most)), 1e-300))
    last = np.log(NEGLIGIBLE / float(np.min(least)))
    scales = np.exp(np.arange(first, last + STEP, STEP))
    areas = len(branches[0].outcome)
    together = max(1, MOST_TOGETHER // (areas * sum(branch.players for branch in branches)))
    found = [np.zeros((areas, branch.players)) for branch in branches]
    for start in range(0, len(scales), together):
        s = scales[start : start + together]
        weights = STEP * s**order / gamma(order) * factorial(degree)
        weights = weights[:, None] * np.exp(-s[:, None] * bottom)
        series = [_series(s, outcome, mark, degree) for outcome, mark in zip(raised, marks, strict=True)]
        for total, part in zip(found, _integrated(series), strict=True):
            total += np.einsum("si,sip->ip", weights, part.reshape(len(s), areas, -1))
    return found


def _series(s: Array, outcome: Array, mark: Array, degree: int) -> Array:
    """Coefficients `[r, s * i, coalition]` of exp(-s h + e m) in e up to a degree."""
    decay = np.exp(-s[:, None, None] * outcome[None])
    coefficients = np.stack([decay * (mark**r / factorial(r))[None] for r in range(degree + 1)])
    return coefficients.reshape(degree + 1, -1, outcome.shape[1])


def _integrated(series: Sequence[Array]) -> list[Array]:
    """Shapley values, branch by branch, of the highest coefficient of a product of series `[r, i, coalition]`."""
    players = sum((branch.shape[2] - 1).bit_length() for branch in series)
    nodes, weights = np.polynomial.legendre.leggauss(max(1, (players + 1) // 2))
    t, weights = (nodes + 1) / 2, weights / 2
    expected, moved = [], []
    for branch in series:
        present, joining = _chances((branch.shape[2] - 1).bit_length(), tuple(t))
        expected.append(branch @ present)
        moved.append((branch @ joining).reshape(*branch.shape[:2], len(t), -1))
    others = _all_but_one(expected)
    found = []
    for own, rest in zip(moved, others, strict=True):
        top = sum(own[r] * rest[len(rest) - 1 - r][:, :, None] for r in range(len(own)))
        found.append(np.einsum("igp,g->ip", np.asarray(top), weights))
    return found


@lru_cache(maxsize=64)
def _chances(players: int, t: tuple[float, ...]) -> tuple[Array, Array]:
    """Chance of each coalition `[coalition, node]`; what a player's joining changes `[coalition, node * player]`."""
    member = coalitions(players)
    size = member.sum(axis=1)[:, None].astype(float)
    at = np.array(t)[None, :]
    present = at**size * (1 - at) ** (players - size)
    with_player = at ** np.maximum(size - 1, 0) * (1 - at) ** (players - size)
    without = at**size * (1 - at) ** np.maximum(players - 1 - size, 0)
    joining = np.where(member[:, None, :], with_player[:, :, None], -without[:, :, None])
    return present, joining.reshape(len(member), -1)


def _all_but_one(series: Sequence[Array]) -> list[Array]:
    """For each branch the product, to the same degree, of the series `[r, i, node]` of all the others."""
    one = np.zeros_like(series[0])
    one[0] = 1.0
    before, after = [one], [one]
    for own in series[:-1]:
        before.append(_times(before[-1], own))
    for own in reversed(series[1:]):
        after.append(_times(after[-1], own))
    return [_times(a, b) for a, b in zip(before, reversed(after), strict=True)]


def _times(a: Array, b: Array) -> Array:
    product = np.zeros_like(a)
    for r in range(len(a)):
        for q in range(len(b) - r):
            product[r + q] += a[r] * b[q]
    return product
