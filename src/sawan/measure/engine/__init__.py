"""Formulas on DuckDB, PostgreSQL and Spark: one query, the same answers."""

from sawan.measure.engine.backends import ENGINES, chosen
from sawan.measure.engine.running import run

__all__ = ["ENGINES", "chosen", "run"]
