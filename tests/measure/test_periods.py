"""Periods in one spelling, and steps back that undo themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.fiscal import NotABuddhistYear
from sawan.measure import periods
from sawan.measure.engine import schema

years = st.integers(2450, 2650)
every = st.one_of(
    years.map(str),
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-{:02d}".format, years, st.integers(1, 12)),
)


@given(every)
def test_a_period_is_its_own_spelling(period: str) -> None:
    assert periods.parse(period) == period
    assert periods.parse(period.lower()) == period


@given(every, st.integers(0, 40), st.integers(0, 40))
def test_steps_add_up(period: str, one: int, two: int) -> None:
    assert periods.earlier(periods.earlier(period, one), two) == periods.earlier(period, one + two)


@given(every, st.integers(0, 40))
def test_the_engine_counts_periods_as_the_reference_does(period: str, steps: int) -> None:
    kind = {4: "year", 7: "quarter" if "Q" in period else "month"}[len(period)]
    assert schema.period(schema.number(period) - steps, kind) == periods.earlier(period, steps)


def test_a_year_has_four_quarters_and_twelve_months() -> None:
    assert periods.earlier("2564-Q1", 1) == "2563-Q4"
    assert periods.earlier("2564-01", 1) == "2563-12"
    assert periods.earlier("2564-07", 12) == "2563-07"


@pytest.mark.parametrize("text", ["", "64", "2564-Q0", "2564-00", "2564-7", "2564/07", "ปี 2564", "2564-Q3-1"])
def test_other_texts_are_no_periods(text: str) -> None:
    with pytest.raises(periods.NotAPeriod):
        periods.parse(text)


def test_an_era_is_never_guessed() -> None:
    with pytest.raises(NotABuddhistYear) as error:
        periods.parse("2021")
    assert error.value.meant == 2564
    assert periods.from_ce_year("2021") == "2564"
    with pytest.raises(NotABuddhistYear):
        periods.from_ce_year("2564")
