"""Random draws of alternatives, weights and errors, from streams that belong to blocks of draws, not to threads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.panel import Array
from sawan.measure.composite.spec import Factor, WeightDraws
from sawan.measure.composite.tree import Tree

Numbers = NDArray[np.int32]
BLOCK = 4096
CHOICES, WEIGHTS, ERRORS = 0, 1, 2


def generator(seed: int, stream: int, side: int, block: int) -> np.random.Generator:
    """The random numbers of one block of draws; `side` 0 or 1 for the two samples of a sensitivity analysis."""
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(stream, side, block))))


def blocks(draws: int, size: int = BLOCK) -> Iterator[tuple[int, slice]]:
    """Numbers of the blocks and the draws that each holds."""
    for number, start in enumerate(range(0, draws, size)):
        yield number, slice(start, min(start + size, draws))


def draw_choices(factors: tuple[Factor, ...], draws: int, seed: int, side: int) -> Numbers:
    """Numbers `[draw, factor]` of the alternatives, each with its probability."""
    found = np.zeros((draws, len(factors)), dtype=np.int32)
    for number, part in blocks(draws):
        uniform = generator(seed, CHOICES, side, number).random((BLOCK, len(factors)))[: part.stop - part.start]
        for at, factor in enumerate(factors):
            edges = np.cumsum(factor.probabilities)[:-1]
            found[part, at] = np.searchsorted(edges, uniform[:, at], side="right")
    return found


def draw_weights(
    tree: Tree, nominal: Mapping[str, float], how: WeightDraws, draws: int, *, seed: int, side: int = 0
) -> Array:
    """Weights `[draw, code]` of all codes below the top, those of the levels asked for at random."""
    base = np.array([nominal[code] for code in tree.below])
    families = _varied(tree, how)
    found = np.empty((draws, len(tree.below)))
    for number, part in blocks(draws):
        random = generator(seed, WEIGHTS, side, number)
        size = part.stop - part.start
        if how.kind == "noise":
            spread = np.zeros(len(base))
            spread[[at for family in families for at in family]] = how.size
            uniform = random.random((BLOCK, len(base)))[:size]
            uniform *= 2 * spread * base
            np.add(uniform, base - spread * base, out=found[part])
            continue
        found[part] = base
        for family in families:
            found[part, family] = _dirichlet(random, base[family], how.size)[:size]
    return found


def _varied(tree: Tree, how: WeightDraws) -> list[list[int]]:
    """Siblings whose weights vary, as positions among the codes below the top."""
    place = {code: at for at, code in enumerate(tree.below)}
    families = [
        [
            place[code]
            for code in tree.nodes[parent].children
            if how.levels is None or tree.nodes[code].level in how.levels
        ]
        for parent in tree.inner
    ]
    return [family for family in families if family]


def _dirichlet(random: np.random.Generator, nominal: Array, concentration: float) -> Array:
    """Weights `[draw, k]` of siblings for one block, on the scale of the nominal ones.

    Gamma variates with shapes c m w for m siblings of shares w, over their sum.
    """
    shape = (BLOCK, len(nominal))
    if len(nominal) == 1:
        return np.broadcast_to(nominal, shape)
    shares = nominal / nominal.sum()
    variates = random.standard_gamma(concentration * len(nominal) * shares, shape)
    variates = np.maximum(variates, np.finfo(float).tiny)
    scaled: Array = variates / variates.sum(axis=1, keepdims=True) * nominal.sum()
    return scaled


def draw_errors(shape: tuple[int, ...], seed: int, side: int, block: int) -> Array:
    """Standard normal errors `[draw, ...]` of one block."""
    return generator(seed, ERRORS, side, block).standard_normal(shape)
