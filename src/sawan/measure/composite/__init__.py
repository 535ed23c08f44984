"""Composite indices: from observations to scores, audit, change and uncertainty; arrays in and out."""

from sawan.measure.composite.acceptability import central_weights, pair_probabilities, rank_probabilities
from sawan.measure.composite.aggregate import scores, shares_of
from sawan.measure.composite.audit import audit, effective_weights
from sawan.measure.composite.benefit import benefit_of_the_doubt
from sawan.measure.composite.contributions import changes
from sawan.measure.composite.imputation import impute
from sawan.measure.composite.normalise import normalise
from sawan.measure.composite.panel import Panel, panel_of, read_panel
from sawan.measure.composite.parsing import read_spec, spec_of
from sawan.measure.composite.pipeline import Index, compute
from sawan.measure.composite.ranking import ranks
from sawan.measure.composite.screening import screen
from sawan.measure.composite.slider import Slide, slide
from sawan.measure.composite.spec import Method, Recipe, Spec, Uncertainty, WeightDraws
from sawan.measure.composite.treatment import treat
from sawan.measure.composite.tree import Tree
from sawan.measure.composite.uncertainty import Explored, explore
from sawan.measure.composite.weighting import weights_for_correlations, weights_for_variance_shares

__all__ = [
    "Explored",
    "Index",
    "Method",
    "Panel",
    "Recipe",
    "Slide",
    "Spec",
    "Tree",
    "Uncertainty",
    "WeightDraws",
    "audit",
    "benefit_of_the_doubt",
    "central_weights",
    "changes",
    "compute",
    "effective_weights",
    "explore",
    "impute",
    "normalise",
    "pair_probabilities",
    "panel_of",
    "rank_probabilities",
    "ranks",
    "read_panel",
    "read_spec",
    "scores",
    "screen",
    "shares_of",
    "slide",
    "spec_of",
    "treat",
    "weights_for_correlations",
    "weights_for_variance_shares",
]
