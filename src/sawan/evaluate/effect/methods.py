"""The methods by their names: how each fits a case, refits it for a placebo, and fits it by outcomes alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sawan.evaluate.arrays import Floats
from sawan.evaluate.effect import outcomes, search
from sawan.evaluate.effect.case import Case, Fit

BY_OUTCOMES: dict[str, Callable[[Case], Fit]] = {
    "sc": outcomes.synthetic_control,
    "sdid": outcomes.synthetic_did,
    "asc": outcomes.augmented_control,
    "did": outcomes.difference_in_differences,
}
CONFORMAL = ("sc", "asc")


@dataclass(frozen=True, slots=True)
class Method:
    """`name` is a key of `BY_OUTCOMES`; `v` are predictor weights that were given, `seed` starts the search."""

    name: str
    seed: int
    v: Floats | None = None

    def fit(self, case: Case) -> Fit:
        """The answer for the treated: with predictors if the case has some, else by outcomes alone."""
        if case.predictors is None:
            return self.by_outcomes(case)
        return search.searched(case, self.seed) if self.v is None else search.given(case, self.v)

    def refit(self, case: Case, first: Fit) -> Fit:
        """The same for a variation of the case, starting from what was found for the treated."""
        if case.predictors is None or first.predictor_weights is None:
            return self.by_outcomes(case)
        if self.v is not None:
            return search.given(case, self.v)
        return search.refitted(case, first.predictor_weights)

    def by_outcomes(self, case: Case) -> Fit:
        """The method without predictors."""
        return BY_OUTCOMES[self.name](case)
