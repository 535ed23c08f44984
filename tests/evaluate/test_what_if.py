"""What if: answers move the right way, agree with the status, and come within 300 ms."""

import math
import time

import numpy as np
import pytest

from sawan.evaluate.forecast import Series, forecast
from sawan.evaluate.rollup import Member, Node
from sawan.evaluate.status import Mark
from sawan.evaluate.target import Region
from sawan.evaluate.what_if import IndexDraws, Line, Move, marks_of_slider, outcome, ranks, scenario

VALUES = [0.60, 0.61, 0.61, 0.62, 0.63, 0.62, 0.64, 0.65]
FOUND = forecast([Series("hai", {2557 + i: v for i, v in enumerate(VALUES)})], 3)[0]
LINE = Line("hai", FOUND, 2566, Region(0.66, math.inf), 0.60, 0.65)


def chance(move: Move | None = None, line: Line = LINE) -> float:
    found = outcome(line, move).probability
    assert found is not None
    return found


def test_nothing_moved_is_the_record() -> None:
    assert chance() == FOUND.probability(2566, 0.66, math.inf)


def test_better_values_easier_targets_and_projects_raise_the_chance() -> None:
    assert chance(Move(value=0.66)) > chance()
    assert chance(Move(region=Region(0.64, math.inf))) > chance() > chance(Move(region=Region(0.70, math.inf)))
    assert chance(Move(effect=0.01)) > chance()


def test_unsure_project_pulls_the_chance_towards_even() -> None:
    assert 0.5 < chance(Move(effect=0.05, effect_sd=0.1)) < chance(Move(effect=0.05))


def test_slider_marks_are_targets_with_these_chances() -> None:
    for wanted, target in marks_of_slider(LINE).items():
        assert chance(Move(region=Region(target, math.inf))) == pytest.approx(wanted, abs=0.03)
    lower = Line("x", FOUND, 2566, Region(-math.inf, 0.6), 0.65, 0.65)
    for wanted, target in marks_of_slider(lower).items():
        assert chance(Move(region=Region(-math.inf, target)), lower) == pytest.approx(wanted, abs=0.03)


def test_series_without_forecast_has_no_chance_but_an_achievement() -> None:
    short = forecast([Series("s", {2563: 1, 2564: 2})], 1)[0]
    found = outcome(Line("s", short, 2565, Region(4, math.inf), 0.0, 2.0))
    assert (found.probability, found.mark, found.achievement) == (None, Mark.NO_DATA, 50)


def test_whole_plan_answers_within_300_ms() -> None:
    random = np.random.default_rng(1)
    names = [f"i{i:02d}" for i in range(60)]
    made = forecast(
        [
            Series(name, {2550 + t: float(v) for t, v in enumerate(50 + np.cumsum(random.normal(0.5, 1, 14)))}, name)
            for name in names
        ],
        3,
    )
    lines = {
        f.series.name: Line(f.series.name, f, 2565, Region(58, math.inf), 50.0, float(f.run.values[-1])) for f in made
    }
    tree = Node(
        "plan",
        parts=tuple(
            Node(f"g{k}", members=tuple(Member(name, 1, Mark.NO_DATA) for name in names[k::6])) for k in range(6)
        ),
    )
    draws = IndexDraws(
        random.normal(size=(77, 32)),
        random.dirichlet(np.ones(32), 1000),
        random.integers(0, 3, 1000),
        random.integers(0, 2, 1000),
    )
    start = time.process_time()
    outcomes, groups = scenario(lines, {"i00": Move(value=90.0)}, tree)
    there = ranks(draws, {(3, 5): 4.0})
    assert time.process_time() - start < 0.3
    assert outcomes["i00"].mark is Mark.ON_COURSE and groups["plan"].of_targets == 60
    assert (there.low <= there.median).all() and (there.median <= there.high).all()


def test_rank_of_an_area_that_leads_everywhere_is_one() -> None:
    random = np.random.default_rng(2)
    values = random.normal(size=(10, 4))
    draws = IndexDraws(
        values, random.dirichlet(np.ones(4), 300), random.integers(0, 3, 300), random.integers(0, 2, 300)
    )
    best = ranks(draws, {(7, k): 99.0 for k in range(4)})
    assert (best.median[7], best.low[7], best.high[7]) == (1, 1, 1)
    assert ranks(draws, {(7, 0): 99.0}).median[7] <= ranks(draws).median[7]
