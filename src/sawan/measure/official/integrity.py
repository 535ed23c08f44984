"""The Integrity and Transparency Assessment: the score, what a point is worth, the way to the next band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

TOP = 100.0


@dataclass(frozen=True, slots=True)
class Tool:
    """IIT, EIT or OIT: its weight in the score and the numbers of its indicators."""

    code: str
    weight: float
    indicators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """What holds in a fiscal year (B.E.): tools, bands with lower edges from the best, whether it is confirmed."""

    year: int
    tools: tuple[Tool, ...]
    bands: tuple[tuple[str, float], ...]
    confirmed: bool

    def band(self, score: float) -> str:
        """The band of a score; "" where the year's bands are not known."""
        return next((name for name, low in self.bands if rounded(score) >= low), "")

    def worth(self, indicator: int) -> float:
        """What one point of an indicator adds to the score."""
        return next(tool.weight / len(tool.indicators) for tool in self.tools if indicator in tool.indicators)


@dataclass(frozen=True, slots=True)
class Step:
    """Raise an indicator by `points` (to `to`): the score gains `gain`."""

    indicator: int
    points: float
    to: float
    gain: float


@dataclass(frozen=True, slots=True)
class Path:
    """The least total of indicator points to the next band: the steps, and the score they reach."""

    band: str
    needed: float
    steps: tuple[Step, ...]
    score: float


@cache
def schemes() -> Mapping[int, Scheme]:
    """The schemes that ship, by fiscal year."""
    from ruamel.yaml import YAML  # slow import

    page = files("sawan.measure").joinpath("data/ita.yaml").read_text("utf-8")
    years: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(page)["years"]
    return {entry["year"]: _scheme(entry) for entry in years}


def score(values: Mapping[int, float], scheme: Scheme) -> float:
    """The score of an agency from its indicators (0-100): weighted means of the tools, two decimals half up.

    National Anti-Corruption Commission, ITA handbook of the year. ValueError when an indicator is missing or outside
    0-100: a part is never guessed.
    """
    for tool in scheme.tools:
        for number in tool.indicators:
            if not 0 <= values.get(number, -1) <= TOP:
                raise ValueError(f"indicator {number} is missing or not between 0 and 100")
    return rounded(_plain(values, scheme))


def cheapest_path(values: Mapping[int, float], scheme: Scheme) -> Path | None:
    """The fewest indicator points that reach the next band; None in the best band or where bands are not known.

    A linear problem with one constraint: raise what is worth most first, each to 100 at most; among equals the lowest
    first, where there is most room.
    """
    here = _plain(values, scheme)
    higher = [(name, low) for name, low in scheme.bands if low > rounded(here)]
    if not higher:
        return None
    band, bound = higher[-1]
    left, steps = bound - here, []
    ordered = sorted(values, key=lambda number: (-scheme.worth(number), values[number], number))
    for number in ordered:
        room, worth = TOP - values[number], scheme.worth(number)
        points = min(room, left / worth)
        if points > 1e-12:
            steps.append(Step(number, points, values[number] + points, points * worth))
            left -= points * worth
        if left <= 1e-9:
            return Path(band, bound - here, tuple(steps), rounded(here + sum(step.gain for step in steps)))
    return None


@dataclass(frozen=True, slots=True)
class ProvinceFigures:
    """The three figures of a province, never one for the other: unweighted mean, the provincial office, share at 85."""

    mean: float
    office: float | None
    share_85: float
    agencies: int


def province_figures(scores: Sequence[float], office: float | None) -> ProvinceFigures:
    """The figures of a province from its agencies' scores; ValueError without any agency."""
    if not scores:
        raise ValueError("no agency was assessed")
    passed = sum(rounded(one) >= 85 for one in scores)
    return ProvinceFigures(rounded(sum(scores) / len(scores)), office, 100 * passed / len(scores), len(scores))


def rounded(value: float) -> float:
    """Two decimals, half up, as official scores are printed."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _plain(values: Mapping[int, float], scheme: Scheme) -> float:
    return sum(tool.weight * sum(values[n] for n in tool.indicators) / len(tool.indicators) for tool in scheme.tools)


def _scheme(entry: Mapping[str, Any]) -> Scheme:
    tools = tuple(Tool(tool["code"], float(tool["weight"]), tuple(tool["indicators"])) for tool in entry["tools"])
    bands = tuple((str(band["name"]), float(band["from"])) for band in entry.get("bands", ()))
    return Scheme(entry["year"], tools, bands, bool(entry["confirmed"]))
