"""R.yaml read into `Rules`: every key, with all faults noted and the line of each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from .faults import Faults
from .limits_reading import read_limits
from .nodes import Node, keys_of, read_nodes
from .numerals import read_percent, read_yaml_number
from .rules import Aim, Curve, Group, Robust, Rules, Scenario, Synergy

KEYS = (
    "ceilings", "objective", "criteria", "order", "limits", "must", "never", "groups", "synergies", "robust",
    "core", "reasons", "pareto", "curve", "scenarios", "title", "note",
)  # fmt: skip


def read_rules(data: bytes, faults: Faults) -> Rules | None:
    """The rules in the bytes of R.yaml; None when nothing could be made of them. Faults are noted, not raised."""
    tree = read_nodes(data, faults)
    if tree is None:
        return None
    found = _read_keys(tree, KEYS, faults)
    if "ceilings" not in found:
        if tree.get("ceilings") is None:
            faults.add("missing_value", 1, "ceilings", words={"what": "ceilings"}, says="missing_key")
        return None
    scenarios = found.pop("scenarios", None)
    rules = Rules(**found)
    return replace(rules, scenarios=_scenarios(scenarios, rules, faults)) if scenarios else rules


def _read_keys(tree: Node, known: tuple[str, ...], faults: Faults, where: str = "") -> dict[str, Any]:
    """Fields of `Rules` from the keys of a mapping; a key that is faulty or empty is left out."""
    found: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, node in keys_of(tree, known, faults, where):
        lines[key] = node.line
        if node.is_empty():
            continue
        value = READERS[key](node, f"{where}.{key}" if where else key, faults)
        if value is not None:
            found.update(value if isinstance(value, dict) else {key: value})
    return {**found, "lines": lines}


def _bad(node: Node, at: str, faults: Faults, form_th: str, form_en: str) -> None:
    faults.add("bad_rule", node.line, at, words={"what": node.shown(), "form_th": form_th, "form_en": form_en})


def _number(node: Node, at: str, faults: Faults, *, signed: bool = False) -> Fraction | None:
    """A number of the file, None after noting what is wrong."""
    number = read_yaml_number(node.text) if node.text is not None else None
    if number is None:
        faults.add("not_a_number", node.line, at, words={"who": at, "what": node.shown()})
    elif number < 0 and not signed:
        faults.add("negative", node.line, at, words={"who": at, "what": node.shown()})
        return None
    return number


def _ceilings(node: Node, at: str, faults: Faults) -> dict[str, Any] | None:
    factor = read_percent(node.text) if node.text is not None and at.startswith("scenarios") else None
    if factor is not None and factor >= 0:
        return {"ceilings": factor}
    if not node.pairs:
        _bad(node, at, faults, "{คอลัมน์: จำนวนเงิน}", "{column: most}")
        return None
    columns = tuple(name for name, _ in node.pairs)
    read = {name: _number(value, f"{at}.{name}", faults) for name, value in keys_of(node, columns, faults, at)}
    return {"ceilings": {name: most for name, most in read.items() if most is not None}}


def read_aim(text: str) -> Aim | None:
    """`max COLUMN` or `min COLUMN`; None when it is neither."""
    words = text.split()
    if len(words) < 2 or words[0] not in ("max", "min"):
        return None
    return Aim(text.split(None, 1)[1].strip(), words[0] == "max")


def _aim(node: Node, at: str, faults: Faults) -> Aim | None:
    aim, give = None, Fraction(0)
    if node.pairs is not None:
        parts = dict(keys_of(node, ("of", "give"), faults, at))
        if "of" in parts:
            aim = read_aim(parts["of"].text or "")
        if "give" in parts:
            shown = parts["give"].text or ""
            given = read_percent(shown)
            given = read_yaml_number(shown) if given is None else given
            aim, give = (aim, given) if given is not None and 0 <= given <= 1 else (None, give)
    elif node.text is not None:
        aim = read_aim(node.text)
    if aim is None:
        _bad(node, at, faults, "max คอลัมน์ หรือ min คอลัมน์", "max COLUMN or min COLUMN")
        return None
    return replace(aim, give=give)


def _aims(node: Node, at: str, faults: Faults) -> tuple[Aim, ...]:
    nodes = node.items if node.items is not None else (node,)
    return tuple(aim for entry in nodes if (aim := _aim(entry, at, faults)) is not None)


def _objective(node: Node, at: str, faults: Faults) -> dict[str, Any]:
    return {"aims": _aims(node, at, faults)}


def _pareto(node: Node, at: str, faults: Faults) -> tuple[Aim, ...] | None:
    aims = _aims(node, at, faults)
    if node.items is None or not 2 <= len(node.items) <= 3 or len({aim.column for aim in aims}) < len(aims):
        _bad(node, at, faults, "รายการวัตถุประสงค์ต่างกัน 2-3 ข้อ", "a list of two or three different objectives")
        return None
    return aims


def _weight(node: Node, at: str, faults: Faults) -> tuple[Fraction, Fraction] | None:
    if node.is_empty():
        return Fraction(0), Fraction(1)
    if node.items is None:
        number = read_percent(node.text or "")
        number = _number(node, at, faults) if number is None else number
        return None if number is None else (number, number)
    if len(node.items) != 2:
        _bad(node, at, faults, "[ต่ำสุด, สูงสุด]", "[lowest, highest]")
        return None
    low, high = (_number(end, at, faults) for end in node.items)
    if low is None or high is None:
        return None
    if low > high:
        faults.add("min_over_max", node.line, at, words={"what": node.items[0].shown(), "than": node.items[1].shown()})
        return None
    return low, high


def _criteria(node: Node, at: str, faults: Faults) -> dict[str, Any] | None:
    if not node.pairs:
        _bad(node, at, faults, "{คอลัมน์: น้ำหนัก}", "{column: weight}")
        return None
    columns = tuple(name for name, _ in node.pairs)
    pairs = list(keys_of(node, columns, faults, at))
    read = {name: _weight(value, f"{at}.{name}", faults) for name, value in pairs}
    weights = {name: ends for name, ends in read.items() if ends is not None}
    fixed = all(value.text is not None and not value.is_empty() for _, value in pairs)
    if fixed and weights:
        total = sum((low for low, _ in weights.values()), Fraction(0))
        if total == 0:
            faults.add("weights_contradict", node.line, at, words={"what": node.shown()})
            return None
        weights = {name: (low / total, low / total) for name, (low, _) in weights.items()}
    return {"criteria": weights, "fixed": fixed}


def _order(node: Node, at: str, faults: Faults) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for entry in node.items if node.items is not None else (node,):
        names = [part.strip() for part in re.split(">=|≥", entry.text or "")]
        if len(names) < 2 or not all(names):
            _bad(entry, at, faults, "a >= b", "a >= b")
            continue
        pairs += itertools.pairwise(names)
    return tuple(pairs)


def read_ids(node: Node, at: str, faults: Faults) -> tuple[str, ...]:
    """A list of ids as written; a fault when it is none."""
    nodes = node.items if node.items is not None else (node,)
    if node.pairs is not None or any(not entry.text for entry in nodes):
        _bad(node, at, faults, "[รหัส, รหัส]", "[id, id]")
        return ()
    return tuple(dict.fromkeys(entry.text for entry in nodes if entry.text))


def _count(node: Node, at: str, faults: Faults) -> int | None:
    number = _number(node, at, faults)
    if number is not None and number.denominator != 1:
        _bad(node, at, faults, "จำนวนเต็ม", "a whole number")
        return None
    return None if number is None else int(number)


def _entries(node: Node, at: str, faults: Faults, form: tuple[str, str]) -> list[tuple[str, Node]]:
    """The mappings of a list, each with its place (`groups.1`)."""
    nodes = node.items if node.items is not None else (node,)
    good: list[tuple[str, Node]] = []
    for number, entry in enumerate(nodes, 1):
        if entry.pairs is None:
            _bad(entry, f"{at}.{number}", faults, *form)
        else:
            good.append((f"{at}.{number}", entry))
    return good


def _groups(node: Node, at: str, faults: Faults) -> tuple[Group, ...]:
    groups = []
    form = ("{of: [รหัส], min: 0, max: 1}", "{of: [ids], min: 0, max: 1}")
    for place, entry in _entries(node, at, faults, form):
        parts = dict(keys_of(entry, ("of", "min", "max", "name"), faults, place))
        if "of" not in parts or not ("min" in parts or "max" in parts):
            _bad(entry, place, faults, *form)
            continue
        least = _count(parts["min"], f"{place}.min", faults) if "min" in parts else 0
        most = _count(parts["max"], f"{place}.max", faults) if "max" in parts else None
        if least is not None and most is not None and least > most:
            faults.add("min_over_max", entry.line, place, words={"what": least, "than": most})
        groups.append(Group(read_ids(parts["of"], f"{place}.of", faults), least or 0, most))
    return tuple(groups)


def _synergies(node: Node, at: str, faults: Faults) -> tuple[Synergy, ...]:
    synergies = []
    form = ("{of: [รหัส], คอลัมน์: จำนวน}", "{of: [ids], COLUMN: number}")
    for place, entry in _entries(node, at, faults, form):
        parts = dict(keys_of(entry, tuple(name for name, _ in entry.pairs or ()), faults, place))
        of = parts.pop("of", None)
        if of is None or not parts:
            _bad(entry, place, faults, *form)
            continue
        adds = {name: _number(value, f"{place}.{name}", faults, signed=True) for name, value in parts.items()}
        known = {name: number for name, number in adds.items() if number is not None}
        synergies.append(Synergy(read_ids(of, f"{place}.of", faults), known))
    return tuple(synergies)


def _robust(node: Node, at: str, faults: Faults) -> Robust | None:
    form = ("{gamma: 5, overrun: 20%}", "{gamma: 5, overrun: 20%}")
    parts = dict(keys_of(node, ("gamma", "overrun"), faults, at))
    if node.pairs is None or "gamma" not in parts:
        _bad(node, at, faults, *form)
        return None
    gamma = None if parts["gamma"].text == "all" else _count(parts["gamma"], f"{at}.gamma", faults)
    overrun: Fraction | None = Fraction(0)
    if "overrun" in parts:
        overrun = read_percent(parts["overrun"].text or "")
        overrun = _number(parts["overrun"], f"{at}.overrun", faults) if overrun is None else overrun
        if overrun is not None and overrun < 0:
            faults.add(
                "negative", parts["overrun"].line, f"{at}.overrun", words={"who": at, "what": parts["overrun"].shown()}
            )
    return Robust(gamma, overrun or Fraction(0))


def _one_of(*choices: str) -> Callable[[Node, str, Faults], str | None]:
    def read(node: Node, at: str, faults: Faults) -> str | None:
        if node.text not in choices:
            _bad(node, at, faults, " หรือ ".join(choices), " or ".join(choices))
            return None
        return node.text

    return read


def _curve(node: Node, at: str, faults: Faults) -> Curve | None:
    if node.pairs is None:
        _bad(node, at, faults, "{from: 50, to: 150, step: 5}", "{from: 50, to: 150, step: 5}")
        return None
    usual = Curve()
    ends = {"from": usual.start, "to": usual.end, "step": usual.step}
    for key, value in keys_of(node, tuple(ends), faults, at):
        percent = read_percent(value.text or "")
        number = percent * 100 if percent is not None else _number(value, f"{at}.{key}", faults)
        ends[key] = number if number is not None else ends[key]
    if ends["from"] > ends["to"]:
        faults.add("min_over_max", node.line, at, words={"what": ends["from"], "than": ends["to"]})
        return None
    if ends["step"] <= 0 or (ends["to"] - ends["from"]) / ends["step"] > 1000:
        _bad(node, at, faults, "step มากกว่า 0 และไม่เกิน 1,000 จุด", "a step above 0 and at most 1,000 points")
        return None
    return Curve(ends["from"], ends["to"], ends["step"])


def _text(node: Node, at: str, faults: Faults) -> str | None:
    if node.text is None:
        _bad(node, at, faults, "ข้อความ", "a text")
    return node.text


def _later(node: Node, at: str, faults: Faults) -> list[tuple[str, Node]]:
    return _entries(node, at, faults, ("{name: ชื่อ, ...}", "{name: ..., any key}"))


def _scenarios(entries: list[tuple[str, Node]], base: Rules, faults: Faults) -> tuple[Scenario, ...]:
    scenarios = []
    known = ("name", *(key for key in KEYS if key != "scenarios"))
    for number, (place, entry) in enumerate(entries, 1):
        name = entry.get("name")
        rest = Node(entry.line, pairs=tuple(pair for pair in entry.pairs or () if pair[0] != "name"))
        found = _read_keys(rest, known, faults, place)
        rules = base
        factor = found.get("ceilings")
        if isinstance(factor, Fraction):
            rules = rules.scaled(factor)
            found.pop("ceilings")
        found["lines"] = {**base.lines, **found["lines"]}
        scenarios.append(Scenario(name.text if name and name.text else str(number), replace(rules, **found)))
    return tuple(scenarios)


READERS: dict[str, Callable[[Node, str, Faults], Any]] = {
    "ceilings": _ceilings,
    "objective": _objective,
    "criteria": _criteria,
    "order": _order,
    "limits": read_limits,
    "must": read_ids,
    "never": read_ids,
    "groups": _groups,
    "synergies": _synergies,
    "robust": _robust,
    "core": _one_of("optimal", "nondominated", "none"),
    "reasons": _one_of("full", "none"),
    "pareto": _pareto,
    "curve": _curve,
    "scenarios": _later,
    "title": _text,
    "note": _text,
}
