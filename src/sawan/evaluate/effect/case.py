"""One question of effect: a treated series, the donors beside it, and the variations that inference asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sawan.evaluate.arrays import Bools, Floats


@dataclass(frozen=True, slots=True)
class Predictors:
    """What weights are chosen by: `own` (K,) of the treated, `others` (K, J) of the donors; `fit` (T,) marks the
    times whose outcome gap chooses the predictor weights."""

    own: Floats
    others: Floats
    fit: Bools

    def scaled(self) -> Predictors:
        """Every predictor divided by its standard deviation (n - 1) over treated and donors."""
        spread = np.concatenate([self.own[:, None], self.others], axis=1).std(axis=1, ddof=1)
        spread = np.where(spread > 0, spread, 1.0)
        return replace(self, own=self.own / spread, others=self.others / spread[:, None])


@dataclass(frozen=True, slots=True)
class Case:
    """`own` (T,) is the outcome of the treated (their mean, if several), `others` (T, J) of the donors `names`.

    The first `before` times lie before the treatment. `earlier`, when given, are the predictors by which the weights
    of `predictors` are chosen (validation on an earlier window).
    """

    name: str
    own: Floats
    names: tuple[str, ...]
    others: Floats
    before: int
    treated: int = 1
    predictors: Predictors | None = None
    earlier: Predictors | None = None

    def as_placebo(self, donor: int) -> Case:
        """This donor plays the treated; the real treated is left out."""
        rest = np.arange(len(self.names)) != donor
        return replace(
            self,
            name=self.names[donor],
            own=self.others[:, donor],
            names=tuple(name for at, name in enumerate(self.names) if at != donor),
            others=self.others[:, rest],
            treated=1,
            predictors=_as_placebo(self.predictors, donor, rest),
            earlier=_as_placebo(self.earlier, donor, rest),
        )

    def without(self, donor: int) -> Case:
        """The same treated, one donor fewer."""
        rest = np.arange(len(self.names)) != donor
        return replace(
            self,
            names=tuple(name for at, name in enumerate(self.names) if at != donor),
            others=self.others[:, rest],
            predictors=_without(self.predictors, rest),
            earlier=_without(self.earlier, rest),
        )

    def false_start(self, before: int) -> Case:
        """An earlier start within the times before the real one; outcomes only."""
        return replace(
            self,
            own=self.own[: self.before],
            others=self.others[: self.before],
            before=before,
            predictors=None,
            earlier=None,
        )


@dataclass(frozen=True, slots=True)
class Fit:
    """What a method found: donor weights (J,), the synthetic outcome (T,) at the treated's level, and its own parts."""

    case: Case
    weights: Floats
    synthetic: Floats
    time_weights: Floats | None = None
    predictor_weights: Floats | None = None
    ridge: float | None = None
    spread: tuple[float, float] | None = None

    @property
    def gap(self) -> Floats:
        """(T,) observed less synthetic."""
        return self.case.own - self.synthetic

    @property
    def effect(self) -> float:
        """The mean gap after the start."""
        return float(self.gap[self.case.before :].mean())

    @property
    def error_before(self) -> float:
        """Root of the mean squared gap before the start."""
        return float(np.sqrt((self.gap[: self.case.before] ** 2).mean()))

    @property
    def error_after(self) -> float:
        """Root of the mean squared gap after the start."""
        return float(np.sqrt((self.gap[self.case.before :] ** 2).mean()))

    @property
    def ratio(self) -> float:
        """Error after over error before, the latter at least 1e-9 of the unit's standard deviation before."""
        floor = max(1e-9 * float(self.case.own[: self.case.before].std(ddof=1)), np.finfo(float).tiny)
        return self.error_after / max(self.error_before, floor)


def _as_placebo(predictors: Predictors | None, donor: int, rest: Bools) -> Predictors | None:
    if predictors is None:
        return None
    return replace(predictors, own=predictors.others[:, donor], others=predictors.others[:, rest])


def _without(predictors: Predictors | None, rest: Bools) -> Predictors | None:
    return None if predictors is None else replace(predictors, others=predictors.others[:, rest])
