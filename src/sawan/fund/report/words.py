"""Texts and numbers of the report: both languages stand in the page, one of them is shown."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from html import escape


def both(th: str, en: str) -> str:
    """A text in both languages; the page shows the one that is switched on."""
    return f'<span lang="th">{escape(th)}</span><span lang="en">{escape(en)}</span>'


def label(th: str, en: str, x: float, y: float, *, anchor: str = "start", kind: str = "axis") -> str:
    """The same in a drawing."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}"'
    return f'<text {place} lang="th">{escape(th)}</text><text {place} lang="en">{escape(en)}</text>'


def number(value: Fraction | float | None, places: int = 2) -> str:
    """A number with separators, without needless zeros; a dash when there is none."""
    if value is None:
        return "–"
    text = f"{float(value):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def short(value: float) -> str:
    """A number for an axis: 250 M, 12.5 k."""
    for size, letter in ((1e9, " G"), (1e6, " M"), (1e3, " k")):
        if abs(value) >= size:
            return f"{value / size:.4g}{letter}"
    return f"{value:.4g}"


def percent(value: float | Fraction | None, places: int = 2) -> str:
    """A share as per cent."""
    return "–" if value is None else f"{float(value) * 100:.{places}f}%"


def table(caption: tuple[str, str], head: Iterable[tuple[str, str, bool]], rows: Iterable[Iterable[str]]) -> str:
    """A table: columns as (Thai, English, numeric), cells as HTML."""
    columns = list(head)
    top = "".join(f'<th scope="col"{_numeric(figure=figure)}>{both(th, en)}</th>' for th, en, figure in columns)
    body = "".join(
        "<tr>"
        + "".join(f"<td{_numeric(figure=column[2])}>{cell}</td>" for column, cell in zip(columns, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(caption[0])} / {escape(caption[1])}">'
        f"<table><caption>{both(*caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _numeric(*, figure: bool) -> str:
    return ' class="n"' if figure else ""


def section(th: str, en: str, *parts: str) -> str:
    """A section with a heading; nothing when it has no content."""
    content = "".join(parts)
    return f"<section><h2>{both(th, en)}</h2>{content}</section>" if content else ""
