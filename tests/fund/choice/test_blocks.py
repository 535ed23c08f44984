"""A programme of independent blocks is worth what its blocks are worth alone."""

from __future__ import annotations

import numpy as np

from sawan.fund import choice
from sawan.fund.choice.blocks import SMALLEST, can_bind, split
from sawan.fund.choice.engine import Question


def _texts(homes, costs, values, provinces):
    lines = ["id,value,cost,province"]
    lines += [f"p{j},{values[j]},{costs[j]},v{homes[j]}" for j in range(len(homes)) if homes[j] in provinces]
    limits = "".join(
        f"  - {{where: {{province: v{k}}}, max: {int(costs[homes == k].sum() // 3)}}}\n" for k in sorted(provinces)
    )
    return "\n".join(lines), f"ceilings: {{cost: {int(costs.sum())}}}\nlimits:\n{limits}"


def test_independent_provinces_are_chosen_as_if_each_stood_alone(model):
    chance = np.random.default_rng(5)
    homes = np.arange(SMALLEST + 40) % 4
    costs, values = chance.integers(100, 1000, homes.size), chance.integers(1, 300, homes.size)
    whole = model(*_texts(homes, costs, values, {0, 1, 2, 3}))
    question = Question(whole.asked[0].cost, whole.matrix.column_bounds(), whole.matrix.row_bounds())
    binding = can_bind(whole.matrix.arrays(), question)
    assert binding.tolist() == [False, True, True, True, True]
    assert sorted(len(block.columns) for block in split(whole.matrix.arrays(), binding)) == [260] * 4
    found = whole.choose(choice.Clock(60))
    alone = [model(*_texts(homes, costs, values, {k})).choose(choice.Clock(60)) for k in range(4)]
    assert found.status == "optimal" and whole.statement.broken(found.selection) == []
    assert found.objective == sum(one.objective for one in alone)
