"""Units carried through formulas: unlike units are never added, and every input keeps its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sawan.measure import formula, units
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.formula.tree import Call, Input, Node, Number, Operation, Positive

Powers = Mapping[tuple[str, str], int]
"""What a figure measures: (dimension, kind) -> power; a plain number has none."""

PLAIN: Powers = {}


class UnlikeUnits(ValueError):
    """Two parts of a formula that measure different things are added, subtracted or compared."""


def faults(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The formulas that add unlike units: code and what is wrong."""
    for entry in catalogue.formulas.values():
        try:
            of(formula.parse(entry.formula), catalogue)
        except UnlikeUnits as error:
            yield entry.code, str(error)


def of(node: Node, catalogue: Catalogue) -> Powers | None:
    """What a formula measures; None when it is zero or any number. Raises UnlikeUnits.

    A factor such as 1e6 between million baht and baht is a plain number, so only the dimension is carried; the
    scale is the formula's own business and is shown by its worked example.
    """
    if isinstance(node, Number):
        return PLAIN
    if isinstance(node, Input):
        return _measured(catalogue[node.code])
    if isinstance(node, Positive):
        return of(node.part, catalogue)
    if isinstance(node, Call):
        return _called(node, catalogue)
    left, right = of(node.left, catalogue), of(node.right, catalogue)
    if node.operator in "+-":
        return _same(node, left, right)
    sign = 1 if node.operator == "*" else -1
    return _product(left or PLAIN, right or PLAIN, sign)


def _called(node: Call, catalogue: Catalogue) -> Powers | None:
    parts = [of(part, catalogue) for part in node.arguments]
    if node.function in ("abs", "least", "greatest"):
        return _same(node, parts[0], parts[-1])
    if any(parts):
        raise UnlikeUnits(f"{node.function} takes plain numbers only")
    return PLAIN


def _same(node: Operation | Call, left: Powers | None, right: Powers | None) -> Powers | None:
    one, other = dict(left or PLAIN), dict(right or PLAIN)
    if isinstance(node, Operation) and isinstance(node.left, Number) and node.left.value == 0:
        return right
    if one != other:
        raise UnlikeUnits(f"{_say(one)} and {_say(other)} cannot be added or compared")
    return left


def _measured(entry: Indicator) -> Powers:
    unit = units.parse(entry.unit.en)
    powers: dict[tuple[str, str], int] = {}
    for name, power in ((unit.over, 1), *((below, -1) for below in unit.under)):
        key = (name, unit.kind)
        powers[key] = powers.get(key, 0) + power
    return {key: power for key, power in powers.items() if power}


def _product(left: Powers, right: Powers, sign: int) -> Powers:
    found = dict(left)
    for key, power in right.items():
        found[key] = found.get(key, 0) + sign * power
    return {key: power for key, power in found.items() if power}


def _say(powers: Powers) -> str:
    return " · ".join(f"{name}{f'^{power}' if power != 1 else ''}" for (name, _), power in powers.items()) or "a number"
