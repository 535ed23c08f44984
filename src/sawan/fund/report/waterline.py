"""The waterline: every proposal a bar as wide as its cost and as high as its core index, up to the ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from html import escape

from sawan.fund.choice.findings import Findings

from .words import both, drawing, label, number, percent, short, tick

WIDTH, HEIGHT, LEFT, TOP, BASE = 1000.0, 250.0, 48.0, 34.0, 200.0
_MOST_BARS = 600


@dataclass(frozen=True, slots=True)
class Bar:
    """One proposal: its cost when whole, its height from 0 to 1, its class, whether it is selected."""

    place: int
    cost: float
    height: float
    kind: str
    selected: bool


def bars(findings: Findings) -> list[Bar]:
    """Core first, then the borderline from the surest down, then the rest; without a core the selected first."""
    model, selection = findings.model, findings.choice.selection
    assert selection is not None
    cost = model.statement.measures.of("total")
    made = []
    for j in range(len(model.proposals.ids)):
        height = float(findings.core.index[j]) if findings.core is not None else float(selection.shares[j] > 0)
        kind = findings.core.class_of(j) if findings.core is not None else ("core" if height else "exterior")
        made.append(Bar(j, float(Fraction(int(cost.coefs[j]), cost.unit)), height, kind, bool(selection.shares[j])))
    order = {"core": 0, "borderline": 1, "exterior": 2}
    return sorted(made, key=lambda bar: (order[bar.kind], -bar.height, not bar.selected, -bar.cost, bar.place))


def waterline(findings: Findings) -> str:
    """The drawing; status shows as fill, outline and hatch, never as colour alone."""
    every = bars(findings)
    ceiling = float(sum(findings.model.rules.ceilings.values(), Fraction(0)))
    whole = max(ceiling * 1.02, sum(bar.cost for bar in every))
    scale = (WIDTH - LEFT - 12) / whole if whole else 0.0
    drawn, at = [], LEFT
    for bar in _merged(every):
        width = bar.cost * scale
        drawn.append(_bar(findings, bar, at, width))
        at += width
    line = LEFT + ceiling * scale
    amount = short(ceiling)
    th = f"แผนภาพระดับน้ำ: เพดานรวม {number(ceiling)}"
    en = f"Waterline: ceilings together {number(ceiling)}"
    svg = (
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{escape(th)} / {escape(en)}">'
        '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" class="hatch-ground"/><path d="M0 0V6" class="hatch-line"/></pattern></defs>'
        f"{_grid()}{''.join(drawn)}"
        f'<path d="M{line:.1f} {TOP - 14:.0f}V{BASE + 6:.0f}" class="ceiling"/>'
        f"{label(f'เพดาน {amount[0]}', f'ceiling {amount[1]}', line - 6, TOP - 18, anchor='end', kind='strong')}"
        f"{_scale(whole, scale)}</svg>"
    )
    return drawing(svg, "แผนภาพระดับน้ำ", "Waterline") + _legend(findings)


def _merged(every: list[Bar]) -> list[Bar]:
    """As they are, or, when they are too many to be seen, neighbours of one class, height and state in one bar."""
    if len(every) <= _MOST_BARS:
        return every
    merged: list[Bar] = []
    for bar in every:
        last = merged[-1] if merged else None
        if last and (last.kind, last.height, last.selected) == (bar.kind, bar.height, bar.selected):
            merged[-1] = Bar(-1, last.cost + bar.cost, bar.height, bar.kind, bar.selected)
        else:
            merged.append(bar)
    return merged


def _bar(findings: Findings, bar: Bar, at: float, width: float) -> str:
    height = max(5.0 if bar.kind == "exterior" else 3.0, bar.height * (BASE - TOP))
    kind = f"bar {bar.kind} {'in' if bar.selected else 'out'}"
    gap = 0.5 if width > 2 else 0.0
    title = ""
    if bar.place >= 0:
        name = findings.model.proposals.label(bar.place)
        title = f"<title>{escape(name)} · {number(bar.cost)} · {percent(bar.height, 0)}</title>"
    box = f'x="{at:.2f}" y="{BASE - height:.2f}" width="{max(0.3, width - gap):.2f}" height="{height:.2f}"'
    return f'<rect {box} class="{kind}">{title}</rect>'


def _grid() -> str:
    steps = []
    for share in (0.0, 0.5, 1.0):
        y = BASE - share * (BASE - TOP)
        steps.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - 12}" class="grid"/>')
        steps.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" class="axis">{share * 100:.0f}</text>')
    return "".join(steps)


def _scale(whole: float, scale: float) -> str:
    texts = []
    for mark in (whole * part / 4 for part in range(5)):
        anchor = "end" if mark == whole else "middle"
        texts.append(tick(mark, LEFT + mark * scale, BASE + 24, anchor))
    return "".join(texts) + label("ค่าใช้จ่ายสะสม", "cost, added up", WIDTH - 12, BASE + 44, anchor="end")


def _legend(findings: Findings) -> str:
    entries = [("core in", "ทึบ: แกน อยู่ในทุกชุดที่ดีที่สุด", "solid: core, in every best selection")]
    if findings.core is None:
        entries = [("core in", "ทึบ: ได้รับเลือก", "solid: selected")]
    else:
        entries.append(("borderline in", "ลายเฉียง: ก้ำกึ่ง ได้รับเลือก", "hatched: borderline, selected"))
        entries.append(("borderline out", "เส้นขอบ: ก้ำกึ่ง ไม่ได้รับเลือก", "outline: borderline, not selected"))
    entries.append(("exterior out", "ขีดเตี้ย: ไม่อยู่ในชุดใด", "low mark: in no such selection"))
    box = '<svg viewBox="0 0 18 14" width="18" height="14" aria-hidden="true"><rect x="1" y="1" width="16" height="12"'
    items = "".join(f'<li>{box} class="bar {kind}"/></svg>{both(th, en)}</li>' for kind, th, en in entries)
    return f'<ul class="legend">{items}</ul>'
