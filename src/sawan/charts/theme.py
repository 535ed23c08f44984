"""The design tokens as Python sees them: colours by name in two themes, statuses, marks of data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from sawan.texts import Text

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class StatusMark:
    """One of the five marks of a status: its code, its word, the colour token; the shape is drawn by `marks`."""

    code: str
    word: Text
    color: str


@cache
def tokens() -> dict[str, Any]:
    """The token file, read once."""
    loaded: dict[str, Any] = json.loads(resources.files("sawan.charts").joinpath("tokens.json").read_text("utf-8"))
    return loaded


@cache
def colors(theme: Theme) -> dict[str, str]:
    """Token name to `#RRGGBB` for a theme; dark falls back on light where it says nothing."""
    values = {name: entry["value"] for name, entry in tokens()["color"]["light"].items()}
    if theme == "dark":
        values |= {name: entry["value"] for name, entry in tokens()["color"]["dark"].items()}
    return values


def classes() -> dict[str, str]:
    """Fill colours by name, the same in both themes: of classed maps (`seq-1` light to dark, `div-1` low to high), and
    of the official four-step grading (`grade-red` to `grade-green`)."""
    palette = tokens()["palette"]
    named = {f"seq-{at}": value for at, value in enumerate(palette["sequential"], 1)}
    named |= {f"div-{at}": value for at, value in enumerate(palette["diverging"], 1)}
    return named | {f"grade-{name}": value for name, value in palette["grading"].items()}


@cache
def status_marks() -> dict[str, StatusMark]:
    """Status code to its mark: on_course, watch, off_course, no_target, no_data."""
    return {
        entry["code"]: StatusMark(entry["code"], Text(entry["th"], entry["en"]), entry["color"])
        for entry in tokens()["status"]
    }


@cache
def data_marks() -> dict[str, tuple[Text, str]]:
    """Status of an observation to its word and the letter written behind a year (`p`, `e`)."""
    return {
        entry["code"]: (Text(entry["th"], entry["en"]), entry["suffix"] if len(entry["suffix"]) == 1 else "")
        for entry in tokens()["data_mark"]
    }


def stylesheet() -> str:
    """The tokens as CSS custom properties: light, dark by the system's wish or by force, light on paper."""
    light = _properties(colors("light") | classes())
    dark = _properties(colors("dark"))
    return (
        "/* Made from charts/tokens.json by `python -m sawan.charts.theme`; a test compares. */\n"
        f":root {{\n{light}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root:not([data-theme=light]) {{\n{dark}}}\n}}\n"
        f"@media screen {{\n:root[data-theme=dark] {{\n{dark}}}\n}}\n"
    )


def _properties(values: dict[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())


if __name__ == "__main__":
    print(stylesheet(), end="")  # noqa: T201
