"""Whole-number programs for HiGHS: rows gathered one by one, solved to proven optimality."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

import numpy as np

from sawan.evaluate.analyses.places import Array
from sawan.fund.choice.engine import quiet_output


@dataclass(slots=True)
class Program:
    """Minimise `cost @ x` over variables between 0 and `upper`, some whole, under rows `low <= a @ x <= high`."""

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _columns: list[int] = field(default_factory=list)
    _factors: list[float] = field(default_factory=list)
    _low: list[float] = field(default_factory=list)
    _high: list[float] = field(default_factory=list)

    def variable(self, cost: float, *, lower: float = 0, upper: float = 1, whole: bool = False) -> int:
        """Add a variable and return its number."""
        self.cost.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, columns: Sequence[int], factors: Sequence[float], *, low: float = -inf, high: float = inf) -> None:
        """Add `low <= sum(factors * columns) <= high`."""
        self._columns.extend(columns)
        self._factors.extend(factors)
        self._starts.append(len(self._columns))
        self._low.append(low)
        self._high.append(high)

    def solve(self) -> Array | None:
        """The best values of all variables, None when no values keep every row."""
        import highspy  # slow import

        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self._low)
        model.col_cost_ = np.array(self.cost, dtype=float)
        model.col_lower_, model.col_upper_ = np.array(self.lower, dtype=float), np.array(self.upper, dtype=float)
        model.row_lower_, model.row_upper_ = np.array(self._low, dtype=float), np.array(self._high, dtype=float)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_, matrix.index_ = np.array(self._starts), np.array(self._columns, dtype=int)
        matrix.value_ = np.array(self._factors, dtype=float)
        with quiet_output():
            solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(solver.getSolution().col_value)
