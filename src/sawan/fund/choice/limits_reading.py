"""The `limits` of R.yaml: one line, one rule."""

from __future__ import annotations

from fractions import Fraction

from .faults import Faults
from .nodes import Node, keys_of
from .numerals import read_percent, read_yaml_number
from .rules import COUNT, SCORE, TOTAL, Amount, Limit

KEYS = ("where", "of", "min", "max", "name", "heads")


def read_limits(node: Node, at: str, faults: Faults) -> tuple[Limit, ...]:
    """Every limit of the list, numbered from 1; malformed ones are noted and left out."""
    nodes = node.items if node.items is not None else (node,)
    read = [_limit(entry, f"{at}.{number}", number, faults) for number, entry in enumerate(nodes, 1)]
    return tuple(limit for limit in read if limit is not None)


def _bad(node: Node, at: str, faults: Faults, why_th: str, why_en: str) -> None:
    faults.add("bad_limit", node.line, at, words={"why_th": why_th, "why_en": why_en})


def _limit(node: Node, at: str, number: int, faults: Faults) -> Limit | None:
    if node.pairs is None:
        _bad(
            node,
            at,
            faults,
            "ต้องเป็น {where: ..., of: ..., min: ..., max: ...}",
            "write {where: ..., of: ..., min: ..., max: ...}",
        )
        return None
    before = len(faults.found)
    parts = dict(keys_of(node, KEYS, faults, at))
    where = _where(node, parts.get("where"), at, faults)
    of = parts["of"].text if "of" in parts else TOTAL
    if not of or of == SCORE:
        _bad(
            node, f"{at}.of", faults, "of ต้องเป็นคอลัมน์ตัวเลข total หรือ count", "`of` is a numeric column, total or count"
        )
    heads = _heads(parts["heads"], f"{at}.heads", faults) if "heads" in parts else None
    least, most = (_amount(parts.get(end), f"{at}.{end}", of or TOTAL, faults) for end in ("min", "max"))
    _check_ends(node, at, (least, most), heads=heads, parts=parts, faults=faults)
    if len(faults.found) > before or where is None:
        return None
    tag, who = where
    name = parts["name"].text if "name" in parts else None
    return Limit(f"limits.{number}", node.line, tag, who, of or TOTAL, least, most, heads, name or "")


def _check_ends(
    node: Node,
    at: str,
    ends: tuple[Amount | None, Amount | None],
    *,
    heads: dict[str, Fraction] | None,
    parts: dict[str, Node],
    faults: Faults,
) -> None:
    """Faults of `min`, `max` and `heads` taken together."""
    least, most = ends
    if "min" not in parts and "max" not in parts:
        _bad(node, at, faults, "ไม่มีทั้ง min และ max", "it has neither min nor max")
    if least and most and least.kind == most.kind and least.number > most.number:
        words: dict[str, object] = {"what": parts["min"].shown(), "than": parts["max"].shown()}
        faults.add("min_over_max", node.line, at, words=words)
    where = parts.get("where")
    star = where is not None and where.pairs is not None and any(value.text == "*" for _, value in where.pairs)
    if "heads" in parts and not star:
        _bad(node, at, faults, 'heads ต้องใช้คู่กับ where: {แท็ก: "*"}', '`heads` goes with where: {TAG: "*"}')
    if heads is not None and any(end is not None and end.kind != "plain" for end in ends):
        _bad(node, at, faults, "heads ใช้กับจำนวน ไม่ใช่ร้อยละ", "`heads` multiplies numbers, not per cents")


def _where(node: Node, where: Node | None, at: str, faults: Faults) -> tuple[str, tuple[str, ...] | None] | None:
    """The tag and the values, None for `"*"`."""
    if where is None or where.pairs is None or len(where.pairs) != 1:
        _bad(node, f"{at}.where", faults, "where ต้องเป็น {แท็ก: ค่า}", "`where` is {TAG: value}")
        return None
    tag, who = where.pairs[0]
    if who.text == "*":
        return tag, None
    values = [item.text for item in who.items] if who.items is not None else [who.text]
    if not values or not all(values):
        _bad(where, f"{at}.where", faults, "ค่าของแท็กว่างหรือไม่ใช่ข้อความ", "a value of the tag is empty or no text")
        return None
    return tag, tuple(dict.fromkeys(value for value in values if value))


def _heads(node: Node, at: str, faults: Faults) -> dict[str, Fraction] | None:
    if not node.pairs:
        _bad(node, at, faults, "heads ต้องเป็น {ค่า: จำนวนคน}", "`heads` is {value: persons}")
        return None
    heads = {}
    for name, value in keys_of(node, tuple(name for name, _ in node.pairs), faults, at):
        persons = read_yaml_number(value.text or "")
        if persons is None or persons < 0:
            code = "negative" if persons is not None else "not_a_number"
            faults.add(code, value.line, f"{at}.{name}", words={"who": name, "what": value.shown()})
        else:
            heads[name] = persons
    return heads


def _amount(node: Node | None, at: str, of: str, faults: Faults) -> Amount | None:
    """`300`, `10%` or `10% of chosen`; None when there is none or it is faulty."""
    if node is None or node.is_empty():
        return None
    text = node.text or ""
    number = read_yaml_number(text)
    if number is not None:
        return Amount(number)
    share, kind = text, "ceiling"
    if text.replace(" ", "").endswith("%ofchosen"):
        share, kind = text[: text.rindex("%") + 1], "chosen"
    percent = read_percent(share)
    if percent is None:
        _bad(node, at, faults, f"“{text}” ไม่ใช่จำนวนหรือร้อยละ", f"“{text}” is neither a number nor a per cent")
        return None
    if kind == "ceiling" and of == COUNT:
        _bad(node, at, faults, "ร้อยละของเพดานใช้กับเงินเท่านั้น", "a per cent of the ceiling is for money only")
        return None
    return Amount(percent, "chosen" if kind == "chosen" else "ceiling")
