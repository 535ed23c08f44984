"""The worked example of the contract, every figure of it."""

from __future__ import annotations

import io

import pytest
from ruamel.yaml import YAML


def _with(rules: str, changes: dict) -> str:
    page = io.StringIO()
    YAML().dump({**YAML(typ="safe").load(rules), **changes}, page)
    return page.getvalue()


def test_selection_prices_and_rules_are_those_of_the_contract(run, vector):
    proposals, rules, expect = vector("worked-example")
    done = run(proposals, rules)
    assert done.status == 0
    assert done.shares == expect["selected"]
    rows = {row["id"]: row for row in done.rows("selection.csv")}
    assert {name: float(row["price"]) for name, row in rows.items()} == expect["price"]
    assert {row["price_status"] for row in rows.values()} == {"exact"}
    assert [(rows[name]["enter"], rows[name]["leave"]) for name in "ABCDEF"] == [
        ("C;F", "B;D"), ("F", ""), ("", "D;E"), ("C", "E"), ("F", ""), ("", "E"),
    ]  # fmt: skip
    summary = done.summary
    assert summary["status"] == "optimal" and summary["gap"] == 0
    assert summary["objective"] == summary["bound"] == expect["objective"]
    assert summary["spent"] == {"cost_2571": 100.0, "cost_2572": 27.0}
    gains = {one["rule"]: {"without": one["without"], "one_percent": one["one_percent"]} for one in summary["rules"]}
    assert gains == expect["rules"]


def test_every_change_of_the_rules_gives_the_answer_of_the_contract(ask, vector):
    proposals, rules, expect = vector("worked-example")
    for change in expect["changes"]:
        done = ask(proposals, _with(rules, {"reasons": "none", **change["set"]}))
        assert done.status == change.get("exit", 2 if "fault" in change else 0), change
        if "objective" in change:
            assert done.summary["objective"] == pytest.approx(change["objective"], abs=1e-12), change
            assert done.shares == change["selected"]
        if "fault" in change:
            assert [row["code"] for row in done.rows("problems.csv")] == [change["fault"]]
        if "conflict" in change:
            conflict = done.summary["conflict"]
            assert conflict["rules"] == change["conflict"] and conflict["complete"]
            assert conflict["relax"] == [{"rule": "limits.1", "by": 1.0, "to": 2.0}]
            assert not (done.folder / "selection.csv").exists()
        if "ceiling" in change:
            points = {row["percent"]: float(row["objective"]) for row in done.rows("ceiling.csv")}
            assert points == change["ceiling"]
        if "front" in change:
            points = [[float(row["value"]), float(row["total"])] for row in done.rows("pareto.csv")]
            assert points == change["front"] and done.summary["pareto"]["complete"]
        if "core_index" in change:
            _check_core(done, change)


def _check_core(done, change):
    rows = {row["id"]: row for row in done.rows("core.csv")}
    assert {name: float(row["core_index"]) for name, row in rows.items()} == pytest.approx(
        change["core_index"], abs=1e-5
    )
    names = {1: "core", 0: "exterior"}
    assert all(row["class"] == names.get(float(row["core_index"]), "borderline") for row in rows.values())
    assert done.summary["core"]["complete"] and done.summary["core"]["tolerance"] == 0
    if "acceptability" in change:
        shares = {name: float(row["acceptability"]) for name, row in rows.items()}
        assert shares == pytest.approx(change["acceptability"], abs=1e-4)
        assert all(row["low"] == row["acceptability"] == row["high"] for row in rows.values())
        assert done.summary["core"]["regret"] == pytest.approx(change["regret"], abs=1e-6)
