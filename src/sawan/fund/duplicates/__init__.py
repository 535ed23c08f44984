"""Duplicates among proposals: the same, worth a look, related; with the reason and never merged."""

from sawan.fund.duplicates.form import Form, form
from sawan.fund.duplicates.likeness import Likeness, likeness
from sawan.fund.duplicates.pairs import Pair, find

__all__ = ["Form", "Likeness", "Pair", "find", "form", "likeness"]
