"""From the text of a formula to its tree; only what stands on the list gets through.

sqlglot reads the text as one SQL expression; every kind of node that is not named here is refused, so that a
formula can hold no sub-query, no table, no function of the engine.
"""

from __future__ import annotations

import math
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from sawan.areas.register import LEVELS
from sawan.measure.formula.tree import (
    SCALAR_FUNCTIONS,
    Call,
    Input,
    Node,
    Number,
    Operation,
    Positive,
    shifted,
    summed,
    walk,
)

LONGEST = 4000
DEEPEST = 60
MOST_PARTS = 2000
PER_HEAD_OF = "population_registered"
_OPERATORS = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/"}
_NAMED: dict[type[exp.Expr], str] = {exp.Abs: "abs", exp.Sqrt: "sqrt", exp.Ln: "ln", exp.Exp: "exp", exp.Pow: "power"}


class NotAFormula(ValueError):
    """A text that is no formula; `th` and `en` say why."""

    def __init__(self, th: str, en: str) -> None:
        self.th, self.en = th, en
        super().__init__(en)


@cache
def parse(text: str) -> Node:
    """The tree of a formula; raises NotAFormula.

    Known: numbers, codes, `+ - * /`, parentheses, `abs sqrt ln exp power least greatest`, `lag(x, n)` the value n
    periods before, `growth(x)` percent on the period before, `average(x, n)` mean of the n periods up to this one,
    `children(x, level)` sum over the areas of that level below, `per_head(x)` x over the registered population.
    """
    if len(text) > LONGEST or _depth(text) > DEEPEST:
        raise NotAFormula("สูตรยาวหรือซ้อนกันลึกเกินไป", "The formula is too long or too deeply nested.")
    try:
        found = sqlglot.parse(text, read="duckdb")
    except (SqlglotError, RecursionError) as error:
        raise NotAFormula(
            "อ่านสูตรไม่ได้ โปรดตรวจวงเล็บและเครื่องหมาย", "It cannot be read: check brackets and signs."
        ) from error
    if len(found) != 1 or found[0] is None:
        raise NotAFormula("ต้องเป็นนิพจน์เดียว", "It must be a single expression.")
    return _node(found[0])


def _depth(text: str) -> int:
    deepest = now = 0
    for letter in text:
        now += (letter == "(") - (letter == ")")
        deepest = max(deepest, now)
    return deepest


def _node(found: exp.Expr) -> Node:
    if isinstance(found, exp.Binary) and type(found) in _OPERATORS:
        return Operation(_OPERATORS[type(found)], _node(found.left), _node(found.right))
    if isinstance(found, exp.Paren):
        return _node(found.this)
    if isinstance(found, exp.Neg):
        return Operation("-", Number(0.0), _node(found.this))
    if isinstance(found, exp.Literal) and not found.is_string:
        return _number(float(found.this))
    if isinstance(found, exp.Column) and list(found.find_all(exp.Identifier)) == [found.this]:
        return Input(found.name)
    return _call(found)


def _number(value: float) -> Node:
    if not math.isfinite(value):
        raise NotAFormula("มีจำนวนที่ใหญ่เกินไป", "It holds a number that is too large.")
    return Number(value)


def _call(found: exp.Expr) -> Node:
    name, arguments = _signature(found)
    if name in SCALAR_FUNCTIONS:
        _count(name, arguments, SCALAR_FUNCTIONS[name])
        return Call(name, tuple(_node(argument) for argument in arguments))
    if name not in _OWN:
        raise NotAFormula(f"สูตรใช้ {name} ไม่ได้", f"A formula cannot use {name}.")
    return _OWN[name](arguments)


def _signature(found: exp.Expr) -> tuple[str, list[exp.Expr]]:
    """The function's name in small letters and its arguments, however sqlglot has classed it."""
    if type(found) in _NAMED:
        arguments = [found.args[key] for key in ("this", "expression") if found.args.get(key) is not None]
        return _NAMED[type(found)], arguments
    if isinstance(found, (exp.Least, exp.Greatest)):
        return type(found).__name__.lower(), [found.this, *found.expressions]
    if isinstance(found, exp.Lag):
        return "lag", [part for part in (found.this, found.args.get("offset"), found.args.get("default")) if part]
    if isinstance(found, exp.Anonymous):
        return str(found.this).lower(), list(found.expressions)
    return found.key, []


def _count(name: str, arguments: list[exp.Expr], *allowed: int) -> None:
    if len(arguments) not in allowed:
        wanted = " / ".join(str(number) for number in allowed)
        raise NotAFormula(f"{name} ต้องมีค่า {wanted} ตัว", f"{name} takes {wanted} values.")


def _steps(name: str, argument: exp.Expr, least: int) -> int:
    if isinstance(argument, exp.Literal) and not argument.is_string and str(argument.this).isdigit():
        steps = int(argument.this)
        if least <= steps <= 50:
            return steps
    raise NotAFormula(f"{name} ต้องบอกจำนวนงวด {least} ถึง 50", f"{name} needs a number of periods from {least} to 50.")


def _lag(arguments: list[exp.Expr]) -> Node:
    _count("lag", arguments, 1, 2)
    return shifted(_node(arguments[0]), _steps("lag", arguments[1], 1) if len(arguments) == 2 else 1)


def _growth(arguments: list[exp.Expr]) -> Node:
    _count("growth", arguments, 1)
    now = _node(arguments[0])
    ratio = Operation("/", now, Positive(shifted(now, 1)))
    return Operation("*", Number(100.0), Operation("-", ratio, Number(1.0)))


def _average(arguments: list[exp.Expr]) -> Node:
    _count("average", arguments, 2)
    now, steps = _node(arguments[0]), _steps("average", arguments[1], 2)
    if steps * sum(1 for _ in walk(now)) > MOST_PARTS:
        raise NotAFormula("สูตรมีส่วนประกอบมากเกินไป", "The formula has too many parts.")
    total = now
    for back in range(1, steps):
        total = Operation("+", total, shifted(now, back))
    return Operation("/", total, Number(float(steps)))


def _children(arguments: list[exp.Expr]) -> Node:
    _count("children", arguments, 2)
    level = arguments[1].name if isinstance(arguments[1], exp.Column) else ""
    if level not in LEVELS:
        raise NotAFormula("children ต้องบอกระดับพื้นที่", f"children needs a level: {', '.join(LEVELS)}.")
    return summed(_node(arguments[0]), level)


def _per_head(arguments: list[exp.Expr]) -> Node:
    _count("per_head", arguments, 1, 2)
    people = _node(arguments[1]) if len(arguments) == 2 else Input(PER_HEAD_OF)
    return Operation("/", _node(arguments[0]), people)


_OWN = {"lag": _lag, "growth": _growth, "average": _average, "children": _children, "per_head": _per_head}
