"""The strategy as a river: guidelines run into issues, issues into one goal; pure geometry from tree and money to SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

TRUNK = 100.0
"""Height of the trunk in px when some money is known."""
THINNEST = 2.2
"""Width of a branch without money, px."""
RIVERS = 4
"""River colours in the tokens; a fifth issue begins again with the first, since number and name always stand beside."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A guideline: its code, the address it leads to, its name, its money (any unit; None where nothing is known)."""

    code: str
    href: str
    name: str
    money: float | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """An issue: its code, the lines of its short name, the branches that run into it."""

    code: str
    lines: tuple[str, ...]
    branches: tuple[Branch, ...]
    href: str = ""

    @property
    def money(self) -> float | None:
        """The sum over its branches; None when no branch has money."""
        known = [branch.money for branch in self.branches if branch.money is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A piece of water: an SVG path to be filled, its colour token, whether money flows in it, the nodes it serves."""

    path: str
    color: str
    flowing: bool
    codes: tuple[str, ...] = ()


def color(position: int) -> str:
    """The colour token of the issue at a position (0 = first)."""
    return f"river-{position % RIVERS + 1}"


def widths(streams: Sequence[Stream], trunk: float = TRUNK) -> list[list[float]]:
    """Width of every branch: linear in money over the whole drawing, never under 2.2 px.

    The scale is set so that all the money fills the trunk; without any money all branches are equally thin.
    """
    total = sum(stream.money or 0 for stream in streams)
    scale = trunk / total if total else 0
    return [[max(THINNEST, (branch.money or 0) * scale) for branch in stream.branches] for stream in streams]


def ribbon(start: tuple[float, float], end: tuple[float, float], width: float, bend: float = 0.5) -> str:
    """A level ribbon that runs from `start` to `end` (centres) with `width` px of height and level ends."""
    (x0, y0), (x1, y1) = start, end
    middle = x0 + (x1 - x0) * bend
    half = width / 2
    top = (
        f"M{_n(x0)} {_n(y0 - half)}C{_n(middle)} {_n(y0 - half)} {_n(middle)} {_n(y1 - half)} {_n(x1)} {_n(y1 - half)}"
    )
    back = (
        f"L{_n(x1)} {_n(y1 + half)}C{_n(middle)} {_n(y1 + half)} {_n(middle)} {_n(y0 + half)} {_n(x0)} {_n(y0 + half)}Z"
    )
    return top + back


def spring(streams: Sequence[Stream], label: str, *, width: float = 560, height: float = 470) -> str:
    """The home page's drawing: sources above, the trunk running out at the foot; each source is a link."""
    if not any(stream.branches for stream in streams):
        return ""
    slots = _slots(streams, width)
    bands = [max(len(stream.branches) * 5.4, 4.0) for stream in streams]
    trunk_left = (width - sum(bands)) / 2
    drawn, links = [], []
    left = trunk_left
    for at, (stream, slot, band) in enumerate(zip(streams, slots, bands, strict=True)):
        drawn.append(_spring_stream(stream, slot, color(at), (left + band / 2, height), band))
        links.append(_spring_sources(stream, slot, color(at)))
        left += band
    trunk = (
        f'<path d="M{_n(trunk_left)} {_n(height - 90)}h{_n(sum(bands))}V{_n(height)}h-{_n(sum(bands))}z" '
        'fill="url(#trunk)"/>'
    )
    fade = (
        '<defs><linearGradient id="trunk" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="var(--river-0)" '
        'stop-opacity="0"/><stop offset="1" stop-color="var(--river-0)"/></linearGradient></defs>'
    )
    return (
        f'<svg viewBox="0 0 {_n(width)} {_n(height)}" role="group" aria-label="{escape(label)}">'
        f"{fade}{''.join(drawn)}{trunk}{''.join(links)}</svg>"
    )


_NODE_Y = 92.0


def _slots(streams: Sequence[Stream], width: float) -> list[tuple[float, float]]:
    """Centre and spacing of each stream's sources; narrow streams still get room for their name."""
    shares = [max(len(stream.branches), 4.6) for stream in streams]
    unit = width / sum(shares)
    centres, left = [], 0.0
    for share in shares:
        centres.append((left + share * unit / 2, min(unit * 0.86, 22.0)))
        left += share * unit
    return centres


def _source_xs(stream: Stream, slot: tuple[float, float]) -> list[float]:
    centre, step = slot
    count = len(stream.branches)
    return [centre + (at - (count - 1) / 2) * step for at in range(count)]


def _spring_stream(stream: Stream, slot: tuple[float, float], ink: str, mouth: tuple[float, float], band: float) -> str:
    centre, top, bottom = slot[0], _NODE_Y + 6, _NODE_Y + 108
    count = len(stream.branches)
    full = band / max(count, 1)
    paths = [
        _taper((x, top), (centre + (at - (count - 1) / 2) * full, bottom), full)
        for at, x in enumerate(_source_xs(stream, slot))
    ]
    knee = bottom + (mouth[1] - 70 - bottom) * 0.55
    channel = (
        f'<path d="M{_n(centre)} {_n(bottom - 1)}C{_n(centre)} {_n(knee + 30)} {_n(mouth[0])} {_n(knee - 30)} '
        f'{_n(mouth[0])} {_n(mouth[1] - 70)}V{_n(mouth[1])}" fill="none" stroke="var(--{ink})" stroke-width="{_n(band + 0.4)}"/>'
    )
    return f'<g fill="var(--{ink})">{"".join(paths)}{channel}</g>'


def _taper(source: tuple[float, float], mouth: tuple[float, float], full: float) -> str:
    """A branch that falls from its source and widens from 2.6 px to `full` where it joins the others."""
    (x0, y0), (x1, y1) = source, mouth
    thin, half, upper, lower = 1.3, full / 2 + 0.2, y0 + (y1 - y0) * 0.55, y0 + (y1 - y0) * 0.35
    return (
        f'<path d="M{_n(x0 - thin)} {_n(y0)}C{_n(x0 - thin)} {_n(upper)} {_n(x1 - half)} {_n(lower)} {_n(x1 - half)} {_n(y1)}'
        f'H{_n(x1 + half)}C{_n(x1 + half)} {_n(lower)} {_n(x0 + thin)} {_n(upper)} {_n(x0 + thin)} {_n(y0)}Z"/>'
    )


def _spring_sources(stream: Stream, slot: tuple[float, float], ink: str) -> str:
    first = _NODE_Y - 16 - 21 * (len(stream.lines) - 1)
    names = "".join(
        f'<tspan x="{_n(slot[0])}" y="{_n(first + 21 * at)}">{escape(line)}</tspan>'
        for at, line in enumerate(stream.lines)
    )
    head = (
        f'<text text-anchor="middle" font-size="15" font-weight="600" fill="var(--ink)">'
        f'<tspan x="{_n(slot[0])}" y="{_n(first - 24)}" font-size="20" font-weight="700" fill="var(--{ink})">'
        f"{escape(stream.code)}</tspan>{names}</text>"
    )
    dots = "".join(
        f'<a href="{escape(branch.href)}" aria-label="{escape(f"{branch.code} {branch.name}")}">'
        f"<title>{escape(f'{branch.code} {branch.name}')}</title>"
        f'<circle cx="{_n(x)}" cy="{_n(_NODE_Y)}" r="11" fill="transparent"/>'
        f'<circle cx="{_n(x)}" cy="{_n(_NODE_Y)}" r="4.6" fill="var(--ground)" stroke="var(--{ink})" stroke-width="2.2"/></a>'
        for branch, x in zip(stream.branches, _source_xs(stream, slot), strict=True)
    )
    return f'<a href="{escape(stream.href)}">{head}</a>{dots}' if stream.href else head + dots


@dataclass(frozen=True, slots=True)
class Reach:
    """Where an issue stands on the strategy map: y of its band's centre and of the centre of each of its rows, px."""

    band: float
    rows: tuple[float, ...]


def confluence(streams: Sequence[Stream], reaches: Sequence[Reach], trunk_y: float, columns: Columns) -> list[Ribbon]:
    """The strategy map's water from right (work) to left (goal); one ribbon a piece.

    `columns` are x positions in a drawing 1000 wide that is stretched sideways; heights are px and are not stretched.
    """
    sizes = widths(streams)
    sums = [sum(branch) or THINNEST for branch in sizes]
    ribbons: list[Ribbon] = []
    y = trunk_y - sum(sums) / 2
    for at, (stream, reach, branch_widths) in enumerate(zip(streams, reaches, sizes, strict=True)):
        centre = y + sums[at] / 2
        flowing = bool(stream.money)
        y += sums[at]
        path = ribbon((columns.trunk, centre), (columns.issue, reach.band), sums[at])
        band = ribbon((columns.issue, reach.band), (columns.split, reach.band), sums[at])
        mouth = ribbon((columns.edge, centre), (columns.trunk, centre), sums[at])
        codes = (stream.code, *(branch.code for branch in stream.branches))
        ribbons += [Ribbon(piece, color(at), flowing, codes) for piece in (mouth, path, band)]
        ribbons += _deltas(stream, reach, branch_widths, at, columns)
    return ribbons


@dataclass(frozen=True, slots=True)
class Columns:
    """x positions of the strategy map (of 1000): where the trunk leaves the page and ends, start and end of the issues' bands, the rows."""

    edge: float = -60.0
    trunk: float = 205.0
    issue: float = 325.0
    split: float = 560.0
    rows: float = 645.0


def _deltas(stream: Stream, reach: Reach, branch_widths: Sequence[float], at: int, columns: Columns) -> list[Ribbon]:
    y = reach.band - sum(branch_widths) / 2
    pieces = []
    for branch, row, width in zip(stream.branches, reach.rows, branch_widths, strict=True):
        path = ribbon((columns.split, y + width / 2), (columns.rows, row), width)
        pieces.append(Ribbon(path, color(at), bool(branch.money), (stream.code, branch.code)))
        y += width
    return pieces


def shore(streams: Sequence[Stream], *, width: float = 26) -> dict[str, str]:
    """The phone's strategy map: the inside of a 40 x 100 picture for every code, stretched to its row's height.

    All branches still to come run down the left edge; a guideline's own branch peels off to the right, an issue's
    head only lets them pass.
    """
    sizes = widths(streams, trunk=width)
    total = sum(size for row in sizes for size in row)
    scale = min(1.0, width / total) if total else 1.0
    lanes = [
        (branch, color(at), size * scale)
        for at, stream in enumerate(streams)
        for branch, size in zip(stream.branches, sizes[at], strict=True)
    ]
    pieces: dict[str, str] = {}
    passed = 0
    for stream in streams:
        pieces[stream.code] = _lanes(lanes[passed:])
        for branch in stream.branches:
            pieces[branch.code] = _lanes(lanes[passed + 1 :]) + _peel(lanes[passed], lanes[passed + 1 :])
            passed += 1
    return pieces


def _peel(own: tuple[Branch, str, float], following: Sequence[tuple[Branch, str, float]]) -> str:
    branch, ink, size = own
    centre = sum(width for _, _, width in following) + size / 2
    return (
        f'<path d="M{_n(centre)} 0C{_n(centre)} 42 {_n(centre + 3)} 50 40 50" fill="none" stroke="var(--{ink})" '
        f'stroke-width="{_n(max(size, 1.4))}"{_faint(branch)} vector-effect="non-scaling-stroke"/>'
    )


def _lanes(following: Sequence[tuple[Branch, str, float]]) -> str:
    """Lanes of the branches that follow, the last one outermost (leftmost)."""
    x, lanes = 0.0, []
    for branch, ink, size in reversed(following):
        lanes.append(f'<rect x="{_n(x)}" width="{_n(size)}" height="100" fill="var(--{ink})"{_faint(branch)}/>')
        x += size
    return "".join(lanes)


def _faint(branch: Branch) -> str:
    return "" if branch.money else ' opacity=".4"'


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
