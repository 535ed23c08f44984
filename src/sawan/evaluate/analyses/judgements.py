"""Weights from judgements in pairs (analytic hierarchy process), with how far the judgements contradict themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.analyses.places import Array

RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean inconsistency of random judgements on 0 to 10 things (Saaty 1980)."""
ACCEPTED = 0.10


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights that add up to 1, the largest eigenvalue, and the consistency ratio: over 0.10 judge again."""

    weights: Array
    largest: float
    ratio: float

    @property
    def is_consistent(self) -> bool:
        """Whether the judgements agree with one another well enough to be used."""
        return self.ratio <= ACCEPTED


def priorities(upper: Sequence[float]) -> Priorities:
    """Weights of n things from the judgements above the diagonal, row by row: how many times the first outweighs.

    The principal eigenvector of the reciprocal matrix (Saaty 1980, The Analytic Hierarchy Process). ValueError when
    the number of judgements fits no n from 2 to 10 or one is not positive.
    """
    count = round((1 + np.sqrt(1 + 8 * len(upper))) / 2)
    if count * (count - 1) / 2 != len(upper) or not 2 <= count < len(RANDOM_INDEX) or min(upper) <= 0:
        raise ValueError("judgements must be positive and fill the upper triangle of a matrix of 2 to 10 things")
    matrix = np.ones((count, count))
    matrix[np.triu_indices(count, 1)] = upper
    matrix = np.triu(matrix) + np.tril(1 / matrix.T, -1)
    values, vectors = np.linalg.eig(matrix)
    at = int(values.real.argmax())
    weights = np.abs(vectors[:, at].real)
    largest = float(values[at].real)
    random = RANDOM_INDEX[count]
    ratio = (largest - count) / (count - 1) / random if random else 0.0
    return Priorities(weights / weights.sum(), largest, ratio)
