"""Reading the steps of a recipe: methods with their parameters, pools, shares, weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sawan.measure.composite import methods as tables
from sawan.measure.composite.methods import REQUIRED, Parameter, Table
from sawan.measure.composite.plain import Keyed, Listing, Text, Written
from sawan.measure.composite.reader import WHOLE, Reader, joined, listed
from sawan.measure.composite.spec import Method, Pool
from sawan.measure.composite.tree import Tree

STEPS: Mapping[str, Table] = {
    "impute": tables.IMPUTE,
    "treat": tables.TREAT,
    "normalise": tables.NORMALISE,
    "aggregate": tables.AGGREGATE,
}
DEFAULTS = {"impute": "none", "treat": "none", "normalise": "minmax", "aggregate": "arithmetic"}


def read_screen(reader: Reader, value: Written, field: str) -> float:
    """A share from 0 to 1."""
    return reader.within(value, field, "0..1", 0, 1) or 0.0


def read_pool(reader: Reader, value: Written, field: str) -> Pool:
    """`panel`, `year` or one year."""
    text = reader.text(value, field)
    if text in ("panel", "year"):
        return text
    if text is not None and WHOLE.fullmatch(text):
        return int(text)
    if text is not None:
        reader.wrong("bad_pool", value, field, value=text)
    return "panel"


def read_weights(reader: Reader, tree: Tree, value: Written, field: str) -> dict[str, float]:
    """A weight for each code below the top, 1 where none is given."""
    weights = dict.fromkeys(tree.below, 1.0)
    for code, inner in reader.codes(value, field, tree.nodes).items():
        if code == tree.top:
            reader.wrong("weight_of_top", inner, joined(field, code), code=code)
            continue
        weight = reader.number(inner, joined(field, code))
        if weight is not None and weight <= 0:
            reader.wrong("weight_not_positive", inner, joined(field, code), value=weight)
        elif weight is not None:
            weights[code] = weight
    return weights


def read_step(
    reader: Reader, tree: Tree, step: str, value: Written, field: str, *, extra: Iterable[str] = ()
) -> Method:
    """The method of a step with its `per`; `extra` are keys that somebody else reads (`probability`)."""
    codes = tree.inner if step == "aggregate" else tree.indicators
    per: dict[str, Method] = {}
    if step != "impute" and isinstance(value, Keyed) and (written := value.get("per")) is not None:
        for code, inner in reader.codes(written, joined(field, "per"), codes).items():
            per[code] = read_method(reader, step, inner, joined(field, "per", code))
    keys = (*extra, "per") if step != "impute" else tuple(extra)
    used = any(code not in per for code in codes)
    base = read_method(reader, step, value, field, extra=keys, complete=used)
    return Method(base.name, base.parameters, base.pool, per)


def read_method(
    reader: Reader, step: str, value: Written, field: str, *, extra: Iterable[str] = (), complete: bool = True
) -> Method:
    """A method: its name, or a mapping with `method` and parameters; `complete` asks for those without a default."""
    table = STEPS[step]
    name_at, name = _name(reader, value, field)
    fallback = Method(DEFAULTS[step])
    if name is None:
        return fallback
    if name not in table:
        reader.wrong("unknown_method", name_at, field, key=name, known=listed(table))
        return fallback
    allowed = {**table[name]}
    keys = ["method", *allowed, *extra]
    keys += ["min_available"] if step == "aggregate" else ["pool"]
    keys += ["then"] if name in tables.TAKES_THEN.get(step, ()) else []
    given = reader.known(value, keys, field) if isinstance(value, Keyed) else {}
    if step == "aggregate":
        allowed["min_available"] = tables.AVAILABLE
    parameters = _parameters(reader, allowed, given, field)
    for key in allowed if complete else ():
        if key not in parameters:
            reader.wrong("missing_parameter", value, joined(field, key), method=name, key=key)
    pool = read_pool(reader, given["pool"], joined(field, "pool")) if "pool" in given else None
    then = _then(reader, step, given, field, parameters)
    if name in tables.TAKES_THEN.get(step, ()):
        parameters["then"] = Method("log", {"when": "always"}) if name == "auto" and "then" not in given else then
    _check_method(reader, name, parameters, value, field)
    return Method(name, parameters, pool)


def _parameters(
    reader: Reader, allowed: Mapping[str, Parameter], given: Mapping[str, Written], field: str
) -> dict[str, Any]:
    """Parameters given and defaults; one that has neither is left out."""
    found = {key: own.default for key, own in allowed.items() if own.default is not REQUIRED}
    for key, own in allowed.items():
        if key in given:
            found[key] = own.reads(reader, given[key], joined(field, key))
    return found


def _name(reader: Reader, value: Written, field: str) -> tuple[Written, str | None]:
    if isinstance(value, Text):
        return value, value.text
    if isinstance(value, Keyed) and (named := value.get("method")) is not None:
        return named, reader.text(named, joined(field, "method"))
    reader.wrong("no_method", value, field)
    return value, None


def _then(
    reader: Reader, step: str, given: Mapping[str, Written], field: str, parameters: Mapping[str, Any]
) -> Method | None:
    """The method that takes over; under `treat` it is applied without asking again, unless it says when."""
    if "then" not in given:
        return None
    written = given["then"]
    then = read_method(reader, step, written, joined(field, "then"))
    if then.name == "none":
        return None
    if step == "treat" and "skew" in then.parameters:
        keys = {key.text for key, _ in written.pairs} if isinstance(written, Keyed) else set()
        inherited = {key: parameters[key] for key in ("skew", "kurtosis") if key not in keys}
        if not keys & {"when", "skew", "kurtosis"} and "when" in then.parameters:
            inherited["when"] = "always"
        return Method(then.name, {**then.parameters, **inherited}, then.pool)
    return then


def _check_method(reader: Reader, name: str, parameters: Mapping[str, Any], value: Written, field: str) -> None:
    if name == "goalposts" and parameters.get("low") is not None and parameters.get("low") == parameters.get("high"):
        reader.wrong("same_goalposts", value, field, value=parameters["low"])
    ends = parameters.get("low"), parameters.get("high")
    if name == "clip" and None not in ends and not parameters["low"] < parameters["high"]:
        reader.wrong("not_a_range", value, field)


def read_aggregate(
    reader: Reader, tree: Tree, value: Written, field: str, extra: Iterable[str] = ()
) -> dict[str, Method]:
    """A method for each node: one for all, or a list from level 2 up, with `per` for single nodes."""
    if isinstance(value, Listing):
        if len(value.items) != tree.height - 1:
            reader.wrong("levels_wrong", value, field, count=len(value.items), height=tree.height - 1)
            return {}
        levels = [read_method(reader, "aggregate", item, field) for item in value.items]
        chosen = {code: levels[tree.nodes[code].level - 2] for code in tree.inner}
    else:
        step = read_step(reader, tree, "aggregate", value, field, extra=extra)
        chosen = {code: step.of(code) for code in tree.inner}
    for code, method in chosen.items():
        _check_shares(reader, method, len(tree.nodes[code].children), value, field)
    return chosen


def _check_shares(reader: Reader, method: Method, children: int, value: Written, field: str) -> None:
    """Shares of `bod` that can add up to 1 over the children."""
    if method.name != "bod" or not method.parameters.get("share"):
        return
    low, high = method["share"]
    if low * children > 1 + 1e-12 or high * children < 1 - 1e-12:
        reader.wrong("share_impossible", value, field, low=low, high=high, children=children)
