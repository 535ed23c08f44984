"""Worked examples under the definitions, and the units that formulas carry."""

from __future__ import annotations

import dataclasses

import pytest

from sawan.measure import catalogue, derive, dimensions, examples, formula
from sawan.measure.catalogue import Catalogue

CATALOGUE = catalogue.load()


def changed(code: str, **values: object) -> Catalogue:
    entry = dataclasses.replace(CATALOGUE[code], **values)  # type: ignore[arg-type]
    return Catalogue({**CATALOGUE.entries, code: entry})


def test_every_shipped_formula_gives_its_worked_example() -> None:
    found = list(examples.check(CATALOGUE))
    assert [one for one in found if not one.right] == []
    assert {one.code for one in found} == set(CATALOGUE.computed)


def test_every_example_uses_exactly_the_inputs_of_its_formula() -> None:
    for entry in CATALOGUE.formulas.values():
        assert set(entry.example["inputs"]) == derive.needs(entry), entry.code


def test_a_wrong_formula_fails_its_example() -> None:
    found = {
        one.code: one for one in examples.check(changed("gpp_growth", formula="100 * (gpp_cvm / lag(gpp_cvm, 2) - 1)"))
    }
    assert not found["gpp_growth"].right
    assert "gpp_growth" in examples.fault(found["gpp_growth"]).en


def test_a_formula_without_an_example_fails() -> None:
    found = {one.code: one for one in examples.check(changed("gpp_growth", example={}))}
    assert not found["gpp_growth"].right


@pytest.mark.parametrize(
    "text",
    [
        "gpp_current + population_registered",
        "gpp_current + gpp_cvm",
        "forest_area + forest_share",
        "least(gpp_current, births)",
        "ln(gpp_current)",
        "gpp_current / births + births",
        "gpp_current - 1",
    ],
)
def test_unlike_units_are_refused(text: str) -> None:
    with pytest.raises(dimensions.UnlikeUnits):
        dimensions.of(formula.parse(text), CATALOGUE)


@pytest.mark.parametrize(
    "text",
    [
        "births + population_registered",
        "population_nesdc + births",
        "gpp_current / gpp_current + 1",
        "gpp_current / births + gpp_current_a / population_registered",
        "ln(gpp_current / gpp_current_a)",
        "-gpp_current",
    ],
)
def test_like_units_may_meet(text: str) -> None:
    dimensions.of(formula.parse(text), CATALOGUE)


def test_no_shipped_formula_adds_unlike_units() -> None:
    assert list(dimensions.faults(CATALOGUE)) == []


def test_a_formula_with_unlike_units_fails_the_check() -> None:
    found = {one.code: one for one in examples.check(changed("gpp_growth", formula="gpp_cvm + births"))}
    assert not found["gpp_growth"].right
    assert "cannot be added" in found["gpp_growth"].note


def test_formulas_in_a_circle_are_refused() -> None:
    from sawan.problems import Refused

    with pytest.raises(Refused, match="circle"):
        derive.order(changed("gpp_growth", formula="gpp_growth + 1"))
