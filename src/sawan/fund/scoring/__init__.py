"""Scoring proposals by a scheme that is data: NESDC's seven criteria by fiscal year, or an office's own."""

from sawan.fund.scoring.answers import columns_of, read_row
from sawan.fund.scoring.scheme import Scheme, load, parse, shipped
from sawan.fund.scoring.score import Assessment, Score, Spread, score
from sawan.fund.scoring.sheet import read_assessments, write_scores

__all__ = [
    "Assessment",
    "Scheme",
    "Score",
    "Spread",
    "columns_of",
    "load",
    "parse",
    "read_assessments",
    "read_row",
    "score",
    "shipped",
    "write_scores",
]
