"""Geometry of the set of weights: which portfolio is best where.

The best score as a function of the weights is the upper envelope of planes, one a portfolio; it is convex, so that a
pool of portfolios is complete when the solver beats the envelope at none of its vertices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .weights import Weights

Floats = NDArray[np.float64]
_FLAT = 1e-9
_THIN = 1e-8


@dataclass(frozen=True)
class Cell:
    """The part of W in which one plane is highest: corners in weights (k x m), centre, share of W's volume."""

    corners: Floats
    centre: Floats
    share: float


class Area:
    """W in its own dimension d: weights are `origin + basis @ t` with t in a full-dimensional polytope."""

    def __init__(self, weights: Weights) -> None:
        self.corners: Floats = np.array([[float(x) for x in corner] for corner in weights.corners])
        self.origin: Floats = self.corners.mean(axis=0)
        spread = self.corners - self.origin
        _, sizes, rows = np.linalg.svd(spread, full_matrices=True)
        self.dimension = int(np.sum(sizes > _FLAT))
        self.basis: Floats = rows[: self.dimension].T
        left = np.array([[float(x) for x in row] for row, _, _ in weights.inequalities])
        right = np.array([float(bound) for _, bound, _ in weights.inequalities])
        normals = left @ self.basis
        bounds = right - left @ self.origin
        lengths = np.linalg.norm(normals, axis=1)
        kept = lengths > _FLAT
        self.left: Floats = normals[kept] / lengths[kept, None]
        self.right: Floats = bounds[kept] / lengths[kept]

    @cached_property
    def volume(self) -> float:
        """The volume of W in its own dimension."""
        return self._volume((self.corners - self.origin) @ self.basis)

    def vertices(self, planes: Floats) -> Floats:
        """Weights (k x m) at the vertices of the upper envelope of the planes (rows of m slopes)."""
        if self.dimension == 0:
            return self.origin[None, :]
        heights, slopes = planes @ self.origin, planes @ self.basis
        scale = max(1e-9, float(np.abs(planes @ self.corners.T).max()))
        heights, slopes = heights / scale, slopes / scale
        roof = float((planes @ self.corners.T).max()) / scale + 1.0
        below = np.column_stack([slopes, -np.ones(len(slopes)), heights])
        walls = np.column_stack([self.left, np.zeros(len(self.left)), -self.right])
        top = np.array([*np.zeros(self.dimension), 1.0, -roof])
        inside = np.array([*np.zeros(self.dimension), (float(heights.max()) + roof) / 2])
        points = _corners(np.vstack([below, walls, top]), inside)
        points = points[points[:, -1] < roof - 1e-9]
        return self.weights(points[:, :-1])

    def weights(self, points: Floats) -> Floats:
        """Weights from points in W's own dimension."""
        return self.origin + points @ self.basis.T

    def cell(self, planes: Floats, at: int) -> Cell | None:
        """Where plane `at` is highest; None when that part has no interior."""
        if self.dimension == 0:
            best = bool(planes[at] @ self.origin >= (planes @ self.origin).max() - _THIN)
            return Cell(self.origin[None, :], self.origin, 1.0) if best else None
        slopes = (planes - planes[at]) @ self.basis
        heights = (planes - planes[at]) @ self.origin
        lengths = np.linalg.norm(slopes, axis=1)
        scale = max(1e-9, float(np.abs(planes).max()))
        same = lengths <= 1e-12 * scale
        if np.any(heights[same] > 1e-12 * scale):
            return None
        left = np.vstack([self.left, slopes[~same] / lengths[~same, None]])
        right = np.concatenate([self.right, -heights[~same] / lengths[~same]])
        centre, radius = _centre(left, right)
        if radius <= _THIN:
            return None
        points = _corners(np.column_stack([left, -right]), centre)
        return Cell(
            self.weights(points), self.weights(centre[None, :])[0], min(1.0, self._volume(points) / self.volume)
        )

    def _volume(self, points: Floats) -> float:
        if self.dimension == 1:
            return float(np.ptp(points))
        from scipy.spatial import ConvexHull  # slow import

        return float(ConvexHull(points, qhull_options="QJ").volume)


def _corners(halfspaces: Floats, inside: Floats) -> Floats:
    """Corners of `{x: A x + b <= 0}`, each once, in a fixed order."""
    if halfspaces.shape[1] == 2:
        ratios = -halfspaces[:, 1] / halfspaces[:, 0]
        ends = [ratios[halfspaces[:, 0] < 0].max(), ratios[halfspaces[:, 0] > 0].min()]
        return np.array(ends)[:, None]
    from scipy.spatial import HalfspaceIntersection  # slow import

    points: Floats = HalfspaceIntersection(halfspaces, inside, qhull_options="QJ").intersections
    points = points[np.all(np.isfinite(points), axis=1)]
    _, first = np.unique(np.round(points, 8), axis=0, return_index=True)
    return points[np.sort(first)]


def _centre(left: Floats, right: Floats) -> tuple[Floats, float]:
    """Centre and radius of the largest ball in `left x <= right` (unit rows); radius -1 when there is none."""
    from scipy.optimize import linprog  # slow import

    size = left.shape[1]
    answer = linprog(
        np.array([*np.zeros(size), -1.0]),
        A_ub=np.column_stack([left, np.ones(len(left))]),
        b_ub=right,
        bounds=[(None, None)] * size + [(None, None)],
    )
    if answer.status != 0:
        return np.zeros(size), -1.0
    return answer.x[:-1], float(answer.x[-1])


def highest(planes: Floats, weights: Floats) -> NDArray[np.int64]:
    """The plane that is highest at each of many weights (k x m)."""
    return np.asarray(np.argmax(weights @ planes.T, axis=1), dtype=np.int64)


def sample(area: Area, count: int, seed: int) -> Floats:
    """`count` weights uniform over W by hit and run from its centre (Smith 1984)."""
    chance = np.random.default_rng(seed)
    at = np.zeros(area.dimension)
    found = []
    for step in range(count * 10):
        direction = chance.normal(size=area.dimension)
        pace = area.left @ direction
        room = area.right - area.left @ at
        ahead = np.min(room[pace > 0] / pace[pace > 0])
        behind = np.max(room[pace < 0] / pace[pace < 0])
        at = at + direction * chance.uniform(behind, ahead)
        if step % 10 == 9:
            found.append(at)
    return area.weights(np.array(found))


def wilson(share: float, count: int) -> tuple[float, float]:
    """95 % limits of a share seen in `count` draws (Wilson 1927)."""
    z = 1.959963984540054
    middle = share + z * z / (2 * count)
    half = z * float(np.sqrt(share * (1 - share) / count + z * z / (4 * count * count)))
    return max(0.0, (middle - half) / (1 + z * z / count)), min(1.0, (middle + half) / (1 + z * z / count))


def upper_bound(at: Floats, known: Sequence[tuple[Floats, float]]) -> float:
    """The least upper bound at a weight that convexity gives from bounds at known weights; infinite outside them."""
    from scipy.optimize import linprog  # slow import

    points = np.array([point for point, _ in known]).T
    answer = linprog(
        np.array([bound for _, bound in known]),
        A_eq=np.vstack([points, np.ones(points.shape[1])]),
        b_eq=np.array([*at, 1.0]),
        bounds=(0, None),
    )
    return float(answer.fun) if answer.status == 0 else float("inf")
