"""The file of predictors: which columns over which times, read with the line of every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sawan import tables
from sawan.evaluate.effect import faults
from sawan.problems import Problem, Refused

LARGEST_SPEC = 1_000_000


@dataclass(frozen=True, slots=True)
class Predictor:
    """The mean of `column` over `times`; `line` is where the file says so."""

    column: str
    times: tuple[int, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Window:
    """Predictors and the times whose outcome gap chooses their weights (None: all before the start)."""

    predictors: tuple[Predictor, ...]
    fit: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Spec:
    """What a file of predictors says; `earlier` is the window of `validate`, `v` the weights that were given."""

    file: str
    later: Window
    earlier: Window | None
    v: tuple[float, ...] | None


def read_spec(path: Path) -> Spec:
    """Read a file of predictors; Refused with every unknown key, bad value and missing part, by line."""
    text = tables.decode(path.name, tables.read_bytes(path))
    reader = _Reader(path.name, [])
    if len(text) > LARGEST_SPEC:
        raise Refused(faults.bad_spec(path.name, 1, "-", "too_large"))
    try:
        document = YAML(typ="rt").load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise Refused(faults.bad_spec(path.name, mark.line + 1 if mark else 1, "-", "not_yaml")) from error
    if not isinstance(document, Mapping):
        raise Refused(faults.bad_spec(path.name, 1, "predictors", "missing"))
    spec = reader.spec(document)
    if reader.problems or spec is None:
        raise Refused(reader.problems)
    return spec


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    problems: list[Problem]

    def spec(self, document: Any) -> Spec | None:
        self.known(document, ("predictors", "fit", "v", "validate"))
        later = self.window(document)
        earlier = None
        if "validate" in document:
            inner = document["validate"]
            if isinstance(inner, Mapping):
                self.known(inner, ("predictors", "fit"))
                earlier = self.window(inner)
            else:
                self.fault(document, "validate", "not_a_mapping")
        v = self.weights(document, len(later.predictors)) if "v" in document else None
        if earlier is not None and len(earlier.predictors) != len(later.predictors):
            self.fault(document, "validate", "other_number")
        if v is not None and earlier is not None:
            self.fault(document, "validate", "v_and_validate")
        return Spec(self.file, later, earlier, v)

    def window(self, mapping: Any) -> Window:
        return Window(self.predictors(mapping), self.fit(mapping) if "fit" in mapping else None)

    def predictors(self, mapping: Any) -> tuple[Predictor, ...]:
        listed = mapping.get("predictors")
        if not isinstance(listed, list) or not listed:
            self.fault(mapping, "predictors", "missing")
            return ()
        found = [self.predictor(listed, at) for at in range(len(listed))]
        return tuple(one for one in found if one is not None)

    def predictor(self, listed: Any, at: int) -> Predictor | None:
        one, line = listed[at], listed.lc.item(at)[0] + 1
        if not isinstance(one, Mapping):
            self.problems.append(faults.bad_spec(self.file, line, "predictors", "not_a_mapping"))
            return None
        self.known(one, ("column", "from", "to", "years"))
        column = one.get("column")
        times = self.times(one)
        if not isinstance(column, (str, int)) or isinstance(column, bool):
            self.fault(one, "column", "missing")
            return None
        return Predictor(str(column), times, line) if times else None

    def times(self, one: Any) -> tuple[int, ...]:
        if "years" in one:
            years = one["years"]
            if "from" in one or "to" in one or not isinstance(years, list) or not years or not all(map(_whole, years)):
                self.fault(one, "years", "bad_times")
                return ()
            return tuple(sorted({int(year) for year in years}))
        ends = self.ends(one, "column")
        return tuple(range(ends[0], ends[1] + 1)) if ends else ()

    def fit(self, mapping: Any) -> tuple[int, int] | None:
        one = mapping["fit"]
        if not isinstance(one, Mapping):
            self.fault(mapping, "fit", "not_a_mapping")
            return None
        self.known(one, ("from", "to"))
        return self.ends(one, "from")

    def ends(self, one: Any, place: str) -> tuple[int, int] | None:
        first, last = one.get("from"), one.get("to")
        if not _whole(first) or not _whole(last) or first > last or last - first > 10_000:
            self.fault(one, place if place in one else next(iter(one), place), "bad_times")
            return None
        return int(first), int(last)

    def weights(self, document: Any, count: int) -> tuple[float, ...] | None:
        listed = document["v"]
        usable = isinstance(listed, list) and len(listed) == count and all(map(_weight, listed))
        if not usable or not sum(listed) > 0:
            self.fault(document, "v", "bad_weights")
            return None
        return tuple(float(one) for one in listed)

    def known(self, mapping: Any, keys: tuple[str, ...]) -> None:
        for key in mapping:
            if key not in keys:
                self.fault(mapping, key, "unknown_key")

    def fault(self, mapping: Any, key: Any, reason: str) -> None:
        inside = key in mapping
        line = mapping.lc.key(key)[0] if inside else mapping.lc.line
        self.problems.append(faults.bad_spec(self.file, line + 1, str(key), reason))


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _weight(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")
