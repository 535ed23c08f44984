"""Published optima and fronts: OR-Library, MOMKP, and the synthetic province that four solvers proved."""

from __future__ import annotations

import pytest

from sawan.fund import choice
from sawan.fund.choice.front import front


@pytest.mark.parametrize("name", ["mknap1-1", "mknap1-4", "mknap1-7", "mknapcb1-21"])
def test_or_library_optima_are_proved(name, vector, model):
    proposals, rules, expect = vector(name)
    answer = model(proposals, rules).choose(choice.Clock(60), race=True)
    assert answer.status == "optimal" and answer.gap == 0
    assert answer.objective == expect["best_known"]


def test_province_reaches_the_optimum_of_four_solvers_and_obeys_every_rule(vector, model):
    proposals, rules, expect = vector("province-2564")
    made = model(proposals, rules)
    answer = made.choose(choice.Clock(60))
    assert answer.status == "optimal" and answer.objective == expect["optimum"]
    assert made.statement.broken(answer.selection) == []


def test_front_of_2kp50_is_complete_and_the_published_one(vector, model):
    proposals, rules, expect = vector("momkp-2kp50")
    made = model(proposals, rules)
    answer = front(made, made.rules.pareto, choice.Clock(60))
    assert answer.complete
    assert [[int(x) for x in worth] for worth, _ in answer.points] == expect["front"]
    assert all(made.statement.broken(selection) == [] for _, selection in answer.points)


def test_interrupted_front_fills_gaps_and_claims_only_true_points(vector, model):
    proposals, rules, expect = vector("momkp-2kp50")
    made = model(proposals, rules)
    answer = front(made, made.rules.pareto, choice.Clock(0.6))
    true = {tuple(point) for point in expect["front"]}
    assert {tuple(int(x) for x in worth) for worth, _ in answer.points} <= true
    assert answer.complete == (len(answer.points) == len(true))
