"""Maps of pages: districts of a province as links, all provinces by classes of a value; SVG text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sawan.areas import outlines, register
from sawan.texts import Text

HATCH = (
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="var(--none-tint)"/><path d="M0 0V5" stroke="var(--line-strong)"/>'
    "</pattern></defs>"
)
_BREAK_COLORS = ("div-1", "div-2", "div-3", "div-4", "div-5", "div-6", "div-7")


@dataclass(frozen=True, slots=True)
class Classes:
    """How values become colours: upper bounds of all classes but the last, and a CSS class per class."""

    bounds: tuple[float, ...]
    names: tuple[str, ...]

    def of(self, value: float) -> str:
        """The CSS class of a value."""
        return self.names[sum(value >= bound for bound in self.bounds)]


def district_map(province: str, lang: str, *, width: float = 620, marked: str = "") -> tuple[str, Text]:
    """The districts of a province with their names, every one a link, its rivers over them; and the credit line."""
    drawing = outlines.outline(province, "district", width)
    prefix = "/en" if lang == "en" else ""
    parts = []
    for shape in drawing.shapes:
        area = register.get(shape.code)
        name = escape(area.name.say(lang))
        css = "land marked" if shape.code == marked else "land"
        parts.append(
            f'<a href="{prefix}/areas/{shape.code}" aria-label="{name}"><path class="{css}" d="{shape.path_d}"/></a>'
        )
    water = "".join(f'<path class="river" d="{river.path_d}"/>' for river in drawing.rivers)
    labels = "".join(
        f'<text x="{shape.label_xy[0]:.0f}" y="{shape.label_xy[1]:.0f}">{escape(_short(shape.code, lang))}</text>'
        for shape in drawing.shapes
    )
    title = escape(register.get(province).name.say(lang))
    return (
        f'<svg class="map" viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" role="group" aria-label="{title}">'
        f'{"".join(parts)}<path class="outer" d="{drawing.border_d}"/>{water}'
        f'<g class="names wide-only" aria-hidden="true">{labels}</g></svg>',
        drawing.credit,
    )


def province_map(
    values: Mapping[str, float], classes: Classes, own: str, lang: str, *, width: float = 330
) -> tuple[str, Text]:
    """The 77 provinces coloured by class, those without a value hatched, the own one outlined and named."""
    drawing = outlines.outline("TH", "province", width)
    parts, outline = [], ""
    for shape in drawing.shapes:
        value = values.get(shape.code)
        css = "missing" if value is None else classes.of(value)
        said = "—" if value is None else f"{value:,.1f}".replace("-", "−")
        name = escape(f"{register.get(shape.code).name.say(lang)} {said}")
        parts.append(f'<path class="{css}" d="{shape.path_d}"><title>{name}</title></path>')
        if shape.code == own:
            outline = _named(shape, drawing.width, lang)
    label = escape(Text("แผนที่ 77 จังหวัด", "Map of the 77 provinces").say(lang))
    return (
        f'<svg class="map provinces" viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" role="img" '
        f'aria-label="{label}">{HATCH}{"".join(parts)}{outline}</svg>',
        drawing.credit,
    )


def classed_map(
    within: str, level: str, values: Mapping[str, float], classes: Classes, lang: str, *, width: float = 560
) -> tuple[str, Text]:
    """The places of a level inside an area, coloured by class; those without a value hatched."""
    drawing = outlines.outline(within, level, width)
    parts = []
    for shape in drawing.shapes:
        value = values.get(shape.code)
        css = "missing" if value is None else classes.of(value)
        said = "—" if value is None else f"{value:,.1f}"
        title = escape(f"{_name(shape.code, lang)} {said}")
        parts.append(f'<path class="{css}" d="{shape.path_d}"><title>{title}</title></path>')
    label = escape(Text("แผนที่ระบายตามค่า", "Map by value").say(lang))
    return (
        f'<svg class="map provinces" viewBox="0 0 {drawing.width:.0f} {drawing.height:.0f}" role="img" '
        f'aria-label="{label}">{HATCH}{"".join(parts)}<path class="outer" d="{drawing.border_d}"/></svg>',
        drawing.credit,
    )


def _name(code: str, lang: str) -> str:
    return register.get(code).name.say(lang)


def breaks(values: Sequence[float], *, around_zero: bool) -> Classes:
    """Seven diverging classes around zero, or six sequential ones by rounded sextiles."""
    if around_zero:
        step = _round_step(max(abs(value) for value in sorted(values)[2:-2] or values) / 3)
        return Classes(tuple(step * n for n in (-3, -2, -1, 0, 1, 2)), _BREAK_COLORS)
    ordered = sorted(values)
    bounds = sorted({_rounded(ordered[len(ordered) * n // 6]) for n in range(1, 6)})
    return Classes(tuple(bounds), tuple(f"seq-{n}" for n in range(1, len(bounds) + 2)))


def _round_step(step: float) -> float:
    scale = 10 ** (len(str(int(step))) - 1) if step >= 1 else 0.1
    return max(round(step / scale), 1) * scale


def _rounded(value: float) -> float:
    return float(f"{value:.2g}") if abs(value) < 100 else float(f"{value:.3g}")


def _named(shape: outlines.Shape, width: float, lang: str) -> str:
    x, y = shape.label_xy
    name = escape(register.get(shape.code).name.say(lang))
    return (
        f'<path class="own" d="{shape.path_d}"/><path class="leader" d="M{x:.0f} {y:.0f}H{width * 0.72:.0f}"/>'
        f'<text class="own-name" x="{width * 0.73:.0f}" y="{y + 5:.0f}">{name}</text>'
    )


def _short(code: str, lang: str) -> str:
    """`เมืองนครสวรรค์` as `เมืองฯ`, since the province's name stands over the map."""
    name = register.get(code).name
    if lang == "th":
        return "เมืองฯ" if name.th.startswith("เมือง") and code.endswith("01") else name.th
    return "Mueang" if name.en.startswith("Mueang") and code.endswith("01") else name.en
