"""Locks answered from what is known, near the plan, and to proof."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from sawan.fund import choice


@pytest.fixture
def session(vector, model):
    proposals, rules, _ = vector("worked-example")
    made = model(proposals, rules)
    return choice.Session(made, made.choose(choice.Clock(10)))


def test_locks_reach_the_worth_of_a_fresh_choice_and_bounds_enclose_it(session):
    index = session.model.proposals.index
    for name, funded in (("C", True), ("A", None), ("C", None), ("A", False), ("F", True), ("A", None)):
        quick = session.lock(index[name], funded=funded)
        fresh = session.model.choose(choice.Clock(10), session.locks.change)
        assert quick.selection is not None and session.locks.holds_in(quick.selection)
        assert session.model.statement.broken(quick.selection) == []
        assert float(quick.objective) <= float(fresh.objective) + 1e-9 <= quick.bound + 1e-6
        proved = session.finish(10)
        assert proved.proved and proved.objective == fresh.objective and proved.at_most_better == 0


def test_locks_that_nothing_obeys_are_told(session):
    index = session.model.proposals.index
    session.lock(index["C"], funded=True)
    answer = session.lock(index["D"], funded=True)
    assert not answer.possible and answer.selection is None
    assert session.lock(index["D"], funded=None).possible


def test_a_lock_seen_before_is_answered_without_a_solve(session, monkeypatch):
    index = session.model.proposals.index
    session.lock(index["C"], funded=True)
    known = session.finish(10)
    session.lock(index["C"], funded=None)
    monkeypatch.setattr(type(session.model), "choose", None)
    assert session.lock(index["C"], funded=True) == known


def test_a_lock_of_a_province_is_answered_within_a_second_of_work(vector, model):
    proposals, rules, _ = vector("province-2564")
    made = model(proposals, rules)
    first = made.choose(choice.Clock(30))
    session = choice.Session(made, first)
    outside = [j for j in range(300) if not first.selection.shares[j]][:3]
    for j in outside:
        began = time.process_time()
        answer = session.lock(j, funded=True)
        assert time.process_time() - began < 1.0
        assert answer.possible and answer.at_most_better < 0.05


def test_the_example_of_the_docs_answers_what_the_worked_example_says(vector):
    proposals, rules, _ = vector("worked-example")
    page = (Path(__file__).parents[3] / "docs" / "explanation" / "choosing.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names = {"p_csv": proposals.encode(), "r_yaml": rules.encode()}
    exec(example, names)
    assert (names["best"].objective, names["less"].objective) == (158, 126)
    assert names["at_once"].objective <= 144 <= names["at_once"].bound
    assert names["proved"].proved and names["proved"].objective == 144
    assert names["freed"].proved and names["freed"].objective == 158
