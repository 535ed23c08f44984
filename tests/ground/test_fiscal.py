"""Fiscal years: every day belongs to one quarter of one year, and eras are not mixed up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.fiscal import FiscalYear, NotABuddhistYear, Quarter, buddhist_year, say_date


def test_fiscal_year_2564_begins_in_october_2020() -> None:
    year = FiscalYear(2564)
    assert (year.start, year.end) == (date(2020, 10, 1), date(2021, 9, 30))


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_lies_in_its_quarter_and_year(day: date) -> None:
    quarter, year = Quarter.of(day), FiscalYear.of(day)
    assert quarter.start <= day <= quarter.end
    assert year.start <= day <= year.end
    assert quarter.year == year


@given(st.integers(min_value=2500, max_value=2600))
def test_quarters_follow_each_other_without_gap(be: int) -> None:
    year = FiscalYear(be)
    ends = [quarter.end for quarter in year.quarters]
    starts = [quarter.start for quarter in year.quarters]
    assert starts == [year.start, *(end + timedelta(days=1) for end in ends[:-1])]
    assert ends[-1] == year.end


def test_a_common_era_year_names_the_buddhist_one() -> None:
    with pytest.raises(NotABuddhistYear) as refusal:
        buddhist_year(2021)
    assert refusal.value.meant == 2564


def test_a_year_of_no_era_names_none() -> None:
    with pytest.raises(NotABuddhistYear) as refusal:
        FiscalYear(1200)
    assert refusal.value.meant is None


def test_say_date_in_both_languages() -> None:
    day = date(2026, 11, 24)
    assert say_date(day, "th") == "24 พฤศจิกายน 2569"
    assert say_date(day, "en", short=True) == "24 Nov 2026"
