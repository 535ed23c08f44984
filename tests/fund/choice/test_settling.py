"""Shares from a solver's answer to millionths: exact, and quick however many may be cut."""

from __future__ import annotations

import time

import numpy as np

from sawan.fund import choice
from sawan.fund.choice.proposals import WHOLE


def test_thousands_of_shares_are_settled_at_once(model):
    chance = np.random.default_rng(11)
    size = 4000
    costs, values = chance.integers(100, 1000, size), chance.integers(1, 300, size)
    lines = ["id,value,cost,home,min_share"]
    lines += [f"p{j},{values[j]},{costs[j]},v{j % 40},0.3" for j in range(size)]
    limits = "".join(f"  - {{where: {{home: v{k}}}, max: {int(costs[k::40].sum() // 3)}}}\n" for k in range(40))
    made = model("\n".join(lines), f"ceilings: {{cost: {int(costs.sum() // 4)}}}\nlimits:\n{limits}")
    began = time.process_time()
    found = made.choose(choice.Clock(60))
    assert time.process_time() - began < 20
    assert found.status == "optimal" and made.statement.broken(found.selection) == []
    partial = (found.selection.shares > 0) & (found.selection.shares < WHOLE)
    assert 0 < partial.sum() <= 2 * 41
