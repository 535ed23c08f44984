"""The tables of methods: for each step the names, their parameters, how each is read and what it is by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sawan.measure.composite.plain import Written
from sawan.measure.composite.reader import Reader

Reads = Callable[[Reader, Written, str], Any]
REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Parameter:
    """How a parameter is read, and its default (`REQUIRED` where there is none)."""

    reads: Reads
    default: Any = REQUIRED


def _text(reader: Reader, value: Written, field: str) -> str | None:
    return reader.text(value, field)


def _number(reader: Reader, value: Written, field: str) -> float | None:
    return reader.number(value, field)


def _positive(reader: Reader, value: Written, field: str) -> float | None:
    return reader.positive(value, field)


def _share(reader: Reader, value: Written, field: str) -> float | None:
    return reader.within(value, field, "0..1", 0, 1)


def _boolean(reader: Reader, value: Written, field: str) -> bool | None:
    return reader.boolean(value, field)


def _threshold(reader: Reader, value: Written, field: str) -> float | None:
    return reader.within(value, field, ">= 0", 0, float("inf"))


def _points(reader: Reader, value: Written, field: str) -> int | None:
    return reader.whole(value, field, 0)


def _range(reader: Reader, value: Written, field: str) -> tuple[float, float] | None:
    found = reader.two(value, field)
    if found is not None and not found[0] < found[1]:
        reader.wrong("not_a_range", value, field)
        return None
    return found


def _shares(reader: Reader, value: Written, field: str) -> tuple[float, float] | None:
    found = reader.two(value, field)
    if found is not None and not 0 <= found[0] <= found[1] <= 1:
        reader.wrong("not_a_share_pair", value, field)
        return None
    return found


def _power(reader: Reader, value: Written, field: str) -> float | None:
    found = reader.number(value, field)
    if found == 0:
        reader.wrong("out_of_range", value, field, value=0, rule="p <> 0 (p = 0: geometric)")
        return None
    return found


def _one_of(*choices: str) -> Reads:
    def reads(reader: Reader, value: Written, field: str) -> str | None:
        return reader.choice(value, field, choices)

    return reads


_THRESHOLDS = {"skew": Parameter(_threshold, 2.0), "kurtosis": Parameter(_number, 3.5)}
_WHEN = {"when": Parameter(_one_of("outlying", "always"), "outlying"), **_THRESHOLDS}
_WINSORISE = {"max_points": Parameter(_points, 5), **_THRESHOLDS, "force": Parameter(_boolean, False)}
_RANGE = {"range": Parameter(_range, (0.0, 100.0))}
_TIES = {"ties": Parameter(_one_of("min", "average", "max"), "min")}
_CAP = {"cap": Parameter(_boolean, False)}
_BY = {"by": Parameter(_text, None)}

Table = Mapping[str, Mapping[str, Parameter]]

IMPUTE: Table = {
    "none": {},
    "mean": _BY,
    "median": _BY,
    "previous": {"max_gap": Parameter(_threshold, None)},
    "linear": {},
    "siblings": {},
    "em": {},
}

TREAT: Table = {
    "none": {},
    "winsorise": _WINSORISE,
    "auto": _WINSORISE,
    "log": _WHEN,
    "log_signed": _WHEN,
    "log_plus_one": _WHEN,
    "log_gii": _WHEN,
    "boxcox": {"lambda": Parameter(_number), **_WHEN},
    "clip": {"low": Parameter(_share, 0.0), "high": Parameter(_share, 1.0)},
}

NORMALISE: Table = {
    "none": {},
    "minmax": _RANGE,
    "goalposts": {"low": Parameter(_number), "high": Parameter(_number), **_RANGE, "clamp": Parameter(_boolean, True)},
    "zscore": {"mean": Parameter(_number, 0.0), "sd": Parameter(_positive, 1.0)},
    "rank": _TIES,
    "borda": _TIES,
    "percentile": _TIES,
    "distance_to_max": {},
    "distance_to_reference": {"area": Parameter(_text), **_CAP},
    "distance_to_target": {"target": Parameter(_number), **_CAP},
    "fraction_of_max": {},
}

AGGREGATE: Table = {
    "arithmetic": {},
    "geometric": {},
    "harmonic": {},
    "power": {"p": Parameter(_power)},
    "median": {},
    "copeland": {},
    "mpi": {"penalty": Parameter(_one_of("minus", "plus"), "minus")},
    "bod": {"share": Parameter(_shares, (0.0, 1.0))},
}
AVAILABLE = Parameter(_share, 0.5)

TAKES_THEN = {"impute": frozenset(IMPUTE), "treat": frozenset({"winsorise", "auto"})}
RANKED = frozenset({"rank", "borda", "percentile"})
