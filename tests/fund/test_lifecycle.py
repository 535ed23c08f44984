"""The life of a project: the table is sound, guards hold back, every life ends, the documentation shows the table."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sawan.fund.lifecycle import STATES, TRANSITIONS, Facts, mermaid, move, steps_from
from sawan.problems import Refused

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "project-lifecycle.md"
GOOD = Facts(
    reason="because",
    scored=True,
    selected=True,
    resolution="ก.บ.จ. 3/2571",
    budget=Decimal(1),
    progress=Decimal(100),
    settled=True,
    result_reported=True,
)
LIFE = ["submit", "screen", "score", "choose", "approve", "grant", "start", "complete", "evaluate"]


def test_every_step_joins_states_of_the_table() -> None:
    for step in TRANSITIONS.values():
        assert {*step.sources, step.target} <= set(STATES)
        assert not any(STATES[source].final for source in step.sources)
        assert step.name.th
        assert step.name.en


def test_every_state_is_reached_and_every_life_can_end() -> None:
    reached = {"draft"}
    while new := {step.target for state in reached for step in steps_from(state)} - reached:
        reached |= new
    assert reached == set(STATES)
    ending = {code for code, state in STATES.items() if state.final}
    while new := {code for code in STATES if any(step.target in ending for step in steps_from(code))} - ending:
        ending |= new
    assert ending == set(STATES)


def test_a_whole_life_leads_from_draft_to_evaluated() -> None:
    state = "draft"
    for action in LIFE:
        state = move(state, action, GOOD)
    assert state == "evaluated"


@pytest.mark.parametrize(
    ("state", "action", "lacking", "guard"),
    [
        ("draft", "submit", {"required_left": 1}, "complete"),
        ("submitted", "return", {"reason": " "}, "reason"),
        ("screened", "score", {"scored": False}, "scored"),
        ("scored", "choose", {"selected": False}, "selected"),
        ("chosen", "approve", {"resolution": ""}, "resolution"),
        ("approved", "grant", {"budget": Decimal(0)}, "budget"),
        ("running", "complete", {"progress": Decimal("99.9")}, "done"),
        ("running", "complete", {"settled": False}, "done"),
        ("completed", "evaluate", {"result_reported": False}, "result"),
    ],
)
def test_a_guard_that_does_not_hold_refuses(state: str, action: str, lacking: dict[str, object], guard: str) -> None:
    with pytest.raises(Refused) as refusal:
        move(state, action, replace(GOOD, **lacking))  # type: ignore[arg-type]
    (problem,) = refusal.value.problems
    assert problem.code == guard
    assert problem.th
    assert problem.en


def test_all_failing_guards_are_told_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        move("running", "cancel", Facts())
    assert [problem.code for problem in refusal.value.problems] == ["reason", "resolution"]


@given(st.sampled_from(sorted(STATES)), st.sampled_from([*sorted(TRANSITIONS), "nonsense"]))
def test_a_step_leads_on_exactly_where_the_table_says(state: str, action: str) -> None:
    if action in {step.action for step in steps_from(state)}:
        assert move(state, action, GOOD) == TRANSITIONS[action].target
    else:
        with pytest.raises(Refused):
            move(state, action, GOOD)


def test_documentation_shows_the_table_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"```mermaid\n{mermaid()}\n```" in page
    for state in STATES.values():
        assert f"| `{state.code}` | {state.name.th} |" in page
