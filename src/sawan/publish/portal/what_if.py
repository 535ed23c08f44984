"""What if: move an indicator or its target, and see chance, status and rank answer at once; nothing is stored."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse

from sawan.evaluate import queries as evaluate
from sawan.evaluate.forecast import Forecast
from sawan.evaluate.target import Region, from_direction
from sawan.evaluate.what_if import Line, Move, marks_of_slider, outcome
from sawan.measure import composite, instance
from sawan.measure import queries as measure
from sawan.people.queries import data_version
from sawan.publish.portal import frame
from sawan.publish.portal.indices import NAMES, Held, held
from sawan.publish.portal.reading import Reading, read
from sawan.texts import Text

ASKS = ("indicator", "value", "target", "year")
YEARS_AHEAD, FEWEST_YEARS = (1, 2, 3, 5), 4


def what_if(request: HttpRequest) -> HttpResponse:
    """`/evaluate/what-if?indicator=&value=&target=&year=`: computed for each question, in some ten milliseconds."""
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ASKS}
    known = askable()
    code = asked["indicator"] if asked["indicator"] in known else next(iter(known), "")
    context: dict[str, Any] = {
        "section": "evaluate",
        "crumbs": [("/evaluate", Text("ประเมินผล", "Evaluate")), ("", Text("ถ้าหากว่า", "What if"))],
        "indicators": [(one, name) for one, name in known.items()],
        "asked": asked | {"indicator": code},
    }
    if code:
        context |= _answer(code, asked)
    return frame.page(request, "portal/what_if.html", context)


def askable() -> dict[str, Text]:
    """The indicators that can be moved, with their names."""
    return _askable(data_version())


@lru_cache(maxsize=2)
def _askable(version: int) -> dict[str, Text]:
    """Indicators of the edition in force with at least four years of values, under a data version."""
    edition, catalogue = frame.edition_in_force(), instance.current_catalogue()
    if edition is None:
        return {}
    codes = dict.fromkeys(code for _, code in edition.indicator_codes() if code in catalogue)
    figures = {row.indicator.code: row.figures for row in measure.holdings(edition.province).rows}
    return {code: catalogue[code].name for code in codes if figures.get(code, 0) >= FEWEST_YEARS}


def _answer(code: str, asked: dict[str, str]) -> dict[str, Any]:
    """The indicator as it is and as it would be."""
    reading = read(code, frame.province())
    latest = reading.points[-1]
    assert latest.value is not None
    ahead = [latest.year_be + years for years in YEARS_AHEAD]
    year = int(asked["year"]) if asked["year"].isdigit() and int(asked["year"]) in ahead else ahead[0]
    value = _number(asked["value"], latest.value)
    target = _number(asked["target"], latest.value)
    direction = "lower" if reading.indicator.direction == "lower" else "higher"
    region = from_direction(year, direction, target).region()
    found = evaluate.forecast_of(code, frame.province(), year)
    spread = _spread(reading)
    return {
        "name": reading.indicator.name,
        "unit": reading.indicator.unit,
        "latest": reading.said(latest.value),
        "latest_year": reading.year,
        "value": f"{value:.{reading.decimals + 1}f}",
        "target": f"{target:.{reading.decimals + 1}f}",
        "low": f"{latest.value - spread:.4f}",
        "high": f"{latest.value + spread:.4f}",
        "step": f"{spread / 50:.6f}",
        "year": year,
        "years": ahead,
        "outcomes": _outcomes(code, found, year, region, (latest.value, value)) if found else (),
        "levels": _levels(reading, found, year, region) if found else (),
        "ranks": _ranks(code, value, reading),
        "sample": reading.sample,
    }


def _number(text: str, otherwise: float) -> float:
    try:
        value = float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        return otherwise
    return value if np.isfinite(value) else otherwise


def _spread(reading: Reading) -> float:
    values = [point.value for point in reading.points if point.value is not None]
    return max(max(values) - min(values), abs(values[-1]) * 0.1, 0.01)


def _outcomes(
    code: str, found: Forecast, year: int, region: Region, values: tuple[float, float]
) -> tuple[dict[str, Any], ...]:
    """Chance and mark today and under the move."""
    line = Line(code, found, year, region, None, values[0])
    titles = (Text("ตามข้อมูลวันนี้", "As the data stand"), Text("ถ้าหากว่า", "What if"))
    moves = (Move(), Move(value=values[1]))
    results = [outcome(line, move) for move in moves]
    return tuple(
        {
            "title": title,
            "status": str(result.mark),
            "chance": "" if result.probability is None else f"{100 * result.probability:.0f}%",
        }
        for title, result in zip(titles, results, strict=True)
    )


def _levels(reading: Reading, found: Forecast, year: int, region: Region) -> tuple[tuple[str, str], ...]:
    """The targets that would be met with a chance of one half, two thirds and four fifths."""
    latest = reading.points[-1].value or 0.0
    levels = marks_of_slider(Line(reading.indicator.code, found, year, region, None, latest))
    return tuple((f"{100 * chance:.0f}%", reading.said(level)) for chance, level in levels.items())


def _ranks(code: str, value: float, reading: Reading) -> list[dict[str, Any]]:
    """The rank by the indicator itself, and in every index that holds it, as it is and under the move."""
    rows = []
    for index in NAMES:
        found = held(data_version(), index)
        if found.index is not None and code in found.spec.tree.indicators:
            rows.append({"name": NAMES[index]} | _moved_rank(found, code, value))
    return rows


def _moved_rank(found: Held, code: str, value: float) -> dict[str, str]:
    """The own rank with its 90 % interval before and after one value moves; the scale stays that of today's figures."""
    assert found.index is not None
    own, at = found.areas.index(frame.province()), found.spec.tree.indicators.index(code)
    before = found.index.normalised[0]
    after = before.copy()
    after[own, at] = _rescaled(found.index, at, value, own)
    said = []
    for normalised in (before, after):
        slid = composite.slide(normalised, {}, found.spec.tree, found.spec.nominal.aggregate)
        said.append(f"{int(slid.ranks[own])} ({int(slid.rank_low[own])}–{int(slid.rank_high[own])})")
    return {"before": said[0], "after": said[1]}


def _rescaled(index: composite.Index, at: int, value: float, own: int) -> float:
    """A value on the scale of its indicator: through the two areas that are farthest apart, within their bounds."""
    treated, normalised = index.treated[0][:, at], index.normalised[0][:, at]
    known = np.isfinite(treated) & np.isfinite(normalised)
    low, high = np.flatnonzero(known)[[np.argmin(treated[known]), np.argmax(treated[known])]]
    slope = (normalised[high] - normalised[low]) / (treated[high] - treated[low])
    moved = normalised[low] + slope * (value - treated[low])
    bounds = sorted((float(normalised[low]), float(normalised[high])))
    return float(min(max(moved, bounds[0]), bounds[1]))
