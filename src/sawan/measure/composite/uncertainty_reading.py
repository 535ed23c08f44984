"""Reading the `uncertainty` of a specification: factors with alternatives, random weights, errors of observation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sawan.measure.composite.plain import Keyed, Listing, Text, Written
from sawan.measure.composite.reader import Reader, joined
from sawan.measure.composite.spec import PLAIN_FACTORS, DataErrors, Factor, Uncertainty, WeightDraws
from sawan.measure.composite.step_reading import read_aggregate, read_pool, read_screen, read_step, read_weights
from sawan.measure.composite.tree import Tree

SWITCHES = ("draws", "seed", "sensitivity", "ranks", "pairs", "replay")
FIELD = "uncertainty"


def read_uncertainty(reader: Reader, tree: Tree, value: Written) -> Uncertainty:
    """The whole block."""
    given = reader.known(value, (*PLAIN_FACTORS, "data", *SWITCHES), FIELD)
    factors = []
    weights, data = None, None
    for key, written in given.items():
        if key == "data":
            data = _errors(reader, tree, written)
        elif key == "weights" and isinstance(written, Keyed):
            weights = _weight_draws(reader, tree, written)
        elif key in PLAIN_FACTORS:
            factors.append(_factor(reader, tree, key, written))
    order = tuple(key for key in given if key not in SWITCHES)
    switches = {key: _switch(reader, key, given[key]) for key in SWITCHES if key in given}
    kept: dict[str, Any] = {key: found for key, found in switches.items() if found is not None}
    return Uncertainty(tuple(factors), weights, data, order, **kept)


def _switch(reader: Reader, key: str, value: Written) -> Any:
    field = joined(FIELD, key)
    if key in ("draws", "seed"):
        return reader.whole(value, field, 1 if key == "draws" else 0)
    if key == "replay":
        return reader.text(value, field)
    return reader.boolean(value, field)


def _factor(reader: Reader, tree: Tree, name: str, value: Written) -> Factor:
    field = joined(FIELD, name)
    if not isinstance(value, Listing) or not value.items:
        reader.wrong("weight_draws" if name == "weights" else "no_alternatives", value, field, key=name)
        return Factor(name, (None,), (1.0,))
    alternatives, probabilities = [], []
    for item in value.items:
        alternatives.append(_alternative(reader, tree, name, item, field))
        probabilities.append(_probability(reader, tree, name, item, field))
    total = sum(probabilities)
    return Factor(name, tuple(alternatives), tuple(share / total for share in probabilities))


def _alternative(reader: Reader, tree: Tree, name: str, item: Written, field: str) -> Any:
    if name == "screen":
        return read_screen(reader, item, field)
    if name == "pool":
        return read_pool(reader, item, field)
    if name == "weights":
        return read_weights(reader, tree, _without(item, "probability", tree), field)
    if name == "aggregate":
        return read_aggregate(reader, tree, item, field, ("probability",))
    return read_step(reader, tree, name, item, field, extra=("probability",))


def _probability(reader: Reader, tree: Tree, name: str, item: Written, field: str) -> float:
    if not isinstance(item, Keyed) or (name == "weights" and "probability" in tree.nodes):
        return 1.0
    written = item.get("probability")
    if written is None:
        return 1.0
    return reader.positive(written, joined(field, "probability")) or 1.0


def _without(item: Written, key: str, tree: Tree) -> Written:
    if not isinstance(item, Keyed) or key in tree.nodes:
        return item
    return Keyed(tuple(pair for pair in item.pairs if pair[0].text != key), item.line)


def _weight_draws(reader: Reader, tree: Tree, value: Keyed) -> WeightDraws | None:
    field = joined(FIELD, "weights")
    given = reader.known(value, ("dirichlet", "noise", "levels"), field)
    kinds = [kind for kind in ("dirichlet", "noise") if kind in given]
    if len(kinds) != 1:
        reader.wrong("weight_draws", value, field)
        return None
    kind = kinds[0]
    size = reader.positive(given[kind], joined(field, kind))
    if kind == "noise" and size is not None and size >= 1:
        reader.wrong("out_of_range", given[kind], joined(field, kind), value=size, rule="0 < f < 1")
        return None
    levels = _levels(reader, tree, given) if "levels" in given else None
    return WeightDraws(kind, size, levels) if size is not None else None


def _levels(reader: Reader, tree: Tree, given: Mapping[str, Written]) -> tuple[int, ...]:
    field = joined(FIELD, "weights", "levels")
    found = []
    items = reader.items(given["levels"], field)
    if isinstance(given["levels"], Listing) and not items:
        reader.wrong("weight_draws", given["levels"], field)
    for item in items:
        level = reader.whole(item, field, 1)
        if level is not None and level >= tree.height:
            reader.wrong("out_of_range", item, field, value=level, rule=f"1..{tree.height - 1}")
        elif level is not None:
            found.append(level)
    return tuple(found)


def _errors(reader: Reader, tree: Tree, value: Written) -> DataErrors | None:
    field = joined(FIELD, "data")
    if isinstance(value, Text) and value.text == "se":
        return DataErrors("se")
    if not isinstance(value, Keyed):
        reader.wrong("data_errors", value, field)
        return None
    given = reader.known(value, ("relative", "absolute"), field)
    if len(given) != 1:
        reader.wrong("data_errors", value, field)
        return None
    if "relative" in given:
        share = reader.within(given["relative"], joined(field, "relative"), ">= 0", 0, float("inf"))
        return DataErrors("relative", relative=share or 0.0)
    deviations = {}
    written = reader.codes(given["absolute"], joined(field, "absolute"), tree.indicators)
    for code, inner in written.items():
        size = reader.within(inner, joined(field, "absolute", code), ">= 0", 0, float("inf"))
        deviations[code] = size or 0.0
    return DataErrors("absolute", absolute=deviations)
