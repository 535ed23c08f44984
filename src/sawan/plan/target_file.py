"""A target in the file of an edition: read with its address, and written back as the same fields."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from sawan.plan import faults
from sawan.plan.target import HUNDRED, Aim, Baseline, Basis, Counted, Target
from sawan.plan.yaml_cursor import Cursor
from sawan.texts import Text

FIELDS = (
    "text", "indicator", "measure", "aim", "counted", "unit", "values", "each_year", "baseline", "note",
)  # fmt: skip
W = TypeVar("W", Aim, Counted, Basis)
CHANGES = (Aim.RISE, Aim.FALL)


def read(cursor: Cursor) -> Target:
    """A target; faults: unknown words, a number that cannot be, no unit where no indicator brings one."""
    fields = cursor.fields(FIELDS, ("text", "aim", "values"))
    target = Target(
        text=fields["text"].text() if "text" in fields else "",
        aim=_word(fields.get("aim"), Aim, Aim.REACH),
        counted=_word(fields.get("counted"), Counted, Counted.VALUE),
        values=fields["values"].yearly() if "values" in fields else (),
        unit=fields["unit"].text() if "unit" in fields else "",
        indicator=fields["indicator"].text() if "indicator" in fields else "",
        measure=fields["measure"].text() if "measure" in fields else "",
        each_year=fields["each_year"].flag() if "each_year" in fields else False,
        baseline=_baseline(fields["baseline"]) if "baseline" in fields else Baseline(),
        note=fields["note"].both() if "note" in fields else Text(""),
    )
    _check(target, cursor)
    return target


def write(target: Target) -> dict[str, object]:
    """The fields of a target in the order of the file, defaults left out."""
    base = target.baseline
    parts = {"basis": str(base.basis), "value": base.value, "year": base.year, "years": base.years}
    baseline = {key: value for key, value in parts.items() if value is not None}
    fields: dict[str, object] = {
        "text": target.text,
        "indicator": target.indicator,
        "measure": target.measure,
        "aim": str(target.aim),
        "counted": "" if target.counted is Counted.VALUE else str(target.counted),
        "unit": target.unit,
        "values": {("any" if year is None else str(year)): number for year, number in target.values},
        "each_year": target.each_year or None,
        "baseline": None
        if base == Baseline()
        else {key: value for key, value in baseline.items() if value is not None},
        "note": target.note.as_json() if target.note else None,
    }
    return {key: value for key, value in fields.items() if value not in ("", None)}


def _baseline(cursor: Cursor) -> Baseline:
    fields = cursor.fields(("basis", "value", "year", "years"), ("basis",))
    return Baseline(
        _word(fields.get("basis"), Basis, Basis.NOT_GIVEN),
        fields["value"].number() if "value" in fields else None,
        fields["year"].year() if "year" in fields else None,
        int(fields["years"].number()) if "years" in fields else None,
    )


def _check(target: Target, cursor: Cursor) -> None:
    """What a single target must satisfy beyond its kinds of fields."""
    name, line, path = cursor.address()
    if not target.values:
        cursor.fault(faults.missing(name, line, f"{path}.values"))
    if target.counted is Counted.PERCENT and target.aim not in CHANGES:
        cursor.fault(faults.not_one_of(name, line, f"{path}.counted", "percent", ("value", "per_one")))
    if not (target.indicator or target.unit or target.counted is Counted.PERCENT):
        cursor.fault(faults.needs_unit(name, line, path))
    too_much = [number for _, number in target.values if number > HUNDRED]
    if target.aim is Aim.FALL and target.counted is Counted.PERCENT and too_much:
        cursor.fault(faults.fall_over_all(name, line, f"{path}.values", str(max(too_much, default=Decimal(0)))))


def _word(cursor: Cursor | None, kind: type[W], otherwise: W) -> W:
    if cursor is None:
        return otherwise
    word = cursor.one_of([str(member) for member in kind])
    return kind(word) if word in set(kind) else otherwise
