"""Sampled runs: who draws which alternatives, weights and errors, and the mixed samples of a sensitivity analysis."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from sawan.measure.composite.faults import fault
from sawan.measure.composite.panel import Array, Panel
from sawan.measure.composite.pipeline import Index
from sawan.measure.composite.sampling import Numbers, draw_choices, draw_errors, draw_weights
from sawan.measure.composite.spec import DataErrors, Uncertainty
from sawan.measure.composite.trials import Laboratory, Outcome, Trials
from sawan.problems import Refused

ERROR_CELLS = 160_000


class Simulation:
    """N draws, or N (d + 2) runs for d factors `mixed`: sample A, sample B, and A with one factor at a time from B.

    Run `s * N + k` is draw k of sample s.
    """

    def __init__(self, index: Index, asked: Uncertainty, laboratory: Laboratory, mixed: Sequence[str]) -> None:
        self.index = index
        self.asked = asked
        self.laboratory = laboratory
        self.mixed = tuple(mixed)
        self.sides = (0, 1) if mixed else (0,)
        self.choices = [draw_choices(asked.factors, asked.draws, asked.seed, side) for side in self.sides]

    def run(self, outcome: Outcome) -> None:
        """Fill the outcome with all runs."""
        if self.asked.data is None:
            self.laboratory.run(self.trials(), outcome)
        else:
            self.run_with_errors(self.trials(), outcome)

    def samples(self) -> list[str | None]:
        """For each sample the factor that it takes from B, None for A itself; B itself stands second."""
        return [None, None, *self.mixed] if self.mixed else [None]

    def trials(self) -> Trials:
        """Choices and weights of all runs."""
        names = [factor.name for factor in self.asked.factors]
        choices: list[Numbers] = []
        for number, taken in enumerate(self.samples()):
            own = self.choices[1 if number == 1 else 0].copy()
            if taken in names:
                own[:, names.index(taken)] = self.choices[1][:, names.index(taken)]
            choices.append(own)
        weights, row = self.weights()
        return Trials(np.concatenate(choices), weights, row)

    def weights(self) -> tuple[Array | None, Numbers | None]:
        """Drawn weights of both sides, and which row each run uses."""
        how, asked = self.asked.weights, self.asked
        if how is None:
            return None, None
        spec = self.index.spec
        drawn = [
            draw_weights(spec.tree, spec.nominal.weights, how, asked.draws, seed=asked.seed, side=side)
            for side in self.sides
        ]
        own = np.arange(asked.draws, dtype=np.int32)
        rows = [own + asked.draws * self.side(number, "weights") for number in range(len(self.samples()))]
        return drawn[0] if len(drawn) == 1 else np.concatenate(drawn), np.concatenate(rows).astype(np.int32)

    def side(self, sample: int, factor: str) -> int:
        """Whether a sample takes a factor from A (0) or from B (1)."""
        return int(sample == 1 or self.samples()[sample] == factor)

    def run_with_errors(self, trials: Trials, outcome: Outcome) -> None:
        """Runs on observations with errors, in fixed blocks of draws so that threads change nothing."""
        if self.asked.data is None:
            raise AssertionError("no errors of observation are asked for")
        deviations = deviations_of(self.asked.data, self.index.panel, self.index.spec.file)
        size = max(1, ERROR_CELLS // deviations.size)
        starts = range(0, self.asked.draws, size)

        def block(number: int) -> None:
            draws = np.arange(starts[number], min(starts[number] + size, self.asked.draws))
            self.run_block(number, size, draws, deviations=deviations, trials=trials, outcome=outcome)

        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as threads:
            list(threads.map(block, range(len(starts))))

    def run_block(
        self,
        number: int,
        size: int,
        draws: NDArray[np.intp],
        *,
        deviations: Array,
        trials: Trials,
        outcome: Outcome,
    ) -> None:
        """All samples of one block of draws."""
        values = []
        for side in self.sides:
            errors = draw_errors((size, *deviations.shape), self.asked.seed, side, number)[: len(draws)]
            errors *= deviations
            errors += self.index.panel.values
            values.append(errors)
        for sample in range(len(self.samples())):
            runs = draws + sample * self.asked.draws
            found = self.laboratory.run_observed(values[self.side(sample, "data")], trials.part(runs))
            outcome.put(runs, found)


def deviations_of(errors: DataErrors, panel: Panel, file: str | None) -> Array:
    """Standard deviation `[t, i, j]` of the error of every observation; raises `Refused` where DATA has no `se`."""
    if errors.kind == "se":
        if panel.errors is None:
            raise Refused(fault("no_se", file=file, field="uncertainty.data"))
        return panel.errors
    if errors.kind == "relative":
        return errors.relative * np.abs(np.nan_to_num(panel.values))
    own = np.array([errors.absolute.get(code, 0.0) for code in panel.indicators])
    return np.broadcast_to(own, panel.values.shape)
