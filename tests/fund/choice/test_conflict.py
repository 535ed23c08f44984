"""Mendings are the cheapest by the size of what is changed."""

from __future__ import annotations

from sawan.fund import choice
from sawan.fund.choice.conflict import cheapest_mendings


def test_a_mending_is_weighed_by_the_number_as_written(model):
    # 9 must become 30, 21/9 = 2.3 times its size; dropping the lock and the group costs 2
    proposals = "id,value,cost,district\nA,5,30,d\nB,5,30,e\n"
    rules = "ceilings: {cost: 60}\nmust: [A]\ngroups: [{of: [A], min: 1}]\n"
    made = model(proposals, rules + "limits: [{where: {district: d}, max: 9}]\n")
    mendings = cheapest_mendings(made, choice.Clock(10))
    assert [{change.rule for change in one} for one in mendings[:2]] == [{"must.A", "groups.1"}, {"limits.1"}]
    (wider,) = mendings[1]
    assert (wider.by, wider.to) == (21, 30)


def test_a_mending_of_one_rule_is_the_least_that_does(model):
    proposals = "id,value,cost,district\nA,5,12.5,d\nB,5,7.25,d\nC,1,1,e\n"
    made = model(proposals, "ceilings: {cost: 15}\nlimits: [{where: {district: d}, min: 16}]\n")
    (best, *_) = cheapest_mendings(made, choice.Clock(10))
    assert [(one.rule, float(one.by), float(one.to)) for one in best] == [("limits.1", 3.5, 12.5)]
