"""Sarabun inside the page, so that Thai shows on a machine without Thai fonts."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

WEIGHTS = {400: "Regular", 700: "Bold"}


def faces() -> str:
    """`@font-face` rules that carry the font files (SIL Open Font License) themselves."""
    import fontpkg_sarabun  # slow import

    folder = Path(fontpkg_sarabun.__file__).parent / "files"
    rules = []
    for weight, name in WEIGHTS.items():
        data = b64encode((folder / f"Sarabun-{name}.ttf").read_bytes()).decode("ascii")
        source = f'url("data:font/ttf;base64,{data}") format("truetype")'
        rules.append(f'@font-face {{ font-family: "Sarabun"; font-weight: {weight}; src: {source}; }}\n')
    return "".join(rules)
