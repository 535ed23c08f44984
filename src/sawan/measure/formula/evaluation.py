"""The value of a formula from the values of its inputs: the reference that every engine must agree with."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache

from sawan.measure.formula.tree import Call, Input, Node, Number, Operation, Positive

_SCALARS: dict[str, Callable[..., float]] = {
    "abs": abs,
    "sqrt": math.sqrt,
    "ln": math.log,
    "exp": math.exp,
    "least": min,
    "greatest": max,
    "power": math.pow,
}


class NoValue(ArithmeticError):
    """The formula has no value for these inputs; the message is the reason's code."""


def evaluate(node: Node, values: Mapping[Input, float]) -> float:
    """The value; raises NoValue (`division_by_zero`, `base_not_positive`, `not_finite`)."""
    try:
        answer = _compiled(node)(values)
    except ZeroDivisionError as error:
        raise NoValue("division_by_zero") from error
    except (ValueError, OverflowError) as error:
        raise NoValue("not_finite") from error
    if not math.isfinite(answer):
        raise NoValue("not_finite")
    return answer


Computation = Callable[[Mapping[Input, float]], float]


@cache
def _compiled(node: Node) -> Computation:
    if isinstance(node, Number):
        constant = node.value
        return lambda values: constant
    if isinstance(node, Input):
        return lambda values: values[node]
    if isinstance(node, Positive):
        return _positive(_compiled(node.part))
    if isinstance(node, Call):
        function, arguments = _SCALARS[node.function], [_compiled(part) for part in node.arguments]
        return lambda values: function(*(argument(values) for argument in arguments))
    return _operation(node)


def _operation(node: Operation) -> Computation:
    left, right = _compiled(node.left), _compiled(node.right)
    if node.operator == "+":
        return lambda values: left(values) + right(values)
    if node.operator == "-":
        return lambda values: left(values) - right(values)
    if node.operator == "*":
        return lambda values: left(values) * right(values)
    return lambda values: left(values) / right(values)


def _positive(part: Computation) -> Computation:
    def base(values: Mapping[Input, float]) -> float:
        value = part(values)
        if value <= 0:
            raise NoValue("base_not_positive")
        return value

    return base
