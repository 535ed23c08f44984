"""Texts and numbers of the report: both languages stand in the page, one of them is shown."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from html import escape

from sawan.fund.choice.rules import COUNT, SCORE, TOTAL, Aim


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


def short(value: float) -> tuple[str, str]:
    """A number for an axis in both languages: 250 ล้าน and 250 M."""
    for size, th, en in ((1e6, " ล้าน", " M"), (1e3, " พัน", " k")):
        if abs(value) >= size:
            text = _four(value / size)
            return text + th, text + en
    return _four(value), _four(value)


def _four(value: float) -> str:
    """Four digits, more when there are more before the point."""
    return number(value, max(0, 4 - len(str(int(abs(value))))))


def tick(value: float, x: float, y: float, anchor: str) -> str:
    """A number of an axis in a drawing."""
    return label(*short(value), x, y, anchor=anchor)


def aim_words(aim: Aim) -> tuple[str, str]:
    """An objective in both languages."""
    names = {
        TOTAL: ("งบรวม", "total cost"),
        COUNT: ("จำนวนโครงการ", "projects"),
        SCORE: ("คะแนนถ่วงน้ำหนัก", "weighted score"),
    }
    th, en = names.get(aim.column, (f"ผลรวม {aim.column}", f"sum of {aim.column}"))
    return f"{th} (ยิ่ง{'มาก' if aim.largest else 'น้อย'}ยิ่งดี)", f"{en} ({'more' if aim.largest else 'less'} is better)"


def drawing(svg: str, th: str, en: str) -> str:
    """A drawing that keeps its letters readable on a phone, where it is moved sideways."""
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(th)} / {escape(en)}">{svg}</div>'


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
