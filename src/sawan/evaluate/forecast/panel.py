"""A group of short yearly series as one array, longest first, so that every method runs over all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sawan.evaluate.arrays import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Panel:
    """`values` (N, T) left-aligned, zeros after a series' end; `lengths` (N,) descending; `order` (N,) the caller's."""

    values: Floats
    lengths: Ints
    order: Ints

    @classmethod
    def of(cls, series: Sequence[Floats]) -> Panel:
        """A panel from series of any lengths; results come back in their order through `restored`."""
        lengths = np.array([len(one) for one in series], dtype=np.int64)
        order = np.argsort(-lengths, kind="stable")
        values = np.zeros((len(series), int(lengths.max(initial=0))))
        for row, at in enumerate(order):
            values[row, : lengths[at]] = series[at]
        return cls(values, lengths[order], order)

    @property
    def scale(self) -> Floats:
        """(N,) the mean absolute difference of each series: its own unit of error."""
        return self.per_series(np.abs(np.diff(self.values, axis=1)), shift=1) / (self.lengths - 1)

    @property
    def size(self) -> Floats:
        """(N,) the largest absolute value of each series (1 for a series of noughts)."""
        largest = np.abs(self.values).max(axis=1)
        return np.asarray(np.where(largest > 0, largest, 1.0))

    @property
    def spread(self) -> Floats:
        """(N,) largest less smallest value, in units of the largest absolute one (0 for a series of noughts)."""
        inside = self.mask()
        high = np.where(inside, self.values, -np.inf).max(axis=1)
        low = np.where(inside, self.values, np.inf).min(axis=1)
        relative: Floats = (high - low) / self.size
        return relative

    @property
    def last(self) -> Floats:
        """(N,) the last value of each series."""
        return self.values[np.arange(len(self.lengths)), self.lengths - 1]

    def mask(self, shift: int = 0) -> Bools:
        """(N, T - shift): True at the times t + shift that a series has."""
        times = np.arange(shift, self.values.shape[1])
        return times[None, :] < self.lengths[:, None]

    def per_series(self, terms: Floats, shift: int = 0) -> Floats:
        """(N,) the sum of `terms` (N, T - shift) over each series' own times."""
        total: Floats = np.where(self.mask(shift), terms, 0.0).sum(axis=1)
        return total

    def cut(self, lengths: Ints) -> Panel:
        """The same series, each only as far as `lengths` (N,), which must descend too."""
        keep = np.arange(self.values.shape[1])[None, :] < lengths[:, None]
        return Panel(np.where(keep, self.values, 0.0)[:, : int(lengths.max(initial=0))], lengths, self.order)

    def only(self, rows: Ints) -> Panel:
        """The series at these places (ascending), numbered anew."""
        lengths = self.lengths[rows]
        return Panel(self.values[rows, : int(lengths.max(initial=0))], lengths, np.arange(len(rows)))

    def restored(self, results: Floats) -> Floats:
        """Results (N, ...) put back into the order in which the series were given."""
        back = np.empty_like(results)
        back[self.order] = results
        return back
