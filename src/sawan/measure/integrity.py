"""The Integrity and Transparency Assessment: the score, what a point is worth, the way to the next band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from sawan.problems import Problem, Refused, quote
from sawan.tables import parse_number

TOP, COUNT = 100.0, 10


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


@dataclass(frozen=True, slots=True)
class Assessment:
    """An agency's assessment under the scheme of a year, with the path to the next band (None in the best one)."""

    scheme: Scheme
    values: Mapping[int, float]
    score: float
    path: Path | None

    def as_json(self) -> dict[str, Any]:
        """Stable keys: year, confirmed, score, band, worth by indicator, path."""
        path = self.path
        steps = (
            [{"indicator": s.indicator, "points": s.points, "to": s.to, "gain": s.gain} for s in path.steps]
            if path
            else []
        )
        return {
            "fiscal_year": self.scheme.year,
            "confirmed": self.scheme.confirmed,
            "score": self.score,
            "band": self.scheme.band(self.score) or None,
            "worth": {str(number): self.scheme.worth(number) for number in self.values},
            "next": {"band": path.band, "needed": path.needed, "steps": steps} if path else None,
        }

    def rows(self) -> list[tuple[object, ...]]:
        """One row an indicator: its value, what a point is worth, and what the path asks of it."""
        steps = {step.indicator: step for step in self.path.steps} if self.path else {}
        return [
            (number, value, f"{self.scheme.worth(number):.2f}", *_asked(steps.get(number)))
            for number, value in self.values.items()
        ]

    def title(self) -> str:
        """Score, band and the next band in a line, Thai first."""
        band = self.scheme.band(self.score)
        after = f" -> {self.path.band}" if self.path else ""
        sure = "" if self.scheme.confirmed else " (น้ำหนักของปีนี้ยังไม่ได้ยืนยัน / weights of this year not confirmed)"
        return f"ITA {self.scheme.year}: {self.score:.2f} {band}{after}{sure}"


def assessed(year: int, texts: Sequence[str]) -> Assessment:
    """The assessment of an agency from its ten indicators as text; Refused with every fault."""
    scheme, problems = schemes().get(year), []
    if scheme is None:
        problems.append(_unknown_year(year))
    values = {at: parse_number(text) for at, text in enumerate(texts, 1)}
    if len(values) != COUNT:
        problems.append(_not_ten(len(values)))
    problems += [
        _not_a_score(at, texts[at - 1]) for at, value in values.items() if value is None or not 0 <= value <= TOP
    ]
    if problems or scheme is None:
        raise Refused(problems)
    known = {at: value for at, value in values.items() if value is not None}
    return Assessment(scheme, known, score(known, scheme), cheapest_path(known, scheme))


def _asked(step: Step | None) -> tuple[str | None, str | None]:
    return (f"+{step.points:.2f}", f"{step.to:.2f}") if step else (None, None)


def _unknown_year(year: int) -> Problem:
    known = f"{min(schemes())}-{max(schemes())}"
    return Problem(
        "unknown_ita_year",
        f"ไม่มีเกณฑ์ ITA ของปีงบประมาณ {year} มีของปี {known} (พ.ศ.)",
        f"There is no ITA scheme of fiscal year {year}; those of {known} (B.E.) are held.",
        field="--year",
    )


def _not_ten(count: int) -> Problem:
    return Problem(
        "ita_not_ten",
        f"ต้องมีคะแนน {COUNT} ตัวชี้วัด แต่ได้รับ {count} โปรดคั่นด้วยจุลภาค",
        f"Ten indicators are needed and {count} were given: part them by commas.",
        field="--values",
    )


def _not_a_score(at: int, text: str) -> Problem:
    return Problem(
        "ita_not_a_score",
        f"ตัวชี้วัดที่ {at} ต้องเป็นตัวเลข 0 ถึง 100 แต่ได้รับ “{quote(text)}”",
        f"Indicator {at} must be a number from 0 to 100, not “{quote(text)}”.",
        field="--values",
    )


def rounded(value: float) -> float:
    """Two decimals, half up, as official scores are printed."""
    return float(Decimal(repr(round(value, 9))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _plain(values: Mapping[int, float], scheme: Scheme) -> float:
    return sum(tool.weight * sum(values[n] for n in tool.indicators) / len(tool.indicators) for tool in scheme.tools)


def _scheme(entry: Mapping[str, Any]) -> Scheme:
    tools = tuple(Tool(tool["code"], float(tool["weight"]), tuple(tool["indicators"])) for tool in entry["tools"])
    bands = tuple((str(band["name"]), float(band["from"])) for band in entry.get("bands", ()))
    return Scheme(entry["year"], tools, bands, bool(entry["confirmed"]))
