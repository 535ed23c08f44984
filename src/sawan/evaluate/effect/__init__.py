"""Did a programme work? Synthetic control and its relatives, with placebos and a verdict that may refuse to speak."""

from sawan.evaluate.effect.case import Case, Fit, Predictors
from sawan.evaluate.effect.methods import Method
from sawan.evaluate.effect.staggered import Staggered, staggered
from sawan.evaluate.effect.study import Study, study
from sawan.evaluate.effect.verdict import REASONS, Measures, Verdict

__all__ = [
    "REASONS",
    "Case",
    "Fit",
    "Measures",
    "Method",
    "Predictors",
    "Staggered",
    "Study",
    "Verdict",
    "staggered",
    "study",
]
