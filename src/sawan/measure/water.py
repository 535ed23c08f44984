"""Surface water: the class of a published quality index, and score curves that are data and off by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from sawan.texts import Text

LOWEST, HIGHEST = 0.0, 100.0


@dataclass(frozen=True, slots=True)
class Curves:
    """Score curves by parameter: (concentration, score) in ascending concentration; `use` is off unless confirmed."""

    use: bool
    points: Mapping[str, tuple[tuple[float, float], ...]]


def water_class(index: float) -> Text:
    """The class of an index (0-100), rounded half up to a whole number first; ValueError outside the scale.

    Pollution Control Department, as printed by the National Statistical Office.
    """
    if not LOWEST <= index <= HIGHEST:
        raise ValueError(f"{index} is no water quality index: it lies between 0 and 100")
    whole = int(index + 0.5)
    return next(name for low, name in _classes() if whole >= low)


def curves() -> Curves:
    """The curves that ship: a reconstruction, not confirmed, off."""
    page = _page()
    points = {name: tuple((float(x), float(y)) for x, y in curve) for name, curve in page["curves"].items()}
    return Curves(bool(page["use"]), points)


def score(parameter: str, concentration: float, by: Curves) -> float | None:
    """The score of a concentration by a curve, linear between its points; None beyond them or without a curve.

    Raises ValueError while the curves are off: a score that nobody confirmed is not given by accident.
    """
    if not by.use:
        raise ValueError("the score curves are not confirmed and therefore off")
    points = by.points.get(parameter, ())
    for (low, there), (high, here) in pairwise(points):
        if low <= concentration <= high:
            return there + (here - there) * (concentration - low) / (high - low)
    return None


@cache
def _classes() -> tuple[tuple[int, Text], ...]:
    return tuple((entry["from"], Text(entry["th"], entry["en"])) for entry in _page()["classes"])


@cache
def _page() -> dict[str, Any]:
    from ruamel.yaml import YAML  # slow import

    text = files("sawan.measure").joinpath("data/wqi.yaml").read_text("utf-8")
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return found
