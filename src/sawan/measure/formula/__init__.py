"""Formulas of indicators: read from text, safe by a list of what is allowed, evaluated on plain numbers."""

from sawan.measure.formula.evaluation import NoValue, evaluate
from sawan.measure.formula.parsing import NotAFormula, parse
from sawan.measure.formula.tree import Input, Node, inputs

__all__ = ["Input", "NoValue", "Node", "NotAFormula", "evaluate", "inputs", "parse"]
