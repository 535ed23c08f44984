"""Staggered starts: by hand for two groups, and by what must hold for many."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from sawan.cli import sawan
from sawan.console import run
from sawan.evaluate.effect import staggered


def test_two_groups_two_times_is_the_difference_of_mean_changes() -> None:
    outcome = np.array([[1.0, 2, 5, 6, 7], [4.0, 7, 6, 6, 9]])
    found = staggered(outcome, np.array([2560, 2560, 0, 0, 0]), np.array([2559, 2560]))
    assert found.simple.effect == pytest.approx((3 + 5) / 2 - (1 + 0 + 2) / 3)
    treated, never = np.array([3, 5]), np.array([1, 0, 2])
    assert found.effects[0].found.se == pytest.approx(np.sqrt(treated.var() / 2 + never.var() / 3))
    assert found.simple.effect == found.group.effect == found.event.effect


def test_effects_by_cohort_time_and_event_are_the_ones_put_in() -> None:
    random = np.random.default_rng(1)
    times = np.arange(2550, 2560)
    cohorts = np.repeat([0, 2554, 2557, 2600], [40, 30, 30, 10])
    level = random.normal(0, 3, 110) + np.cumsum(random.normal(0, 1, 10))[:, None]
    since = np.where((cohorts > 0) & (cohorts < 2570), times[:, None] - cohorts, -1)
    effect = np.where(since >= 0, 1.0 + since, 0.0)
    found = staggered(level + effect + random.normal(0, 0.05, (10, 110)), cohorts, times)
    events = dict(found.events)
    assert {event: round(one.effect, 1) for event, one in events.items() if event >= 0} == {
        0: 1.0,
        1: 2.0,
        2: 3.0,
        3: 4.0,
        4: 5.0,
        5: 6.0,
    }
    assert all(abs(one.effect) < 0.06 for event, one in events.items() if event < 0)
    assert found.event.effect == pytest.approx(3.5, abs=0.05)
    assert found.group.effect == pytest.approx((np.mean([1, 2, 3, 4, 5, 6]) + np.mean([1, 2, 3])) / 2, abs=0.05)
    assert found.simple.effect == pytest.approx((21 + 6) / 9, abs=0.05)
    assert {(one.cohort, one.time) for one in found.effects} == {
        (cohort, time) for cohort in (2554, 2557) for time in range(2551, 2560)
    }


def test_standard_errors_cover_the_truth() -> None:
    random = np.random.default_rng(7)
    cohorts, times = np.repeat([0, 3, 4], [60, 20, 20]), np.arange(1, 6)
    inside = 0
    for _ in range(200):
        found = staggered(random.normal(0, 1, (5, 100)), cohorts, times)
        inside += abs(found.simple.effect) <= 1.96 * found.simple.se
    assert 0.90 <= inside / 200 <= 0.99


def test_command_writes_the_files(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    lines = ["unit,year,y,g"]
    for unit in range(30):
        start = ["", "0", "2562"][unit % 3]
        lines += [f"u{unit},{year},{random.normal():.4f},{start}" for year in range(2558, 2565)]
    (tmp_path / "p.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = ["evaluate", "effect", "--panel", str(tmp_path / "p.csv"), "--outcome", "y", "--unit", "unit"]
    asked += ["--time", "year", "--cohort", "g", "--method", "did", "--out", str(tmp_path / "out")]
    assert run(sawan, asked) == 0
    answer = json.loads((tmp_path / "out/summary.json").read_text(encoding="utf-8"))
    assert (answer["cohorts"], answer["treated"], answer["never"]) == ([2562], 10, 20)
    with (tmp_path / "out/att.csv").open(encoding="utf-8") as file:
        assert [(row["cohort"], row["time"]) for row in csv.DictReader(file)] == [
            ("2562", str(year)) for year in range(2559, 2565)
        ]
    with (tmp_path / "out/event.csv").open(encoding="utf-8") as file:
        assert [row["event"] for row in csv.DictReader(file)] == ["-3", "-2", "-1", "0", "1", "2"]
    assert run(sawan, [*asked, "--treated", "u1"]) == 2
    assert run(sawan, [word if word != "did" else "sc" for word in asked]) == 2


def test_unsteady_cohorts_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f"u{unit},{year},{unit + year},{year if unit < 2 else 0}" for unit in range(5) for year in range(1, 5)]
    (tmp_path / "p.csv").write_text("unit,year,y,g\n" + "\n".join(rows) + "\n", encoding="utf-8")
    asked = ["evaluate", "effect", "--panel", str(tmp_path / "p.csv"), "--outcome", "y", "--unit", "unit"]
    assert run(sawan, [*asked, "--time", "year", "--cohort", "g", "--method", "did", "--out", str(tmp_path / "o")]) == 2
    said = capsys.readouterr().err
    assert "“u0”" in said and "“u1”" in said
