"""Formulas and queries in this process, on DuckDB, PostgreSQL and Spark: one definition, the same answers."""

from sawan.measure.engine.backends import ARRAYS, ENGINES, chosen
from sawan.measure.engine.querying import query
from sawan.measure.engine.running import run

__all__ = ["ARRAYS", "ENGINES", "chosen", "query", "run"]
