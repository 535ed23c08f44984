"""Core, borderline and exterior against enumeration, and the set of weights against published centroids."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sawan.fund import choice
from sawan.fund.choice.faults import Faults
from sawan.fund.choice.nondominated import nondominated
from sawan.fund.choice.robustness import core
from sawan.fund.choice.rules_reading import read_rules
from sawan.fund.choice.weights import weights_of

QUICK = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.generate),
)
IDS = "ABCDEFGH"


def _rules(text):
    faults = Faults("R.yaml")
    rules = read_rules(f"ceilings: {{cost: 1}}\n{text}\n".encode(), faults)
    assert not faults.found
    return rules


def test_full_order_gives_the_rank_order_centroid():
    """Barron and Barrett (1996): for three ranks 11/18, 5/18, 2/18."""
    weights = weights_of(_rules("criteria: {a: [0, 1], b: [0, 1], c: [0, 1]}\norder: [a >= b, b >= c]"))
    assert weights.mean == (Fraction(11, 18), Fraction(5, 18), Fraction(2, 18))


def test_corners_of_a_cut_simplex_are_the_permutations():
    weights = weights_of(_rules("criteria: {a: [0.2, 0.3], b: [0.2, 0.3], c: [0.2, 0.3], d: [0.2, 0.3]}"))
    assert len(weights.corners) == 6
    assert weights.mean == (Fraction(1, 4),) * 4
    assert all(sorted(corner) == [Fraction(1, 5)] * 2 + [Fraction(3, 10)] * 2 for corner in weights.corners)


def test_single_weights_are_scaled_to_one():
    assert weights_of(_rules("criteria: {a: 2, b: 6}")).mean == (Fraction(1, 4), Fraction(3, 4))


@st.composite
def instances(draw, criteria=("need", "effort", "reach")):
    size = draw(st.integers(5, 8))
    points = st.integers(1, 60)
    lines = ["id," + ",".join(criteria) + ",cost,district"]
    lines += [
        ",".join(
            map(
                str,
                [
                    name,
                    *(draw(points) for _ in criteria),
                    draw(st.integers(3, 20)),
                    draw(st.sampled_from("xy")) if name != "A" else "x",
                ],
            )
        )
        for name in IDS[:size]
    ]
    ranges = draw(st.sampled_from(["[0.1, 0.8]", "[0, 1]", "[0.2, 0.6]"]))
    weights = ", ".join(f"{name}: {ranges}" for name in criteria)
    rules = f"ceilings: {{cost: {draw(st.integers(20, 60))}}}\ncriteria: {{{weights}}}\n"
    if draw(st.booleans()):
        rules += f"order: [{criteria[0]} >= {criteria[1]}]\n"
    return "\n".join(lines) + "\n", rules + "limits: [{where: {district: x}, of: count, max: 3}]\n"


def _vectors(every, criteria):
    """Criteria totals of every selection that obeys the rules, by its ids."""
    found = {}
    for picks in every.sets():
        if every.shares(picks, np.ones(every.size), whole=True) is not None:
            found[tuple(np.flatnonzero(picks))] = np.array([float(every.column(name) @ picks) for name in criteria])
    return found


@QUICK
@given(instances())
def test_regret_and_counted_portfolios_are_best_where_enumeration_says(enumerate_all, model, instance):
    proposals, rules = instance
    made = model(proposals, rules)
    chosen = made.choose(choice.Clock(20))
    found = core(made, chosen, choice.Clock(30), 1, lambda th, en: None)
    every = _vectors(enumerate_all(proposals, rules), made.rules.criteria)
    planes = np.array(list(every.values()))
    corners = np.array([[float(x) for x in corner] for corner in weights_of(made.rules).corners])
    assert found.complete and found.tolerance == 0
    own = every[tuple(np.flatnonzero(chosen.selection.picks))]
    regret = max(0.0, *(1 - own @ corner / (planes @ corner).max() for corner in corners))
    assert found.regret == pytest.approx(regret, abs=1e-9)
    mixes = np.random.default_rng(1).dirichlet(np.ones(len(corners)), 1000) @ corners
    scores = mixes @ planes.T
    best = scores.max(axis=1)
    counted = {tuple(np.flatnonzero(one.picks)) for one in found.portfolios}
    names = list(every)
    clear = {names[int(row.argmax())] for row, top in zip(scores, best, strict=True) if np.sort(row)[-2] < top - 1e-6}
    assert clear <= counted
    for ids in counted:
        gaps = (best - mixes @ every[ids]).min()
        centres = np.array([cell.centre for cell in found.cells])
        assert gaps < 1e-9 or ((centres @ planes.T).max(axis=1) - centres @ every[ids]).min() < 1e-6


@QUICK
@given(instances(criteria=("need", "effort")))
def test_acceptability_of_two_criteria_is_the_length_of_the_weights(enumerate_all, model, instance):
    proposals, rules = instance
    made = model(proposals, rules)
    found = core(made, made.choose(choice.Clock(20)), choice.Clock(30), 1, lambda th, en: None)
    every = _vectors(enumerate_all(proposals, rules), made.rules.criteria)
    corners = np.array([[float(x) for x in corner] for corner in weights_of(made.rules).corners])
    if len(corners) == 1:
        return
    steps = (np.arange(4000) + 0.5)[:, None] / 4000
    mixes = corners[0] * (1 - steps) + corners[1] * steps
    planes = np.array(list(every.values()))
    names = list(every)
    winners = np.argmax(mixes @ planes.T, axis=1)
    if any(np.array_equal(a, b) for n, a in enumerate(planes) for b in planes[:n]):
        return
    shares = np.zeros(len(made.proposals.ids))
    for winner, count in zip(*np.unique(winners, return_counts=True), strict=True):
        shares[list(names[winner])] += count / 4000
    assert found.acceptability == pytest.approx(shares.tolist(), abs=2e-3)


@QUICK
@given(instances())
def test_nondominated_selections_are_those_of_enumeration(enumerate_all, model, instance):
    proposals, rules = instance
    made = model(proposals, rules)
    corners = weights_of(made.rules).corners
    found, complete = nondominated(made, corners, choice.Clock(30), lambda count: None)
    every = _vectors(enumerate_all(proposals, rules), made.rules.criteria)
    worth = {
        ids: tuple(sum(w * Fraction(int(x)) for w, x in zip(corner, vector, strict=True)) for corner in corners)
        for ids, vector in every.items()
    }

    def beats(one, other):
        return one != other and all(a >= b for a, b in zip(one, other, strict=True))

    true = {ids for ids, at in worth.items() if not any(beats(other, at) for other in worth.values())}
    assert complete
    assert {tuple(np.flatnonzero(one.picks)) for one in found} == true


def test_equal_selections_are_both_counted(model):
    proposals = "id,a,b,cost\nP,5,3,2\nQ,5,3,2\nR,1,1,2\n"
    made = model(proposals, "ceilings: {cost: 2}\ncriteria: {a: [0.2, 0.8], b: [0.2, 0.8]}\n")
    found = core(made, made.choose(choice.Clock(10)), choice.Clock(10), 1, lambda th, en: None)
    assert {tuple(one.ids(made.proposals)) for one in found.portfolios} == {("P",), ("Q",)}
    assert [found.class_of(j) for j in range(3)] == ["borderline", "borderline", "exterior"]
