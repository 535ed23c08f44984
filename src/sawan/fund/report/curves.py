"""Two drawings: the objective along the ceiling, and the front of two objectives."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

from sawan.fund.choice.findings import Findings
from sawan.fund.choice.front import Front

from .words import aim_words, drawing, label, number, tick

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE = 1000.0, 310.0, 86.0, 24.0, 34.0, 246.0
Point = tuple[float, float]


class _Plane:
    """Data to places in the drawing."""

    def __init__(self, points: Sequence[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self.x, self.y = (min(xs), max(xs)), (min(ys), max(ys))

    def at(self, point: Point) -> Point:
        """Where a point lies in the drawing."""
        across = (point[0] - self.x[0]) / ((self.x[1] - self.x[0]) or 1.0)
        up = (point[1] - self.y[0]) / ((self.y[1] - self.y[0]) or 1.0)
        return LEFT + across * (WIDTH - LEFT - RIGHT), BASE - up * (BASE - TOP)

    def axes(self) -> str:
        """Five steps on each side."""
        parts = []
        for step in range(5):
            x = self.x[0] + (self.x[1] - self.x[0]) * step / 4
            y = self.y[0] + (self.y[1] - self.y[0]) * step / 4
            left, height = self.at((x, y))
            parts.append(f'<path d="M{LEFT} {height:.1f}H{WIDTH - RIGHT}" class="grid"/>')
            parts.append(tick(y, LEFT - 8, height + 5, "end"))
            parts.append(tick(x, left, BASE + 24, "end" if step == 4 else "middle"))
        return "".join(parts)


def ceiling_curve(findings: Findings) -> str:
    """Objective against per cent of the ceilings; a filled disc is proved, an open one is the best found."""
    good = [one for one in findings.points if one.choice.selection is not None]
    if len(good) < 2:
        return ""
    points = [(float(one.name), float(one.choice.objective)) for one in good]
    plane = _Plane(points)
    places = [plane.at(point) for point in points]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    discs = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" class="{"proved" if one.choice.status == "optimal" else "found"}">'
        f"<title>{one.name} % · {number(one.choice.objective)}</title></circle>"
        for one, (x, y) in zip(good, places, strict=True)
    )
    here = plane.at((100.0, points[0][1]))[0] if plane.x[0] <= 100 <= plane.x[1] else None
    mark = f'<path d="M{here:.1f} {TOP - 8}V{BASE}" class="ceiling"/>' if here is not None else ""
    th, en = aim_words(findings.model.rules.objectives[0])
    sides = label("ร้อยละของเพดาน", "per cent of the ceilings", WIDTH - RIGHT, BASE + 48, anchor="end")
    sides += label(th, en, LEFT, TOP - 10)
    return _drawing(
        f"เส้นเพดาน: {th}",
        f"Ceiling curve: {en}",
        f'{plane.axes()}{mark}<path d="{path}" class="line"/>{discs}{sides}',
    )


def front_drawing(front: Front) -> str:
    """Points of the first two objectives."""
    if len(front.points) < 2:
        return ""
    points = [(float(worth[1]), float(worth[0])) for worth, _ in front.points]
    plane = _Plane(points)
    discs = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="proved"><title>{_worth(worth)}</title></circle>'
        for (worth, _), (x, y) in zip(front.points, (plane.at(point) for point in points), strict=True)
    )
    first, second = aim_words(front.aims[0]), aim_words(front.aims[1])
    sides = label(*second, WIDTH - RIGHT, BASE + 48, anchor="end") + label(*first, LEFT, TOP - 10)
    names = [f"{word} {one} {other}" for word, one, other in zip(("แนวหน้า", "Front:"), first, second, strict=True)]
    return _drawing(names[0], names[1], f"{plane.axes()}{discs}{sides}")


def _worth(worth: Sequence[Fraction]) -> str:
    return " · ".join(number(one) for one in worth)


def _drawing(th: str, en: str, content: str) -> str:
    said = escape(f"{th} / {en}")
    return drawing(
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{said}">{content}</svg>', th, en
    )
