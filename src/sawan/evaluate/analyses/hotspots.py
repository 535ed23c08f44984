"""Hot spots: where high or low values lie together, after small places have been smoothed and chance discounted."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from sawan.areas import positions, register
from sawan.areas.uploads import UploadedMap, read_map, touching
from sawan.evaluate.analyses import faults, hotspots_text, inputs, observed
from sawan.evaluate.analyses.answer import Answer, Input, Listing
from sawan.evaluate.analyses.places import Array
from sawan.evaluate.analyses.smallarea import funnel_limits, smoothed_rates
from sawan.evaluate.analyses.spatial import (
    Moran,
    false_discovery,
    getis_ord,
    morans_i,
    permutation_p,
    weights,
)
from sawan.evaluate.analyses.titles import titles
from sawan.problems import NoAnswer, Problem, Refused

METHOD = "getis_ord_permutation_fdr"
LEVELS = ("province", "district", "subdistrict")
FEWEST = 8
FALSE_ALARMS = 0.05
SEED = 2564


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked.

    `indicator` (a code of the catalogue), `year` (B.E.; 0: the latest), `level`; `per`: an indicator to divide by,
    `scale`: per how many; `alpha`: share of false alarms allowed.
    """

    indicator: str
    year: int = 0
    level: str = "province"
    per: str = ""
    scale: float = 1
    alpha: float = FALSE_ALARMS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its value, the value smoothed by empirical Bayes (None without people to divide by), Gi*, p and q.

    `label`: hot, cold, none; `no_neighbours` for a place that touches no other.
    """

    area: str
    value: float
    smoothed: float | None
    gi: float | None
    p: float | None
    q: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """A place's rate beside the limits within which chance alone would leave 95 % of places of its size."""

    area: str
    value: float
    low95: float
    high95: float
    outside: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Values by area with, for rates, the events and people behind them; `scale`: per how many."""

    values: Mapping[str, float]
    events: Mapping[str, float]
    exposure: Mapping[str, float]
    scale: float


def answer(area: str, options: Options, *, figures: Path | None = None, shapes: Path | None = None) -> Answer:
    """Hot and cold spots of an indicator among the areas of a level inside `area` (its whole country if it holds none).

    `figures` brings values instead (`area,value` or `area,events,exposure`), `shapes` a map whose borders say who
    touches whom. Refused for an unknown indicator or a faulty file; NoAnswer without values, with
    too few of them, or where all are equal.
    """
    _check(options)
    named = titles([options.indicator, *([options.per] if options.per else [])])
    within = area if register.children(area, options.level) else register.COUNTRY
    year = options.year or _latest(options)
    found = _read(figures, options) if figures else _observed(options, year)
    codes = [one.code for one in register.children(within, options.level) if one.code in found.values]
    if len(codes) < FEWEST:
        raise NoAnswer(faults.too_few_values(options.indicator, year, options.level, len(codes), FEWEST))
    uploaded = read_map(shapes) if shapes else None
    near = _neighbours(options.level, within, uploaded)
    values = np.array([found.values[code] for code in codes])
    if np.ptp(values) == 0:
        raise NoAnswer(faults.all_equal(options.indicator, year, options.level))
    smoothed = _smoothed(codes, found)
    used = values if smoothed is None else smoothed
    moran = morans_i(used, weights(codes, near), seed=options.seed)
    spots = _spots(codes, values, smoothed, near, moran=moran, options=options)
    total = len(register.children(within, options.level))
    funnel = _funnel(codes, found)
    return Answer(
        "hotspots",
        area,
        METHOD,
        {
            "indicator": options.indicator,
            "year": year or None,
            "level": options.level,
            "within": within,
            "per": options.per or None,
            "scale": found.scale if options.per else None,
            "alpha": options.alpha,
            "seed": options.seed,
            "moran_i": moran.i,
            "moran_p": moran.p,
        },
        (Input(options.indicator, total, len(codes), missing=total - len(codes)),),
        hotspots_text.text(
            area,
            spots,
            total=total,
            moran=moran,
            funnel=funnel,
            name=named[options.indicator],
            year=year,
            options=options,
        ),
        Listing.of(Spot, spots),
        {"funnel": Listing.of(Funnel, funnel)} if funnel else {},
        uploaded.warnings if uploaded else (),
    )


def _check(options: Options) -> None:
    problems: list[Problem] = []
    if not 0 < options.alpha < 1:
        problems.append(faults.out_of_range("--alpha", "อยู่ระหว่าง 0 ถึง 1", "lie between 0 and 1"))
    if not options.scale > 0:
        problems.append(faults.out_of_range("--scale", "มากกว่า 0", "be more than 0"))
    if options.level not in LEVELS:
        problems.append(faults.out_of_range("--level", f"เป็น {', '.join(LEVELS)}", f"be one of {', '.join(LEVELS)}"))
    if problems:
        raise Refused(problems)


def _latest(options: Options) -> int:
    """The latest year with enough values; the latest of all when none has."""
    held = Counter(one.year for one in observed.read([options.indicator], level=options.level))
    enough = [year for year, count in held.items() if count >= FEWEST]
    return max(enough or held, default=0)


def _observed(options: Options, year: int) -> Figures:
    """Values that ship; events and people behind them when `--per` or the list of known exposures names them."""
    held = observed.values(options.indicator, year, options.level)
    plain = {area: one.value for area, one in held.items()}
    if options.per:
        people = observed.values(options.per, year, options.level)
        if plain and not people:
            raise NoAnswer(faults.no_values(options.per, year, options.level))
        exposure = {area: one.value for area, one in people.items() if one.value > 0 and area in plain}
        rates = {area: options.scale * plain[area] / exposure[area] for area in exposure}
        return Figures(rates, plain, exposure, options.scale)
    if not plain:
        raise NoAnswer(faults.no_values(options.indicator, year, options.level))
    for row in _exposures():
        if row["indicator"] == options.indicator:
            events = observed.values(row["events"], year, options.level)
            people = observed.values(row["exposure"], year, options.level)
            return Figures(plain, _plain(events), _plain(people), float(row["scale"]))
    return Figures(plain, {}, {}, 1)


def _plain(held: Mapping[str, observed.Observed]) -> dict[str, float]:
    return {area: one.value for area, one in held.items()}


def _exposures() -> list[dict[str, str]]:
    page = files("sawan.evaluate") / "data" / "analyses" / "exposures.csv"
    return list(csv.DictReader(page.read_text(encoding="utf-8").splitlines()))


def _read(page: Path, options: Options) -> Figures:
    """`area,value`, or `area,events,exposure` for rates."""
    if "events" not in inputs.columns(page):
        return Figures(inputs.by_area(page, ("value",), options.level, least=-math.inf), {}, {}, 1)
    events = inputs.by_area(page, ("events",), options.level)
    exposure = {area: people for area, people in inputs.by_area(page, ("exposure",), options.level).items() if people}
    rates = {area: options.scale * events[area] / exposure[area] for area in events if area in exposure}
    return Figures(rates, events, exposure, options.scale)


def _smoothed(codes: list[str], found: Figures) -> Array | None:
    """Empirical Bayes rates on the scale of the values; None when any place lacks events or people."""
    if any(code not in found.events or code not in found.exposure for code in codes):
        return None
    events = np.array([found.events[code] for code in codes])
    return found.scale * smoothed_rates(events, np.array([found.exposure[code] for code in codes]))


def _neighbours(level: str, within: str, uploaded: UploadedMap | None) -> Mapping[str, tuple[str, ...]]:
    if uploaded is None:
        return positions.neighbours(level, within)
    drawn = {code: shape for code, shape in uploaded.polygons.items() if register.get(code).level == level}
    if not drawn:
        raise Refused(faults.map_of_other_level(level))
    return touching(drawn)


def _spots(
    codes: list[str],
    values: Array,
    smoothed: Array | None,
    near: Mapping[str, tuple[str, ...]],
    *,
    moran: Moran,
    options: Options,
) -> list[Spot]:
    used = values if smoothed is None else smoothed
    shared = weights(codes, near)
    gi = getis_ord(used, shared).tolist()
    p = permutation_p(used, shared, seed=options.seed)
    q = false_discovery(p).tolist()
    found = []
    for at, code in enumerate(codes):
        smooth = None if smoothed is None else float(smoothed[at])
        if not shared[at].any():
            found.append(Spot(code, float(values[at]), smooth, None, None, None, "no_neighbours"))
            continue
        label = _label(gi[at], q[at], options.alpha) if moran.p <= options.alpha else "none"
        found.append(Spot(code, float(values[at]), smooth, _known(gi[at]), _known(float(p[at])), _known(q[at]), label))
    return found


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else figure


def _label(gi: float, q: float, alpha: float) -> str:
    if not q <= alpha:
        return "none"
    return "hot" if gi > 0 else "cold"


def _funnel(codes: list[str], found: Figures) -> list[Funnel]:
    if any(code not in found.events or code not in found.exposure for code in codes):
        return []
    events = np.array([found.events[code] for code in codes])
    exposure = np.array([found.exposure[code] for code in codes])
    low, high = funnel_limits(float(events.sum() / exposure.sum()), exposure)
    return [
        Funnel(code, found.scale * rate, found.scale * least, found.scale * most, _side(rate, least, most))
        for code, rate, least, most in zip(
            codes, (events / exposure).tolist(), low.tolist(), high.tolist(), strict=True
        )
    ]


def _side(rate: float, low: float, high: float) -> str:
    if rate > high:
        return "above"
    return "below" if rate < low else "inside"
