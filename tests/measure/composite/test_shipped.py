"""The specifications that ship: what is confirmed is reproduced, what is not is marked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

import sawan.measure
from sawan.measure.composite import compute, panel_of, read_spec
from sawan.measure.composite.uncertainty import explore

FOLDER = Path(sawan.measure.__path__[0]) / "data" / "composites"

# NESDC, HAI 2562, Nakhon Phanom, as published by the provincial statistical office (nkphanom.nso.go.th, id 329).
NAKHON_PHANOM = {
    "hai_health": 0.6444,
    "hai_education": 0.3354,
    "hai_working_life": 0.6732,
    "hai_income": 0.4355,
    "hai_housing_environment": 0.9609,
    "hai_family_community": 0.6060,
    "hai_transport_communication": 0.6920,
    "hai_participation": 0.6357,
}
PUBLISHED = 0.5974


def test_hai_is_the_published_value() -> None:
    spec = read_spec(FOLDER / "hai.yaml")
    own = [NAKHON_PHANOM[code] for code in spec.tree.indicators]
    index = compute(spec, panel_of(np.array([own, [0.5] * 8]), ["48", "other"], spec.tree.indicators))
    assert round(float(index.top[0, 0]), 4) == PUBLISHED
    assert index.top[0, 1] == 0.5


def test_hai_lacks_a_value_where_a_dimension_is_missing() -> None:
    spec = read_spec(FOLDER / "hai.yaml")
    values = np.full((2, 8), 0.5)
    values[0, 3] = np.nan
    assert np.isnan(compute(spec, panel_of(values, ["a", "b"], spec.tree.indicators)).top[0, 0])


def test_indicators_of_hai_are_marked_one_by_one() -> None:
    listed = YAML(typ="safe").load((FOLDER / "hai-indicators.yaml").read_text(encoding="utf-8"))
    assert set(listed) == set(read_spec(FOLDER / "hai.yaml").tree.indicators)
    assert {own["certainty"] for parts in listed.values() for own in parts} == {"S", "C"}
    assert all(own["th"] and own["en"] for parts in listed.values() for own in parts)


def test_environment_index_runs_and_says_that_it_is_not_official() -> None:
    path = FOLDER / "environment.yaml"
    assert "NOT OFFICIAL" in path.read_text(encoding="utf-8")
    spec = read_spec(path)
    values = np.random.default_rng(1).uniform(10, 60, (8, 5))
    found = explore(compute(spec, panel_of(values, list("abcdefgh"), spec.tree.indicators)))
    assert found.factors == ("normalise", "aggregate", "weights")
    assert found.scores.shape == (10_000, 1, 8)
