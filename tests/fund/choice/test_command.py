"""The command as a process: files, exit statuses, the same bytes, time limits and interruption."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest


def _bytes(folder):
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    return {name: re.sub(r'"seconds(_total)?": [\d.]+', "", text) for name, text in texts.items()}


EXTRA = """
criteria: {need: [0.3, 0.7], readiness: [0.3, 0.7]}
curve: {from: 80, to: 120, step: 20}
pareto: [max score, min total]
robust: {gamma: 1, overrun: 20%}
scenarios: [{name: less, ceilings: 90%}, {name: odd, must: [C, D]}]
title: <b>ทดสอบ</b>
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """One run with everything asked for, the report beside it, and the call to repeat it."""
    folder = tmp_path_factory.mktemp("whole")
    data = Path(__file__).parent / "data" / "worked-example"
    (folder / "R.yaml").write_text((data / "R.yaml").read_text(encoding="utf-8") + EXTRA, encoding="utf-8")
    program = Path(sys.executable).with_name("sawan")
    words = [
        str(program),
        "fund",
        "select",
        "--proposals",
        str(data / "P.csv"),
        "--rules",
        "R.yaml",
        "--time-limit",
        "900",
    ]
    subprocess.run([*words, "--out", "out", "--report", "report.html"], cwd=folder, check=True)
    return folder, words


def test_same_input_gives_the_same_bytes_whatever_the_number_of_threads(whole):
    folder, words = whole
    subprocess.run([*words, "--out", "again", "--threads", "3"], cwd=folder, check=True)
    first, again = _bytes(folder / "out"), _bytes(folder / "again")
    again["summary.json"] = again["summary.json"].replace('"threads": 3', '"threads": 1')
    assert first == again
    assert set(first) == {"selection.csv", "summary.json", "core.csv", "pareto.csv", "ceiling.csv"}


def test_files_of_an_earlier_run_are_removed(run, vector):
    proposals, rules, _ = vector("worked-example")
    run(proposals, rules + "curve: {from: 100, to: 100, step: 1}\nreasons: none\n")
    done = run(proposals, "ceilings: {cost_2571: 100, cost_2572: 30}\nreasons: none\n")
    assert {path.name for path in done.folder.iterdir()} == {"selection.csv", "summary.json"}
    refused = run(proposals, "ceilings: {cost: 1}\n")
    assert refused.status == 2 and {path.name for path in refused.folder.iterdir()} == {"problems.csv"}


def test_impossible_rules_exit_with_one_and_name_conflict_and_mending(run, vector):
    proposals, rules, _ = vector("worked-example")
    done = run(proposals, rules.replace("min: 1", "min: 3"))
    assert done.status == 1 and {path.name for path in done.folder.iterdir()} == {"summary.json"}
    summary = done.summary
    assert summary["status"] == "infeasible" and summary["objective"] is None
    assert summary["conflict"]["rules"] == ["limits.1"]


def test_summary_has_every_key_of_the_contract_in_order(whole):
    summary = json.loads((whole[0] / "out" / "summary.json").read_text(encoding="utf-8"))
    keys = (
        "status objective bound gap objectives seconds seconds_total selected spent ceilings "
        "weights rules core pareto scenarios conflict unfinished warnings solver input"
    )
    assert list(summary)[:20] == keys.split()
    assert [one["status"] for one in summary["scenarios"]] == ["optimal", "infeasible"]
    assert summary["unfinished"] == [] and summary["weights"] == {"need": 0.5, "readiness": 0.5}


def test_report_is_whole_bilingual_and_asks_nothing_of_the_network(whole):
    page = (whole[0] / "report.html").read_text(encoding="utf-8")
    assert "<b>ทดสอบ</b>" not in page and "&lt;b&gt;ทดสอบ" in page
    assert 'lang="th"' in page and 'lang="en"' in page and page.count("<svg") >= 3
    assert not re.search(r'(src|href)="?https?:|url\("?https?:|<script|@import', page)
    for word in ("Waterline", "ระดับน้ำ", "ก้ำกึ่ง", "borderline"):
        assert word in page


def test_report_of_impossible_rules_shows_the_conflict(run, vector, tmp_path):
    proposals, rules, _ = vector("worked-example")
    done = run(proposals, rules.replace("min: 1", "min: 3"), "--report", str(tmp_path / "r.html"))
    assert done.status == 1 and "Mending 1" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("stop", ["time", "interrupt"])
def test_a_stopped_search_writes_the_best_found_with_its_gap(stop, tmp_path):
    import numpy as np

    chance = np.random.default_rng(7)
    weights = chance.integers(1, 1001, (10, 250))
    values = (weights.sum(axis=0) / 10 + 500 * chance.random(250)).astype(int)
    lines = ["id,value," + ",".join(f"c{k}" for k in range(10))]
    lines += [",".join(map(str, [f"p{j}", values[j], *weights[:, j]])) for j in range(250)]
    (tmp_path / "P.csv").write_text("\n".join(lines))
    (tmp_path / "R.yaml").write_text(
        "ceilings: {" + ", ".join(f"c{k}: {weights[k].sum() // 4}" for k in range(10)) + "}\n"
    )
    program = Path(sys.executable).with_name("sawan")
    words = ["--proposals", "P.csv", "--rules", "R.yaml", "--out", "out"]
    words += ["--time-limit", "3" if stop == "time" else "300"]
    watched, screen = os.openpty()
    child = subprocess.Popen([str(program), "fund", "select", *words], cwd=tmp_path, stderr=screen)
    os.close(screen)
    said = _read_until(watched, "searching")
    if stop == "interrupt":
        child.send_signal(signal.SIGINT)
    assert child.wait(120) == 0
    assert "terminate" not in said + _read_until(watched, None)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["status"] == "feasible" and 0 < summary["gap"] < (0.05 if stop == "time" else 1)
    assert summary["bound"] >= summary["objective"] and "reasons" in summary["unfinished"]
    with (tmp_path / "out" / "selection.csv").open(encoding="utf-8", newline="") as page:
        picks = np.array([row["selected"] == "1" for row in csv.DictReader(page)])
    assert picks.size == 250 and values[picks].sum() == summary["objective"]
    assert (weights[:, picks].sum(axis=1) <= weights.sum(axis=1) // 4).all()


def _read_until(screen, word):
    """What a terminal shows until a word appears, or until its program has ended."""
    said = b""
    while word is None or word.encode() not in said:
        try:
            more = os.read(screen, 4096)
        except OSError:  # the other end is closed
            break
        if not more:
            break
        said += more
    return said.decode()
