"""Reading a specification: SPEC.yaml, or the same as nested Python values, into a `Spec`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sawan.measure.composite.faults import fault
from sawan.measure.composite.plain import Keyed, Text, Written, from_python, from_yaml
from sawan.measure.composite.reader import Reader
from sawan.measure.composite.spec import Method, Recipe, Spec
from sawan.measure.composite.step_reading import (
    DEFAULTS,
    read_aggregate,
    read_pool,
    read_screen,
    read_step,
    read_weights,
)
from sawan.measure.composite.tree import Tree
from sawan.measure.composite.tree_reading import read_tree
from sawan.measure.composite.uncertainty_reading import read_uncertainty
from sawan.problems import Refused

KEYS = ("tree", "weights", "screen", "impute", "treat", "normalise", "aggregate", "pool", "uncertainty")


def read_spec(path: Path) -> Spec:
    """Read SPEC.yaml; raises `Refused` with every fault, each with its line and key."""
    file = path.name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused(fault("no_file", file=str(path), why=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise Refused(fault("not_utf8", file=str(path))) from error
    return parse_spec(from_yaml(text, file), file)


def spec_of(values: Mapping[str, object]) -> Spec:
    """A specification from nested Python values with the keys of SPEC.yaml; raises `Refused`."""
    return parse_spec(from_python(values))


def parse_spec(root: Written, file: str | None = None) -> Spec:
    """A specification from what was written; raises `Refused` with all faults at once."""
    reader = Reader(file)
    given = reader.known(root, KEYS, "")
    if "tree" not in given:
        if isinstance(root, Keyed):
            reader.wrong("missing_key", root, "", key="tree")
        raise Refused(reader.problems)
    tree = read_tree(reader, given["tree"])
    if tree is None:
        raise Refused(reader.problems)
    nominal = read_recipe(reader, tree, given)
    uncertainty = read_uncertainty(reader, tree, given["uncertainty"]) if "uncertainty" in given else None
    if reader.problems:
        raise Refused(reader.problems)
    return Spec(tree, nominal, uncertainty, file)


def read_recipe(reader: Reader, tree: Tree, given: Mapping[str, Written]) -> Recipe:
    """The nominal recipe, defaults where a key is absent."""

    def step(name: str) -> Method:
        return read_step(reader, tree, name, given.get(name, Text(DEFAULTS[name])), name)

    return Recipe(
        screen=read_screen(reader, given.get("screen", Text("0")), "screen"),
        pool=read_pool(reader, given.get("pool", Text("panel")), "pool"),
        impute=step("impute"),
        treat=step("treat"),
        normalise=step("normalise"),
        aggregate=read_aggregate(reader, tree, given.get("aggregate", Text(DEFAULTS["aggregate"])), "aggregate"),
        weights=read_weights(reader, tree, given.get("weights", Keyed(())), "weights"),
    )
