"""Forecasts of short yearly series, pooled by group, with bands that have been tested on the past."""

from sawan.evaluate.forecast.group import LONGEST_HORIZON, Band, Forecast, forecast
from sawan.evaluate.forecast.proof import Coverage, Shock, past_coverage, past_shocks
from sawan.evaluate.forecast.series import Run, Series, last_run

__all__ = [
    "LONGEST_HORIZON",
    "Band",
    "Coverage",
    "Forecast",
    "Run",
    "Series",
    "Shock",
    "forecast",
    "last_run",
    "past_coverage",
    "past_shocks",
]
