"""Forecasts against the best library method of each panel, chosen with hindsight.

    python benchmarks/evaluate_forecast.py [--library]

Columns: MASE, sMAPE (M3), coverage of the 80 % and 95 % bands, interval score at 95 % over the mean absolute
difference; with `--library` (statsforecast; slow) the library's best MASE and interval score in the same run and
ours over them. CPU seconds are of this program alone.
"""

from __future__ import annotations

import sys
import time
import warnings
from dataclasses import dataclass

import numpy as np
from evaluate_panels import Question, panels

from sawan.evaluate.forecast import forecast, last_run


@dataclass(frozen=True)
class Row:
    """Means over all forecasts of a panel."""

    count: int
    mase: float
    smape: float
    within80: float
    within95: float
    interval: float


def scored(found: list[tuple[float, float, float, float, float, float, float]]) -> Row:
    """From (truth, scale, mean, low80, high80, low95, high95)."""
    truth, scale, mean, low80, high80, low, high = np.array(found).T
    miss = np.maximum(0, np.maximum(low - truth, truth - high))
    return Row(
        len(truth),
        float((np.abs(truth - mean) / scale).mean()),
        float((200 * np.abs(truth - mean) / (np.abs(truth) + np.abs(mean))).mean()),
        float(((low80 <= truth) & (truth <= high80)).mean()),
        float(((low <= truth) & (truth <= high)).mean()),
        float(((high - low + 40 * miss) / scale).mean()),
    )


def ours(questions: list[Question]) -> Row:
    """The recipe that ships."""
    found = []
    for question in questions:
        for one in forecast(question.known, question.horizon):
            scale = float(np.abs(np.diff(one.run.values)).mean()) if one.made else 0.0
            for band in one.bands():
                truth = question.later[one.series.name].get(band.year)
                if truth is not None:
                    found.append((truth, scale, band.mean, band.low80, band.high80, band.low95, band.high95))
    return scored(found)


def library(questions: list[Question]) -> dict[str, Row]:
    """Naive, drift, two thetas and ETS of statsforecast on the same series; Naive where ETS finds one too short."""
    from statsforecast.models import AutoETS, DynamicOptimizedTheta, Naive, OptimizedTheta, RandomWalkWithDrift

    makers = {
        "Naive": Naive,
        "drift": RandomWalkWithDrift,
        "DOTheta": DynamicOptimizedTheta,
        "OptTheta": OptimizedTheta,
        "AutoETS": AutoETS,
    }
    answers: dict[str, list[tuple[float, float, float, float, float, float, float]]] = {name: [] for name in makers}
    for question in questions:
        for series in question.known:
            run = last_run(series)
            if run.refusal:
                continue
            scale = float(np.abs(np.diff(run.values)).mean())
            for name, maker in makers.items():
                try:
                    said = maker().forecast(y=run.values, h=question.horizon, level=[80, 95])
                except NotImplementedError:
                    said = Naive().forecast(y=run.values, h=question.horizon, level=[80, 95])
                for h in range(question.horizon):
                    truth = question.later[series.name].get(run.last_year + 1 + h)
                    if truth is not None:
                        bounds = (said[key][h] for key in ("mean", "lo-80", "hi-80", "lo-95", "hi-95"))
                        answers[name].append((truth, scale, *(float(bound) for bound in bounds)))
    return {name: scored(found) for name, found in answers.items()}


def main() -> None:
    warnings.simplefilter("ignore")
    compare = "--library" in sys.argv
    print(
        f"{'panel':14s} {'n':>6s} {'MASE':>6s} {'sMAPE':>6s} {'in 80':>6s} {'in 95':>6s} {'int.':>6s} {'CPU s':>6s}",
        end="",
    )
    print("  library: best MASE, ours/it; best interval, ours/it" if compare else "")
    ratios = []
    for name, questions in panels().items():
        start = time.process_time()
        row = ours(questions)
        spent = time.process_time() - start
        print(
            f"{name:14s} {row.count:6d} {row.mase:6.3f} {row.smape:6.2f} {row.within80:6.3f} {row.within95:6.3f} "
            f"{row.interval:6.2f} {spent:6.2f}",
            end="",
            flush=True,
        )
        if compare:
            others = library(questions)
            point = min(others, key=lambda one: others[one].mase)
            width = min(others, key=lambda one: others[one].interval)
            ratios.append((row.mase / others[point].mase, row.interval / others[width].interval))
            print(
                f"  {point} {others[point].mase:.3f} {ratios[-1][0]:.3f}; "
                f"{width} {others[width].interval:.2f} {ratios[-1][1]:.3f}",
                end="",
                flush=True,
            )
        print()
    if ratios:
        means = np.exp(np.log(np.array(ratios)).mean(axis=0))
        print(f"geometric means of the ratios: MASE {means[0]:.3f}, interval score {means[1]:.3f}")


if __name__ == "__main__":
    main()
