"""Small pictures drawn as SVG text: marks of status, sparklines, bars of a row, the logo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from sawan.charts.theme import status_marks

_SHAPES = {
    "on_course": (
        '<circle cx="9" cy="9" r="8" fill="currentColor"/><path d="M5.2 9.3l2.6 2.6 5-5.4" fill="none" '
        'stroke="var(--surface)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "watch": (
        '<path d="M9 1.6 17 16H1z" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>'
        '<path d="M9 6.6v4.4" stroke="var(--surface)" stroke-width="2" stroke-linecap="round"/>'
        '<circle cx="9" cy="13.6" r="1.2" fill="var(--surface)"/>'
    ),
    "off_course": (
        '<rect x="1" y="1" width="16" height="16" rx="2.5" fill="currentColor"/>'
        '<path d="M5.8 5.8l6.4 6.4m0-6.4-6.4 6.4" stroke="var(--surface)" stroke-width="2.2" stroke-linecap="round"/>'
    ),
    "no_target": (
        '<circle cx="9" cy="9" r="7.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M5.6 9h6.8" stroke="currentColor" stroke-width="1.6" stroke-linecap="round"/>'
    ),
    "no_data": (
        '<circle cx="9" cy="9" r="7.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.4"/>'
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sparkline: values by position (None where nothing was observed) and a colour token."""

    values: Sequence[float | None]
    color: str
    width: float = 1.6
    end_dot: bool = False


def status_shape(code: str) -> str:
    """The inside of an 18 x 18 picture for a status, coloured by `currentColor`."""
    return _SHAPES[code]


def status_mark(code: str, *, word: str | None = None) -> str:
    """The mark of a status as SVG; with `word` it speaks for itself, without it stands beside its word."""
    label = f'role="img" aria-label="{escape(word)}"' if word else 'aria-hidden="true"'
    return f'<svg class="mark" viewBox="0 0 18 18" {label}>{_SHAPES[code]}</svg>'


def status_color(code: str) -> str:
    """The colour token of a status."""
    return status_marks()[code].color


def sparkline(lines: Sequence[Line], label: str, *, width: int = 230, height: int = 56) -> str:
    """Lines over the same positions in one frame, the last line on top; `label` says it in words."""
    seen = [value for line in lines for value in line.values if value is not None]
    if len(seen) < 2:
        return ""
    low, high = min(seen), max(seen)
    count = max(len(line.values) for line in lines)

    def place(at: int, value: float) -> tuple[float, float]:
        x = 5 + (width - 10) * at / max(count - 1, 1)
        y = 5 + (height - 10) * (1 - (value - low) / ((high - low) or 1))
        return round(x, 1), round(y, 1)

    drawn = [_line(line, place) for line in lines]
    return (
        f'<svg class="spark" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )


def _line(line: Line, place) -> str:  # type: ignore[no-untyped-def]
    points = [place(at, value) for at, value in enumerate(line.values) if value is not None]
    if not points:
        return ""
    path = " ".join(f"{x},{y}" for x, y in points)
    drawn = (
        f'<polyline points="{path}" fill="none" stroke="var(--{line.color})" stroke-width="{line.width}" '
        'stroke-linejoin="round" stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
    )
    if line.end_dot:
        x, y = points[-1]
        drawn += (
            f'<path d="M{x} {y}h.01" stroke="var(--{line.color})" stroke-width="8" stroke-linecap="round" '
            'vector-effect="non-scaling-stroke"/>'
        )
    return drawn


def row_bars(values: Sequence[float | None], label: str, *, width: int = 124, height: int = 44) -> str:
    """Small bars of one row of a table, from zero, the last one in the province's colour."""
    seen = [abs(value) for value in values if value is not None]
    top = max(seen, default=0) or 1
    step = width / max(len(values), 1)
    bars = []
    for at, value in enumerate(values):
        if value is None:
            continue
        tall = round((height - 2) * abs(value) / top, 1)
        color = "data-1" if at == len(values) - 1 else "data-5"
        faint = "" if at == len(values) - 1 else ' fill-opacity=".55"'
        bars.append(
            f'<rect x="{round(at * step + 2, 1)}" y="{round(height - 1 - tall, 1)}" width="{round(step - 6, 1)}" '
            f'height="{tall}" fill="var(--{color})"{faint}/>'
        )
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{escape(label)}">'
        f'{"".join(bars)}<path d="M0 {height - 0.5}H{width}" stroke="var(--ink-3)"/></svg>'
    )


def share_bar(share: float, color: str) -> str:
    """A bar of a list: `share` (0-1) of the width, rounded at its end."""
    length = round(max(0.0, min(1.0, share)) * 100, 1)
    return (
        '<svg class="bar" viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{length}" height="9" rx="1.5" fill="var(--{color})"/></svg>'
    )


def logo() -> str:
    """Four petals on one stem: the confluence seen as a lotus."""
    strokes = (
        ("river-1", "M3 6c0 9 5 12 12.4 20"),
        ("river-2", "M11.5 3c-1 9 2 13 4.2 23"),
        ("river-3", "M20.5 3c1 9-2 13-4.2 23"),
        ("river-4", "M29 6c0 9-5 12-12.4 20"),
    )
    petals = "".join(
        f'<path d="{path}" fill="none" stroke="var(--{color})" stroke-width="3" stroke-linecap="round"/>'
        for color, path in strokes
    )
    return (
        f'<svg viewBox="0 0 32 32" aria-hidden="true">{petals}'
        '<path d="M16 24v6" stroke="var(--lotus)" stroke-width="4" stroke-linecap="round"/></svg>'
    )
