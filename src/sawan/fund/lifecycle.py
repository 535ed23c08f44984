"""The life of a project as one table: states from draft to evaluated, who moves it on, and what must hold first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sawan.problems import Problem, Refused
from sawan.texts import Text

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at; whoever moves a project on fills in what is known of it.

    `required_left`: pieces of required advice that are still open. `progress` and `paid` are percent of the work and of
    the budget; `settled`: no money of it is left obligated and unpaid.
    """

    required_left: int = 0
    reason: str = ""
    scored: bool = False
    selected: bool = False
    resolution: str = ""
    budget: Decimal = Decimal(0)
    progress: Decimal = Decimal(0)
    settled: bool = False
    result_reported: bool = False


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition of a transition and what to do where it does not hold."""

    code: str
    holds: Callable[[Facts], bool]
    otherwise: Text


@dataclass(frozen=True, slots=True)
class State:
    """A state: its name, and whether a project's life ends there."""

    code: str
    name: Text
    final: bool = False


@dataclass(frozen=True, slots=True)
class Transition:
    """A step: from which states to which, which role takes it, which guards must hold; `name` is the button."""

    action: str
    sources: tuple[str, ...]
    target: str
    role: str
    name: Text
    guards: tuple[Guard, ...] = ()


COMPLETE = Guard(
    "complete",
    lambda facts: facts.required_left == 0,
    Text("ยังมีข้อมูลที่ต้องเติม โปรดเติมให้ครบก่อนส่ง", "Required parts are still missing: fill them in before sending."),
)
REASON = Guard(
    "reason",
    lambda facts: bool(facts.reason.strip()),
    Text("โปรดบอกเหตุผล", "Give the reason."),
)
SCORED = Guard(
    "scored",
    lambda facts: facts.scored,
    Text("ยังไม่มีคะแนน โปรดให้คะแนนก่อน", "There is no score yet: score it first."),
)
RESOLUTION = Guard(
    "resolution",
    lambda facts: bool(facts.resolution.strip()),
    Text("โปรดระบุมติที่ประชุม", "Name the resolution of the meeting."),
)
SELECTED = Guard(
    "selected",
    lambda facts: facts.selected,
    Text("โครงการยังไม่อยู่ในชุดที่เลือก", "The project is not in the selection."),
)
BUDGET = Guard(
    "budget",
    lambda facts: facts.budget > 0,
    Text("โปรดใส่งบประมาณที่ได้รับจัดสรร", "Enter the budget that was granted."),
)
DONE = Guard(
    "done",
    lambda facts: facts.progress >= WHOLE and facts.settled,
    Text("งานต้องครบร้อยละ 100 และไม่มีเงินค้างจ่าย", "The work must be at 100 % and no money left to pay."),
)
RESULT = Guard(
    "result",
    lambda facts: facts.result_reported,
    Text("โปรดรายงานผลลัพธ์ที่วัดได้ก่อน", "Report the measured outcome first."),
)

STATES: Mapping[str, State] = {
    state.code: state
    for state in (
        State("draft", Text("ร่าง", "Draft")),
        State("submitted", Text("ส่งแล้ว", "Submitted")),
        State("returned", Text("ส่งกลับแก้ไข", "Returned")),
        State("screened", Text("ผ่านการกลั่นกรอง", "Screened")),
        State("scored", Text("ให้คะแนนแล้ว", "Scored")),
        State("chosen", Text("อยู่ในชุดที่เลือก", "Chosen")),
        State("approved", Text("อนุมัติแล้ว", "Approved")),
        State("budgeted", Text("ได้รับงบประมาณ", "Budgeted")),
        State("running", Text("กำลังดำเนินงาน", "Running")),
        State("completed", Text("แล้วเสร็จ", "Completed")),
        State("evaluated", Text("ประเมินผลแล้ว", "Evaluated"), final=True),
        State("withdrawn", Text("ถอนแล้ว", "Withdrawn"), final=True),
        State("declined", Text("ไม่ได้รับเลือก", "Declined"), final=True),
        State("cancelled", Text("ยกเลิก", "Cancelled"), final=True),
    )
}

TRANSITIONS: Mapping[str, Transition] = {
    step.action: step
    for step in (
        Transition(
            "submit",
            ("draft", "returned"),
            "submitted",
            "officer",
            Text("ส่งโครงการ", "Submit"),
            (COMPLETE,),
        ),
        Transition(
            "withdraw",
            ("draft", "submitted", "returned", "screened"),
            "withdrawn",
            "officer",
            Text("ถอนโครงการ", "Withdraw the project"),
            (REASON,),
        ),
        Transition(
            "return",
            ("submitted", "screened"),
            "returned",
            "planner",
            Text("ส่งกลับให้แก้ไข", "Return for correction"),
            (REASON,),
        ),
        Transition(
            "screen",
            ("submitted",),
            "screened",
            "planner",
            Text("ผ่านการกลั่นกรอง", "Pass the screening"),
            (COMPLETE,),
        ),
        Transition("score", ("screened",), "scored", "committee", Text("ปิดการให้คะแนน", "Close the scoring"), (SCORED,)),
        Transition(
            "choose", ("scored",), "chosen", "committee", Text("รับเข้าชุด", "Take into the selection"), (SELECTED,)
        ),
        Transition(
            "decline",
            ("screened", "scored", "chosen"),
            "declined",
            "committee",
            Text("ไม่รับโครงการ", "Decline the project"),
            (REASON,),
        ),
        Transition(
            "approve", ("chosen",), "approved", "approver", Text("อนุมัติโครงการ", "Approve the project"), (RESOLUTION,)
        ),
        Transition("grant", ("approved",), "budgeted", "planner", Text("บันทึกงบประมาณ", "Record the budget"), (BUDGET,)),
        Transition("start", ("budgeted",), "running", "officer", Text("เริ่มดำเนินงาน", "Start the work")),
        Transition("complete", ("running",), "completed", "officer", Text("ปิดงาน", "Close the work"), (DONE,)),
        Transition(
            "cancel",
            ("approved", "budgeted", "running"),
            "cancelled",
            "approver",
            Text("ยกเลิกโครงการ", "Cancel the project"),
            (REASON, RESOLUTION),
        ),
        Transition(
            "evaluate", ("completed",), "evaluated", "planner", Text("บันทึกผลประเมิน", "Record the evaluation"), (RESULT,)
        ),
    )
}


def steps_from(state: str) -> tuple[Transition, ...]:
    """The steps that lead on from a state, in the order of the table."""
    return tuple(step for step in TRANSITIONS.values() if state in step.sources)


def move(state: str, action: str, facts: Facts) -> str:
    """The state after `action`.

    Raises Refused when the step does not lead on from this state, or with every guard that does not hold.
    """
    step = TRANSITIONS.get(action)
    if step is None or state not in step.sources:
        raise Refused(_no_such_step(state, action))
    failing = [guard for guard in step.guards if not guard.holds(facts)]
    if failing:
        raise Refused(
            Problem(guard.code, guard.otherwise.th, guard.otherwise.en, field=guard.code) for guard in failing
        )
    return step.target


def mermaid() -> str:
    """The table as a Mermaid state diagram, which the documentation shows."""
    lines = ["stateDiagram-v2", "    [*] --> draft"]
    for step in TRANSITIONS.values():
        guards = f" [{', '.join(guard.code for guard in step.guards)}]" if step.guards else ""
        lines += [f"    {source} --> {step.target}: {step.action} ({step.role}){guards}" for source in step.sources]
    lines += [f"    {state.code} --> [*]" for state in STATES.values() if state.final]
    return "\n".join(lines)


def _no_such_step(state: str, action: str) -> Problem:
    possible = ", ".join(step.action for step in steps_from(state)) or "—"
    name = STATES[state].name if state in STATES else Text(state, state)
    return Problem(
        "no_such_step",
        f"โครงการในขั้น “{name.th}” ทำ {action} ไม่ได้ สิ่งที่ทำได้: {possible}",
        f"A project that is {name.en.lower()} cannot {action}; possible: {possible}.",
        field="action",
    )
