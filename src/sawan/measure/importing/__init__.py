"""Checking a file of observations: what it says, what is wrong with it, row by row."""

from sawan.measure.importing.checking import Against, check
from sawan.measure.importing.report import STATUSES, Builder, Origin, Report, Rows, SeriesKey

__all__ = ["STATUSES", "Against", "Builder", "Origin", "Report", "Rows", "SeriesKey", "check"]
