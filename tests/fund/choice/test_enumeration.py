"""Small instances against enumeration of every selection, with all kinds of rules at once."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sawan.fund import choice
from sawan.fund.choice.conflict import smallest_conflict
from sawan.fund.choice.front import front
from sawan.fund.choice.prices import exact_prices, rule_prices
from sawan.fund.choice.statement import Change

QUICK = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.generate),
)
IDS = "ABCDEFG"


@st.composite
def instances(draw, *, partial=True, kinds=("limits", "groups", "synergies", "robust", "must", "never")):
    """Texts of both files: seven proposals at most, two ceilings, some rules of every kind."""
    size = draw(st.integers(4, 7))
    ids = IDS[:size]
    number = st.integers(0, 40)
    lines = ["id,value,need,effort,cost_1,cost_2,district,requires,excludes,min_share"]
    for place, name in enumerate(ids):
        others = list(ids[:place])
        requires = draw(st.sampled_from(["", "", *others, *("|".join(others[:2]) for _ in others[1:2])]))
        excludes = draw(st.sampled_from(["", "", "", *(other for other in others if other not in requires)]))
        share = draw(st.sampled_from(["", "", "0.5", "0.35"])) if partial else ""
        cells = [name, draw(number), draw(number), draw(number), draw(st.integers(1, 30)), draw(st.integers(0, 20))]
        lines.append(
            ",".join(map(str, [*cells, draw(st.sampled_from(["d", "e", "d;e", "f"])), requires, excludes, share]))
        )
    rules = {"ceilings": {"cost_1": draw(st.integers(15, 80)), "cost_2": draw(st.integers(10, 60))}}
    some = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True)
    if "limits" in kinds:
        limit = st.sampled_from([
            {"of": "count", "min": 1}, {"of": "count", "max": 2}, {"min": 8}, {"max": 35}, {"max": "40%"},
            {"min": "10%"},
            {"max": "60% of chosen"}, {"of": "cost_1", "min": "20% of chosen"}, {"of": "count", "max": "75% of chosen"},
            {"of": "effort", "max": 40}, {"of": "cost_2", "max": "50%"},
        ])  # fmt: skip
        tags = sorted({value for line in lines[1:] for value in line.split(",")[6].split(";")})
        where = st.sampled_from([*tags, tags])
        rules["limits"] = [{"where": {"district": draw(where)}, **draw(limit)} for _ in range(draw(st.integers(0, 2)))]
    if "groups" in kinds and draw(st.booleans()):
        rules["groups"] = [{"of": draw(some), "max": draw(st.integers(1, 2))}, {"of": draw(some), "min": 1}]
    if "synergies" in kinds and draw(st.booleans()):
        rules["synergies"] = [
            {"of": draw(some), "value": draw(st.integers(-10, 15))},
            {"of": draw(some), "cost_1": draw(st.integers(-8, 8))},
        ]
    if "robust" in kinds and draw(st.booleans()):
        rules["robust"] = {"gamma": draw(st.sampled_from([0, 1, 2, "all"])), "overrun": "20%"}
    for key in ("must", "never"):
        if key in kinds and draw(st.integers(0, 3)) == 0:
            rules[key] = [draw(st.sampled_from(ids[:2] if key == "must" else ids[2:]))]
    return "\n".join(lines) + "\n", rules


def _text(rules):
    page = io.StringIO()
    YAML().dump(rules, page)
    return page.getvalue()


def _answer(model, proposals, rules):
    """The choice, or None when the locks alone are refused."""
    try:
        made = model(proposals, _text(rules))
    except choice.selecting.Refused as refusal:
        assert {one.code for one in refusal.problems} <= {"must_over_ceiling", "must_excludes"}
        return None, None
    return made, made.choose(choice.Clock(30))


@QUICK
@given(instances())
def test_choice_is_the_best_of_all_selections(enumerate_all, model, instance):
    proposals, rules = instance
    made, answer = _answer(model, proposals, rules)
    best = enumerate_all(proposals, _text(rules)).best()
    if answer is None or answer.selection is None:
        assert best is None
        assert answer is None or answer.status == "infeasible"
        return
    assert answer.status == "optimal"
    assert best is not None and float(answer.objective) == pytest.approx(best[0], abs=2e-4)
    assert made.statement.broken(answer.selection) == []


@QUICK
@given(instances(partial=False))
def test_prices_are_what_enumeration_with_the_opposite_lock_loses(enumerate_all, model, instance):
    proposals, rules = instance
    made, answer = _answer(model, proposals, rules)
    if answer is None or answer.selection is None:
        return
    must, never = rules.get("must", []), rules.get("never", [])
    for j, price in exact_prices(made, answer, choice.Clock(30), 1):
        name = made.proposals.ids[j]
        if name in must or name in never:
            changes = {"must": [one for one in must if one != name], "never": [one for one in never if one != name]}
        elif answer.selection.shares[j]:
            changes = {"never": [*never, name]}
        else:
            changes = {"must": [*must, name]}
        best = enumerate_all(proposals, _text(rules), **changes).best()
        if best is None:
            assert price.status == "impossible"
        else:
            assert float(price.amount) == pytest.approx(abs(best[0] - float(answer.objective)), abs=1e-6)
            assert price.status == ("locked" if name in (*must, *never) else "exact")


@QUICK
@given(instances(kinds=("limits",)))
def test_gain_without_a_rule_is_what_enumeration_without_it_gains(enumerate_all, model, instance):
    proposals, rules = instance
    made, answer = _answer(model, proposals, rules)
    if answer is None or answer.selection is None:
        return
    for key, figures in rule_prices(made, answer, choice.Clock(30), 1):
        if key.startswith("ceilings."):
            loose, tight = {**rules["ceilings"], key[9:]: 1e6}, {**rules["ceilings"]}
            tight[key[9:]] = tight[key[9:]] * 1.01
            if any("%" in str(end) and "chosen" not in str(end) for limit in rules["limits"] for end in limit.values()):
                continue
            without = enumerate_all(proposals, _text(rules), ceilings=loose).best()
            looser = enumerate_all(proposals, _text(rules), ceilings=tight).best()
            assert float(figures.one_percent) == pytest.approx(looser[0] - float(answer.objective), abs=2e-4)
        else:
            number = int(key.split(".")[1]) - 1
            fewer = [limit for place, limit in enumerate(rules["limits"]) if place != number]
            without = enumerate_all(proposals, _text(rules), limits=fewer).best()
        assert float(figures.without) == pytest.approx(without[0] - float(answer.objective), abs=2e-4)


@QUICK
@given(instances(partial=False, kinds=("limits", "groups", "must")))
def test_smallest_conflict_cannot_hold_and_holds_without_any_one_rule(model, instance):
    proposals, rules = instance
    made, answer = _answer(model, proposals, rules)
    if answer is None or answer.selection is not None:
        return
    conflict, complete = smallest_conflict(made, choice.Clock(30))
    every = made.statement.rule_ids()
    assert complete
    assert made.possible(choice.Clock(30), Change(without=frozenset(every) - set(conflict))) is False
    for rule in conflict:
        kept = set(conflict) - {rule}
        assert made.possible(choice.Clock(30), Change(without=frozenset(every) - kept)) is True


@QUICK
@given(instances(partial=False, kinds=("limits", "synergies", "groups")))
def test_front_holds_every_point_that_no_other_selection_dominates(enumerate_all, model, instance):
    proposals, rules = instance
    rules = {**rules, "pareto": ["max value", "min total"]}
    made, answer = _answer(model, proposals, rules)
    if answer is None:
        return
    every = enumerate_all(proposals, _text(rules))
    points = set()
    for picks in every.sets():
        found = every.shares(picks, every.worth(), whole=True)
        if found is not None:
            costs = sum(one.get("cost_1", 0) for one in rules.get("synergies", ()) if every._all(picks, one["of"]))
            points.add((round(found[0]), round(float(every.column("total") @ picks) + costs)))
    true = {p for p in points if not any(q[0] >= p[0] and q[1] <= p[1] and q != p for q in points)}
    answer = front(made, made.rules.pareto, choice.Clock(30))
    assert answer.complete
    assert {(int(a), int(b)) for (a, b), _ in answer.points} == true


def test_three_objectives_give_the_front_of_enumeration(enumerate_all, model):
    proposals = "id,value,need,effort,cost_1,cost_2,district,requires,excludes,min_share\n" + "".join(
        f"{name},{v},{n},{e},{c},0,d,,,\n"
        for name, v, n, e, c in zip(
            "ABCDEFG",
            (9, 7, 8, 3, 5, 6, 2),
            (1, 8, 2, 9, 4, 4, 7),
            (5, 3, 6, 2, 9, 1, 4),
            (4, 5, 6, 3, 5, 2, 4),
            strict=True,
        )
    )
    rules = {"ceilings": {"cost_1": 14, "cost_2": 1}, "pareto": ["max value", "max need", "min effort"]}
    made = model(proposals, _text(rules))
    answer = front(made, made.rules.pareto, choice.Clock(30))
    every = enumerate_all(proposals, _text(rules))
    points = set()
    for picks in every.sets():
        if every.shares(picks, every.worth(), whole=True) is not None:
            points.add(tuple(int(every.column(name) @ picks) for name in ("value", "need", "effort")))

    def beats(q, p):
        return q != p and q[0] >= p[0] and q[1] >= p[1] and q[2] <= p[2]

    true = {p for p in points if not any(beats(q, p) for q in points)}
    assert answer.complete and {tuple(int(x) for x in worth) for worth, _ in answer.points} == true


def test_written_shares_obey_every_ceiling_to_the_millionth(model):
    costs = {"A": Fraction(7, 100), "B": Fraction(13, 100), "C": Fraction(11, 100)}
    proposals = "id,value,cost,min_share\nA,7,0.07,0.1\nB,11,0.13,0.1\nC,5,0.11,\n"
    answer = model(proposals, "ceilings: {cost: 0.17}\n").choose(choice.Clock(10))
    spent = sum(Fraction(int(s), 10**6) * cost for s, cost in zip(answer.selection.shares, costs.values(), strict=True))
    assert answer.status == "optimal" and answer.selection.shares.tolist() == [1_000_000, 769_230, 0]
    assert 0 <= Fraction(17, 100) - spent < costs["B"] / 10**6
