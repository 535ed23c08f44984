"""Contributions: the independent figures, and sums that are exact whatever the numbers."""

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.evaluate import drivers
from sawan.evaluate.drivers.parts import log_mean

DATA = Path(__file__).parent.parent / "data"
VECTORS = json.loads((DATA / "decomposition.json").read_text(encoding="utf-8"))
positive = st.floats(0.01, 1e6)
levels = st.floats(1, 1000)
NAMES = ("a", "b", "c")


def named(values: list[float]) -> dict[str, float]:
    return dict(zip(NAMES, values, strict=True))


def triples(strategy: st.SearchStrategy[float]) -> st.SearchStrategy[list[float]]:
    return st.lists(strategy, min_size=3, max_size=3)


def test_shapley_and_log_mean_of_a_geometric_index_are_the_published_ones() -> None:
    case = VECTORS["shapley_geometric"]
    weights = np.array(case["weights"])
    before, after = named(case["x0"]), named(case["x1"])
    found = drivers.shapley(lambda rows: np.exp(np.log(rows) @ weights), before, after)
    assert list(found.parts.values()) == pytest.approx(case["shapley"], abs=1e-12)
    assert found.change == pytest.approx(case["f1"] - case["f0"], abs=1e-12)
    by_means = drivers.geometric(named(case["weights"]), before, after)
    assert list(by_means.parts.values()) == pytest.approx(case["log_mean"], abs=1e-12)


def test_shift_share_is_the_published_one() -> None:
    case = VECTORS["shift_share"]
    found = drivers.shift_share((case["e0"], case["e1"]), (case["country0"], case["country1"]))
    for sector, parts in case["parts"].items():
        shift = found[sector]
        assert [shift.national, shift.mix, shift.local] == pytest.approx(list(parts.values()), abs=1e-12)
    assert sum(shift.change for shift in found.values()) == pytest.approx(case["total"], abs=1e-12)


def test_lmdi_is_the_published_one() -> None:
    case = VECTORS["lmdi"]
    before, after = ({name: pair[side] for name, pair in case["factors"].items()} for side in (0, 1))
    found = drivers.product(before, after)
    assert dict(found.parts) == pytest.approx(case["parts"], rel=1e-12)
    assert found.change == pytest.approx(case["v1"] - case["v0"])


def test_rate_over_areas_is_the_published_one() -> None:
    case = VECTORS["rate_over_areas"]
    before, after = (
        {str(i): pair for i, pair in enumerate(zip(case[p], case[y], strict=True))}
        for p, y in (("p0", "y0"), ("p1", "y1"))
    )
    found = drivers.mean_over_areas(before, after).parts
    assert [found[f"within {i}"] for i in range(2)] == pytest.approx(case["within"], abs=1e-12)
    assert [found[f"between {i}"] for i in range(2)] == pytest.approx(case["between"], abs=1e-12)


def accounts() -> list[drivers.Year]:
    with (DATA / "gpp-accounts-60.csv").open(encoding="utf-8") as file:
        values = {(row["indicator"], int(row["year_be"])): float(row["value"]) for row in csv.DictReader(file)}
    sections = "abcdefghijklmnopqrs"
    return [
        drivers.Year(
            year,
            values["gpp_current", year],
            values["gpp_cvm", year],
            {s: values[f"gpp_current_{s}", year] for s in sections},
            {s: values[f"gpp_cvm_{s}", year] for s in sections},
        )
        for year in range(2538, 2564)
    ]


def test_sectors_of_nakhon_sawan_add_up_to_the_published_growth() -> None:
    found = drivers.yearly(accounts())
    with (DATA / "gpp-contributions-60.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year = found[int(row["year_be"])]
            assert year.change == pytest.approx(float(row["growth"]), abs=1e-5)
            assert abs(year.residual) < 1e-4
            for section, points in year.parts.items():
                assert points == pytest.approx(float(row[section]), abs=1e-5)


def test_linked_years_add_up_to_the_growth_of_all_years() -> None:
    years = accounts()
    found = drivers.linked(years[-8:])
    assert found.change == pytest.approx(100 * (years[-1].volume / years[-8].volume - 1))
    assert abs(found.residual) < 1e-3
    assert found.ordered()[0][0] == "a", "agriculture moved Nakhon Sawan most in 2556-2563"
    with pytest.raises(ValueError):
        drivers.linked([years[0], years[2]])


@given(triples(positive), triples(positive))
def test_every_function_is_divided_without_a_rest(before: list[float], after: list[float]) -> None:
    old, new = named(before), named(after)
    for function in (lambda rows: rows.max(axis=1), lambda rows: np.log(rows).sum(axis=1) ** 2):
        found = drivers.shapley(function, old, new)
        assert found.residual == pytest.approx(0, abs=1e-9 * max(1, np.abs(function(np.array([before, after]))).max()))
    for exact in (drivers.product(old, new), drivers.geometric(named([0.5, 0.3, 0.2]), old, new)):
        assert exact.residual == pytest.approx(0, abs=1e-9 * max(1, abs(exact.change), math.prod(before)))


def test_still_indicator_has_no_part() -> None:
    found = drivers.shapley(lambda rows: rows.prod(axis=1), named([1, 2, 3]), named([4, 2, 5]))
    assert found.parts["b"] == pytest.approx(0, abs=1e-12)


@given(triples(levels), triples(levels), triples(levels), triples(levels))
def test_shift_share_adds_up(own0: list[float], own1: list[float], all0: list[float], all1: list[float]) -> None:
    place, country = (named(own0), named(own1)), (named(all0), named(all1))
    found = drivers.shift_share(place, country)
    split = drivers.local_split(place, country)
    for name, shift in found.items():
        assert shift.change == pytest.approx(place[1][name] - place[0][name], abs=1e-6)
        assert sum(split[name]) == pytest.approx(shift.local, abs=1e-6)


def test_yearly_shift_share_adds_up_over_the_years() -> None:
    place = [{"a": 10.0, "b": 5.0}, {"a": 11.0, "b": 4.0}, {"a": 9.0, "b": 7.0}]
    country = [{"a": 100.0, "b": 80.0}, {"a": 104.0, "b": 90.0}, {"a": 101.0, "b": 99.0}]
    found = drivers.yearly_shift_share(place, country)
    assert sum(one.change for one in found.values()) == pytest.approx(1.0)


def test_sectors_of_products_add_up() -> None:
    before = {"rice": {"area": 10.0, "yield": 2.0}, "cane": {"area": 5.0, "yield": 9.0}}
    after = {"rice": {"area": 12.0, "yield": 1.5}, "cane": {"area": 0.0, "yield": 9.0}}
    total, sectors = drivers.sum_of_products(before, after)
    assert total.change == pytest.approx(18 - 65) and abs(total.residual) < 1e-9
    assert sectors["cane"].parts["area"] == pytest.approx(-45, abs=1e-6)


def test_what_has_no_meaning_is_an_error() -> None:
    with pytest.raises(ValueError):
        drivers.product({"a": -1.0}, {"a": 1.0})
    with pytest.raises(ValueError):
        drivers.geometric({"a": 1.0}, {"a": 0.0}, {"a": 1.0})
    with pytest.raises(ValueError, match="b"):
        drivers.shift_share(({"b": 1.0}, {"b": 1.0}), ({"b": 0.0}, {"b": 1.0}))
    with pytest.raises(ValueError):
        drivers.shapley(
            lambda rows: rows.sum(axis=1), {str(i): 0.0 for i in range(21)}, {str(i): 1.0 for i in range(21)}
        )


@given(positive, st.floats(-1e-6, 1e-6))
def test_log_mean_lies_between_its_numbers(a: float, nearly: float) -> None:
    b = a * (1 + nearly)
    assert min(a, b) * (1 - 1e-12) <= log_mean(a, b) <= max(a, b) * (1 + 1e-12)
