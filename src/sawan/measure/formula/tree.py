"""The parts of a formula: numbers, names of indicators, arithmetic, and a short list of functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

OPERATORS = ("+", "-", "*", "/")
SCALAR_FUNCTIONS = {"abs": 1, "sqrt": 1, "ln": 1, "exp": 1, "least": 2, "greatest": 2, "power": 2}
"""Functions of numbers only, with how many they take."""


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Input:
    """The value of an indicator `back` periods before, in the same area or summed over the areas of `level` below."""

    code: str
    back: int = 0
    level: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Two parts joined by `+ - * /`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A scalar function of one or two parts."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Positive:
    """A part that must be above zero, else there is no answer: the base of a growth rate."""

    part: Node


Node = Number | Input | Operation | Call | Positive


def parts(node: Node) -> tuple[Node, ...]:
    """The parts directly below a node."""
    if isinstance(node, Operation):
        return (node.left, node.right)
    if isinstance(node, Call):
        return node.arguments
    return (node.part,) if isinstance(node, Positive) else ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all that is below it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def inputs(node: Node) -> tuple[Input, ...]:
    """Every input once, in the order in which the formula names them."""
    return tuple(dict.fromkeys(part for part in walk(node) if isinstance(part, Input)))


def shifted(node: Node, back: int) -> Node:
    """The same formula for `back` periods before."""
    return _map(node, lambda leaf: Input(leaf.code, leaf.back + back, leaf.level))


def summed(node: Node, level: str) -> Node:
    """The same formula with every input summed over the areas of `level` below."""
    return _map(node, lambda leaf: Input(leaf.code, leaf.back, level))


def _map(node: Node, change: Callable[[Input], Input]) -> Node:
    if isinstance(node, Input):
        return change(node)
    if isinstance(node, Operation):
        return Operation(node.operator, _map(node.left, change), _map(node.right, change))
    if isinstance(node, Call):
        return Call(node.function, tuple(_map(part, change) for part in node.arguments))
    return Positive(_map(node.part, change)) if isinstance(node, Positive) else node
