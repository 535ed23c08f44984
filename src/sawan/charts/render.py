"""From a Vega-Lite spec to SVG for pages (colours as CSS variables) and PNG for paper."""

from __future__ import annotations

import copy
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from sawan.charts.theme import Theme, colors

Spec = dict[str, Any]

_SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
_ID = re.compile(r'\b(id="|url\(#|href="#)(?=[a-z])')


def svg(spec: Spec, label: str, code: str) -> str:
    """The chart as SVG to stand inside a page: light, dark and paper take their colours from the stylesheet.

    `label` is the sentence that describes it; `code` keeps the ids of several charts of a page apart.
    """
    drawn = str(_converter().vegalite_to_svg(vl_spec=_themed(spec, _stand_ins())))
    return _label(_variables(_own_ids(drawn, code)), label)


def png(spec: Spec, theme: Theme = "light", *, scale: float = 2.0) -> bytes:
    """The chart as PNG bytes at `scale` pixels a px; SARA AM goes in parts, or the rasteriser misplaces it."""
    themed = _cure_sara_am(with_theme(spec, theme))
    themed.setdefault("background", colors(theme)["surface"])
    return bytes(_converter().vegalite_to_png(vl_spec=themed, scale=scale))


def with_theme(spec: Spec, theme: Theme) -> Spec:
    """The spec with `token:NAME` colours filled in and the house's axes, type and spacing."""
    return _themed(spec, colors(theme))


def _themed(spec: Spec, values: dict[str, str]) -> Spec:
    themed: Spec = _fill(copy.deepcopy(spec), values)
    themed["config"] = _config(values)
    themed.setdefault("padding", {"top": 12, "right": 12, "bottom": 6, "left": 6})
    return themed


def token(name: str) -> str:
    """How a spec names a colour: `token:data-1`."""
    return f"token:{name}"


def _fill(part: Any, values: dict[str, str]) -> Any:
    if isinstance(part, dict):
        return {key: _fill(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [_fill(value, values) for value in part]
    if isinstance(part, str) and part.startswith("token:"):
        return values[part.removeprefix("token:")]
    return part


def _config(values: dict[str, str]) -> Spec:
    axis = {
        "labelColor": values["ink-3"],
        "labelFontSize": 14,
        "labelPadding": 8,
        "domain": False,
        "ticks": False,
        "gridColor": values["line"],
        "title": None,
    }
    return {
        "font": "Sarabun",
        "view": {"stroke": None},
        "background": None,
        "axis": axis,
        "axisX": {"grid": False},
        "text": {"font": "Sarabun", "fontSize": 14, "color": values["ink"]},
        "legend": {"disable": True},
    }


@cache
def _converter() -> Any:
    import fontpkg_sarabun  # slow import
    import vl_convert  # slow import

    vl_convert.register_font_directory(str(Path(fontpkg_sarabun.__file__).parent / "files"))
    return vl_convert


@cache
def _stand_ins() -> dict[str, str]:
    """A colour of its own for every token, so that tokens of equal value stay apart until the stylesheet speaks."""
    return {name: f"#fe{at:04x}" for at, name in enumerate(colors("light"))}


def _variables(drawn: str) -> str:
    names = {value: name for name, value in _stand_ins().items()}
    return re.sub(r"#fe[0-9a-f]{4}", lambda found: f"var(--{names[found[0]]})", drawn)


def _own_ids(drawn: str, code: str) -> str:
    return _ID.sub(lambda found: f"{found[1]}{code}-", drawn)


def _label(drawn: str, label: str) -> str:
    start = drawn.index("<svg")
    end = drawn.index(">", start)
    size = re.search(r'viewBox="[^"]+"', drawn[start:end])
    inner = drawn[end + 1 :]
    inner = re.sub(r' (?:aria-[a-z]+|role|style|xmlns(?::xlink)?)="[^"]*"', "", inner)
    inner = re.sub(r' class="[^"]*"| pointer-events="none"| font-family="[^"]*"', "", inner)
    return f'<svg {size[0] if size else ""} role="img" aria-label="{escape(label)}">{inner}'


def _cure_sara_am(part: Any) -> Any:
    if isinstance(part, dict):
        return {_cure_sara_am(key): _cure_sara_am(value) for key, value in part.items()}
    if isinstance(part, list):
        return [_cure_sara_am(value) for value in part]
    return _SARA_AM.sub("\u0e4d\\1\u0e32", part) if isinstance(part, str) else part
