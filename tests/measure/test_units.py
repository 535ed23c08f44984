"""Known multiples convert, unlike units do not, whatever the spelling."""

from __future__ import annotations

import pytest

from sawan.measure import catalogue, units


@pytest.mark.parametrize(
    ("given", "wanted", "factor"),
    [
        ("baht", "million baht", 1e-6),
        ("บาท", "million baht", 1e-6),
        ("พันล้านบาท", "million baht", 1e3),
        ("thousand persons", "persons", 1e3),
        ("rai", "square kilometres", 1600 / 1e6),
        ("square kilometres", "rai", 625),
        ("ไร่", "rai", 1),
        ("hectares", "rai", 6.25),
        ("tonnes", "kilograms", 1e3),
        ("kilograms per rai", "tonnes per hectare", 6.25e-3),
        ("gigawatt-hours", "kilowatt-hours", 1e6),
        ("per 1,000 population", "per 100,000 population", 100),
        ("%", "percent", 1),
        ("บาทต่อคน", "baht per person", 1),
    ],
)
def test_known_multiples(given: str, wanted: str, factor: float) -> None:
    assert units.convert(given, wanted) == pytest.approx(factor)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("baht", "persons"),
        ("million baht", "million baht (chained volume, reference year 2545)"),
        ("index 0-1", "score 0-100"),
        ("percent", "percent of water bodies"),
        ("baht per person", "baht per household per month"),
        ("persons", "households"),
        ("baht per person", "person per baht"),
    ],
)
def test_unlike_units(given: str, wanted: str) -> None:
    assert units.convert(given, wanted) is None


def test_every_unit_of_the_catalogue_is_like_itself_and_converts_back() -> None:
    names = {entry.unit.en for entry in catalogue.load().values()}
    for name in names:
        assert units.convert(name, name) == 1
        for other in names:
            there, back = units.convert(name, other), units.convert(other, name)
            assert (there is None) == (back is None)
            assert there is None or back is None or there * back == pytest.approx(1)
