"""The first selection obeys every rule, and the easy bound lies above every selection."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest

from sawan.fund import choice
from sawan.fund.choice.greedy import easy_bound, first_selection
from sawan.fund.choice.statement import Change

PROPOSALS = """id,value,cost,district,requires,excludes
A,9,4,d,,
B,8,4,d,,A
C,1,3,e,D|E,
D,2,5,f,,
E,1,2,f,,
F,7,6,f,,
"""


@pytest.mark.parametrize(
    ("rules", "picked"),
    [
        ("ceilings: {cost: 9}", "ACE"),
        ("ceilings: {cost: 9}\nlimits: [{where: {district: e}, of: count, min: 1}]", "ACE"),
        ("ceilings: {cost: 9}\nmust: [B]\nnever: [E]", "BD"),
        ("ceilings: {cost: 9}\ngroups: [{of: [D, F], min: 1}]", "EF"),
        ("ceilings: {cost: 9}\nrobust: {gamma: all, overrun: 100%}", "A"),
        ("ceilings: {cost: 20}\nlimits: [{where: {district: d}, max: 30% of chosen}]", None),
        ("ceilings: {cost: 9}\nobjective: min cost\nlimits: [{where: {district: f}, min: 2}]", "E"),
    ],
)
def test_first_selection_is_locks_then_floors_then_the_best_for_its_money(model, rules, picked):
    made = model(PROPOSALS, rules)
    found = made.at_once()
    assert found is not None and made.statement.broken(found) == []
    if picked is not None:
        assert "".join(found.ids(made.proposals)) == picked
    best = made.choose(choice.Clock(10))
    sign = made.asked[0].sign
    assert sign * float(best.objective) <= sign * easy_bound(made.statement, made.asked[0].measure, sign) + 1e-9


def test_no_first_selection_is_said_where_none_can_be(model):
    made = model(PROPOSALS, "ceilings: {cost: 9}\nlimits: [{where: {district: e}, of: count, min: 2}]")
    assert made.at_once() is None


def test_a_change_moves_locks_and_ceilings(model):
    made = model(PROPOSALS, "ceilings: {cost: 9}\nnever: [A]")
    asked = made.asked[0]
    funded = Change(funded=(made.proposals.index["C"],), barred=(made.proposals.index["E"],))
    assert first_selection(made.statement, asked.measure, 1, funded).ids(made.proposals) == ["C", "D"]
    freed = Change(freed=(0,), ceilings=Fraction(1, 2))
    assert first_selection(made.statement, asked.measure, 1, freed).ids(made.proposals) == ["A"]


def test_a_province_has_a_first_selection_and_a_bound_above_its_optimum(vector, model):
    proposals, rules, expect = vector("province-2564")
    made = model(proposals, rules)
    found = made.at_once()
    assert made.statement.broken(found) == []
    worth = sum(
        int(row["value"]) for row, on in zip(csv.DictReader(proposals.splitlines()), found.picks, strict=True) if on
    )
    assert 0.5 * expect["optimum"] < worth <= expect["optimum"]
    assert easy_bound(made.statement, made.asked[0].measure, 1) >= expect["optimum"]


def test_a_run_stopped_before_it_began_still_writes_a_selection_with_a_gap(ask, vector):
    proposals, rules, expect = vector("province-2564")
    done = ask(proposals, rules, 0.0)
    assert done.status == 0 and done.summary["status"] == "feasible"
    assert done.summary["objective"] < expect["optimum"] <= done.summary["bound"] and done.summary["gap"] > 0
    assert {row["price_status"] for row in done.rows("selection.csv")} <= {"at_most", "skipped"}
