"""Are the chances of targets true? Seven targets a series and origin, on every provincial panel.

    python benchmarks/evaluate_target.py

Targets: last value + h s m, m from -0.5 to 1 in the good direction. Printed: what was said and what came true, Brier
score beside that of the base rate and its split (Murphy), calibration error; goals .19 and .06. A panel of few
origins is few tests, however many provinces it has.
"""

from __future__ import annotations

import math

import numpy as np
from evaluate_panels import LOWER_IS_BETTER, Question, at_origins, provincial

from sawan.evaluate.forecast import forecast

STEPS = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)


def answers(questions: list[Question], sign: int) -> np.ndarray:
    """(n, 2): probability said, 1 if it came true."""
    found = []
    for question in questions:
        for one in forecast(question.known, question.horizon):
            scale = float(np.abs(np.diff(one.run.values)).mean()) if one.made else 0.0
            for h, band in enumerate(one.bands(), start=1):
                truth = question.later[one.series.name].get(band.year)
                if truth is None:
                    continue
                for step in STEPS:
                    target = float(one.run.values[-1]) + sign * h * scale * step
                    low, high = (target, math.inf) if sign > 0 else (-math.inf, target)
                    found.append((one.probability(band.year, low, high), float(low <= truth <= high)))
    return np.array(found)


def summary(name: str, pairs: np.ndarray, origins: int) -> None:
    """One line: Brier, base rate, split, calibration error."""
    said, true = pairs.T
    base = true.mean()
    place = np.minimum((said * 10).astype(int), 9)
    reliability = resolution = error = 0.0
    for bin_ in range(10):
        inside = place == bin_
        if inside.any():
            share, gap = inside.mean(), said[inside].mean() - true[inside].mean()
            reliability += share * gap**2
            resolution += share * (true[inside].mean() - base) ** 2
            error += share * abs(gap)
    print(
        f"{name:14s} {origins:3d} {len(pairs):7d}  {((said - true) ** 2).mean():.3f}  {base * (1 - base):.3f}  "
        f"{reliability:.4f} {resolution:.4f}  {error:.3f}"
    )


def main() -> None:
    print(f"{'panel':14s} {'or.':>3s} {'pairs':>7s}  Brier  base   reliab. resol.  calibration error")
    every = []
    for name, (values, horizon, origins) in provincial().items():
        pairs = answers(at_origins(values, horizon, origins), -1 if name in LOWER_IS_BETTER else 1)
        summary(name, pairs, len(origins))
        every.append(pairs)
    pairs = np.concatenate(every)
    summary("all", pairs, sum(len(given[2]) for given in provincial().values()))
    place = np.minimum((pairs[:, 0] * 10).astype(int), 9)
    for bin_ in range(10):
        inside = pairs[place == bin_]
        if len(inside):
            print(f"  said {inside[:, 0].mean():.2f}  came true {inside[:, 1].mean():.2f}  n {len(inside)}")


if __name__ == "__main__":
    main()
