"""Where a figure comes from: its formula, its inputs down to the rows of files, and what moved it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sawan.areas import register
from sawan.measure import composed, derive, instance, queried, reasons
from sawan.measure.catalogue import Catalogue, Indicator
from sawan.measure.contributions import SECTIONS, Decomposition, Levels, decompose
from sawan.measure.importing import STATUSES
from sawan.measure.queries import stored
from sawan.measure.queries.figures import Figure, answer, figure
from sawan.measure.queries.runs import run
from sawan.people.queries import data_version
from sawan.texts import Text

GROWTH, TOTAL, CURRENT, VOLUME = "gpp_growth", "gpp_cvm", "gpp_current", "gpp_cvm"
POINTS = Text("จุดร้อยละ", "percentage points")
PERCENT = Text("ร้อยละ", "percent")


@dataclass(frozen=True, slots=True)
class Lineage:
    """A figure and what it was made of; a leaf has no children and names its source.

    `formula` is "" for a figure that was reported. `why` says why there is no value.
    """

    label: Text
    value: float | None
    unit: Text
    formula: str
    source: Text
    indicator: str
    area: str
    period: str
    status: str
    vintage: str
    why: Text
    children: tuple[Lineage, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Contributions:
    """What each of the 19 sections added to growth, in percentage points, with the edition that it is from."""

    indicator: str
    area: str
    period: str
    parts: Decomposition
    names: dict[str, Text]
    status: str
    vintage: str
    version: int


def explain(indicator: str, area: str, period: str, as_of: date | None = None) -> Lineage:
    """A figure unfolded to the rows it came from; Refused for an unknown code or area."""
    catalogue = instance.current_catalogue()
    return _unfold(catalogue.require(indicator), register.get(area).code, period, as_of, catalogue)


def contributions(indicator: str, area: str, year: int) -> Contributions | None:
    """What the sections added to GPP growth of a year; None when no edition has all it needs.

    Only `gpp_growth` has contributions. All levels come from one edition, the newest that has them.
    """
    if indicator != GROWTH:
        return None
    catalogue = instance.current_catalogue()
    place, period, before = register.get(area).code, str(year), str(year - 1)
    codes = [CURRENT, VOLUME, *(f"{base}_{section}" for base in (CURRENT, VOLUME) for section in SECTIONS)]
    known = stored.known(codes, [place])
    vintage = _newest_with_all(known, place, period, before)
    if vintage is None:
        return None
    total = _levels(known, place, ("", period, before), vintage)
    parts = decompose(total, {s: _levels(known, place, (f"_{s}", period, before), vintage) for s in SECTIONS})
    status = max(
        entry.status for code in codes for at in (period, before) for entry in known.at(code, place, at)
        if entry.vintage == vintage
    )  # fmt: skip
    names = {section: catalogue[f"{VOLUME}_{section}"].name for section in SECTIONS}
    return Contributions(indicator, place, period, parts, names, STATUSES[status], vintage, data_version())


def _newest_with_all(known: derive.Known, area: str, period: str, before: str) -> str | None:
    """The newest edition with current prices of the year before and volumes of both years, sections included."""
    needed = [(CURRENT, before), (VOLUME, before), (VOLUME, period)]
    places = [(f"{code}{end}", at) for code, at in needed for end in ("", *(f"_{s}" for s in SECTIONS))]
    common: dict[str, int] | None = None
    for code, at in places:
        here = {entry.vintage: entry.published for entry in known.at(code, area, at) if entry.value is not None}
        common = here if common is None else {vintage: day for vintage, day in common.items() if vintage in here}
    return max(common, key=lambda vintage: common[vintage]) if common else None


def _levels(known: derive.Known, area: str, which: tuple[str, str, str], vintage: str) -> Levels:
    end, period, before = which

    def level(code: str, at: str) -> float:
        found = next(entry.value for entry in known.at(f"{code}{end}", area, at) if entry.vintage == vintage)
        assert found is not None
        return found

    return Levels(level(CURRENT, before), level(VOLUME, before), level(VOLUME, period))


def _unfold(entry: Indicator, area: str, period: str, as_of: date | None, catalogue: Catalogue) -> Lineage:
    here = figure(entry.code, area, period, as_of)
    if entry.kind != "formula":
        return _made(here, as_of, catalogue) if here.computed else _leaf(here)
    told = answer(entry, area, period, as_of, catalogue)
    if here.value is not None and not here.computed:
        return _given(here, told)
    children = [_used(place, catalogue, as_of) for place in told.used]
    if entry.code == GROWTH and len(period) == 4:
        children += _sections(area, int(period), here)
    why = Text("") if told.value is not None else reasons.say(told.reason, told.missing)
    return Lineage(
        label=_label(entry, area, period),
        value=told.value,
        unit=entry.unit,
        formula=entry.formula,
        source=Text("คำนวณโดยระบบ", "computed by the system"),
        indicator=entry.code,
        area=area,
        period=period,
        status=STATUSES[told.status],
        vintage=told.vintage,
        why=why,
        children=tuple(children),
        version=here.version,
    )


def _given(here: Figure, told: derive.Answer) -> Lineage:
    """A figure that a source reports for a formula, with what the formula itself comes to beside it."""
    leaf = _leaf(here)
    if told.value is None:
        return leaf
    label = Text(f"{here.indicator.name.th} ตามสูตร", f"{here.indicator.name.en} by the formula")
    source = Text("คำนวณโดยระบบ ไม่ได้ใช้เพราะมีค่าที่รายงาน", "computed by the system; not used, since a value is reported")
    beside = replace(
        leaf, label=label, value=told.value, formula=here.indicator.formula, source=source,
        status=STATUSES[told.status], vintage=told.vintage,
    )  # fmt: skip
    return replace(leaf, children=(beside,))


def _made(here: Figure, as_of: date | None, catalogue: Catalogue) -> Lineage:
    """A computed composite with its parts of the period, or a query with the raw tables that it read."""
    leaf, entry = _leaf(here), here.indicator
    if entry.kind == "composite" and entry.spec:
        codes = composed.spec(entry).tree.indicators
        parts = tuple(_unfold(catalogue[code], here.area, here.period, as_of, catalogue) for code in codes)
        return replace(leaf, formula=f"composite {entry.spec}.yaml: {', '.join(codes)}", children=parts)
    if entry.kind == "query" and entry.query:
        blank = replace(leaf, value=None, unit=Text(""), vintage="")
        tables = tuple(
            replace(blank, label=Text(f"ตารางดิบ {name}", f"raw table {name}"), source=Text(name, name))
            for name in queried.tables(entry)
        )
        return replace(leaf, formula=queried.text(entry), children=tables)
    return leaf


def _used(place: tuple[str, str, str, derive.Entry], catalogue: Catalogue, as_of: date | None) -> Lineage:
    """An input as it was used: the stored row of exactly that edition, or the formula behind it."""
    code, area, period, used = place
    if code in catalogue.formulas:
        return _unfold(catalogue[code], area, period, as_of, catalogue)
    row = next(one for one in stored.standing(code, area) if one.period == period and one.vintage == used.vintage)
    entry = catalogue[code]
    return Lineage(
        label=_label(entry, area, period),
        value=row.value,
        unit=entry.unit,
        formula="",
        source=_row_source(row.publisher, row.url, row.run),
        indicator=code,
        area=area,
        period=period,
        status=row.status,
        vintage=row.vintage,
        why=Text(""),
        children=(),
        version=data_version(),
    )


def _leaf(here: Figure) -> Lineage:
    found = here.point
    return Lineage(
        label=_label(here.indicator, here.area, here.period),
        value=here.value,
        unit=here.indicator.unit,
        formula="",
        source=_row_source(found.publisher, found.url, found.run) if found else Text(""),
        indicator=here.indicator.code,
        area=here.area,
        period=here.period,
        status=found.status if found else "",
        vintage=found.vintage if found else "",
        why=here.why,
        children=(),
        version=here.version,
    )


def _sections(area: str, year: int, here: Figure) -> list[Lineage]:
    """One branch that holds the contributions of the sections, which add up to the growth."""
    found = contributions(GROWTH, area, year)
    if found is None:
        return []

    def branch(label: Text, value: float, formula: str, section: str, *children: Lineage) -> Lineage:
        source = Text("คำนวณโดยระบบ", "computed by the system")
        return Lineage(
            label, value, POINTS, formula, source, section, area, str(year), found.status, found.vintage, Text(""),
            children, here.version,
        )  # fmt: skip

    parts = [
        branch(
            found.names[part.section], part.points, "share of the year before x real growth", f"{VOLUME}_{part.section}"
        )
        for part in found.parts.parts
    ]
    label = Text("ที่มาของการเติบโตรายสาขา", "Contributions of the 19 sections")
    total = sum(part.points for part in found.parts.parts)
    return [branch(label, total, "sum of the contributions", GROWTH, *parts)]


def _label(entry: Indicator, area: str, period: str) -> Text:
    name = register.get(area).full_name
    return Text(f"{entry.name.th} {name.th} {period}", f"{entry.name.en}, {name.en}, {period}")


def _row_source(publisher: str, url: str, number: int) -> Text:
    brought = run(number) if number else None
    file = brought.file if brought else ""
    th = " · ".join(filter(None, (publisher, url, f"นำเข้าครั้งที่ {number} {file}".strip())))
    en = " · ".join(filter(None, (publisher, url, f"run {number} {file}".strip())))
    return Text(th, en)
