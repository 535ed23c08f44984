"""Remarks on what can be computed but should not be believed as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sawan.measure.composite.faults import warning
from sawan.measure.composite.methods import RANKED
from sawan.measure.composite.spec import Method, Spec
from sawan.problems import Problem

RATIO_MEANS = frozenset({"geometric", "harmonic", "power"})
UNIT_SCALED = frozenset(
    {"distance_to_max", "distance_to_reference", "distance_to_target", "fraction_of_max", "percentile"}
)


def remarks_on(spec: Spec) -> Iterator[Problem]:
    """Means that ranks do not bear, and alternatives whose scores cannot be averaged."""
    nominal = spec.nominal
    ranked = next((own.name for own in _methods(nominal.normalise) if own.name in RANKED), None)
    mean = next((own.name for own in nominal.aggregate.values() if own.name in RATIO_MEANS), None)
    if ranked is not None and mean is not None:
        yield warning("mean_of_ranks", file=spec.file, field="aggregate", aggregate=mean, normalise=ranked)
    factors = spec.uncertainty.factors if spec.uncertainty is not None else ()
    for factor in factors:
        if factor.name == "normalise" and len({_scale(own) for own in factor.alternatives}) > 1:
            yield warning("scales_differ", file=spec.file, field="uncertainty.normalise")


def _methods(step: Method) -> list[Method]:
    return [step, *step.per.values()]


def _scale(step: Method) -> tuple[object, ...]:
    """What tells whether scores of two methods can be averaged: the ends of the scale, or the centre and spread."""
    if step.name in UNIT_SCALED:
        return ("unit",)
    if "range" in step.parameters:
        return ("range", step["range"][1])
    if step.name == "zscore":
        return ("zscore", step["mean"], step["sd"])
    return (step.name,)
